import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { HeaderEdits } from "../ir/route.js";
import type { HeaderModifier, HttpHeader } from "../model/http-route-filters.js";

/** What a header modifier does; Host is told apart, because data planes change it by other means than headers. */
export interface LoweredEdits {
  readonly edits: HeaderEdits;
  /** The Host that requests get. */
  readonly host?: { readonly value: string; readonly origin: Origin };
}

/** Lowers a header modifier; undefined, with a diagnostic, if it cannot be applied as written. */
export function lowerHeaderModifier(
  modifier: HeaderModifier,
  filter: { readonly origin: Origin; readonly of: "request" | "response" },
  report: Report,
): LoweredEdits | undefined {
  const { origin } = filter;
  const named = [
    ...modifier.set.map(({ name }, index) => ({ name, origin: at(origin, "set", index, "name") })),
    ...modifier.add.map(({ name }, index) => ({ name, origin: at(origin, "add", index, "name") })),
    ...modifier.remove.map((name, index) => ({ name, origin: at(origin, "remove", index) })),
  ];
  const removed = modifier.remove.map((name) => name.toLowerCase());
  const refused = named.find(({ name }) => name.startsWith(":"));
  const hostless = filter.of === "request" && removed.includes("host");
  if (refused !== undefined || hostless) {
    const message = refused ? `${refused.name} is a pseudo header` : "a request cannot be without Host";
    const host = at(origin, "remove", removed.indexOf("host"));
    report(diagnostic("WM4024", { origin: refused?.origin ?? host, message, advice: "use URLRewrite instead" }));
    return undefined;
  }
  const isHost = ({ name }: HttpHeader): boolean => filter.of === "request" && name.toLowerCase() === "host";
  const setHost = modifier.set.findIndex(isHost);
  const addHost = modifier.add.findIndex(isHost);
  const host = modifier.set[setHost] ?? modifier.add[addHost];
  const hostOrigin = setHost >= 0 ? at(origin, "set", setHost) : at(origin, "add", addHost);
  return {
    edits: {
      set: lowered(modifier.set.filter((header) => !isHost(header))),
      add: lowered(modifier.add.filter((header) => !isHost(header))),
      remove: [...new Set(removed)],
    },
    ...(host !== undefined && { host: { value: host.value, origin: hostOrigin } }),
  };
}

/** Names in lower case; of several entries of one name the first counts (Gateway API). */
function lowered(headers: readonly HttpHeader[]): HttpHeader[] {
  const distinct = new Map<string, HttpHeader>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    if (!distinct.has(key)) distinct.set(key, { name: key, value });
  }
  return [...distinct.values()];
}
