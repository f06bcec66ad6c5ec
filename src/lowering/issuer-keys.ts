import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { TokenRule } from "../ir/authentication.js";
import { type KeySetFact, type WantedKeys, wantedKeysOf } from "../model/key-set-facts.js";
import type { JwtRule } from "../model/request-authentication.js";
import type { ResourceView } from "../model/resource-set.js";
import { keySetOf } from "./key-sets.js";
import { meshKeys } from "./mesh-keys.js";

/** What finding keys looks at. */
export type KeyView = Pick<ResourceView, "mesh" | "object" | "keySet">;

type Keys = TokenRule["keys"];
type IssuerRule = JwtRule & { readonly issuer: string };

/**
 * The keys that tokens of a rule are verified with: those in the rule, those of a service of the mesh, or those that were
 * fetched. Whatever is wrong with them costs the tokens of this issuer, and nothing else.
 */
export function keysOf(
  rule: IssuerRule,
  origin: Origin,
  { view, report }: { readonly view: KeyView; readonly report: Report },
): Keys {
  if (rule.jwks !== undefined && rule.jwks !== "") return inlineKeys(rule, rule.jwks, { origin, report });
  const named = (["jwksUri", "jwks_uri"] as const).find((field) => rule[field]);
  const place = at(origin, named ?? "issuer");
  const wanted = wantedKeysOf(rule);
  if (wanted === undefined) {
    const because = named ? `${rule[named]} is no URL` : "the rule has no keys, and its issuer is no URL";
    return missing("WM5067", because, { rule, origin: place, report });
  }
  const meshed = wanted.kind === "jwks" ? meshKeys(wanted.url, view) : undefined;
  if (meshed?.kind === "unusable") return missing("WM5066", meshed.because, { rule, origin: place, report });
  if (meshed !== undefined) {
    return { kind: "remote", url: wanted.url, from: meshed.from, timeoutMs: wanted.timeoutMs };
  }
  if (/^http:/i.test(wanted.url)) {
    report(diagnostic("WM5065", { origin: place, message: `${whatIsAt(wanted)} are fetched without TLS` }));
  }
  return fetchedKeys(view.keySet(wanted.place), wanted, { rule, origin: place, report });
}

interface Place {
  readonly origin: Origin;
  readonly report: Report;
}

function inlineKeys(rule: IssuerRule, text: string, { origin, report }: Place): Keys {
  const place = at(origin, "jwks");
  const set = keySetOf(text);
  if (set.kind === "unusable") {
    return missing("WM5017", `the key set cannot be used: ${set.because}`, { rule, origin: place, report });
  }
  if (set.left > 0) {
    const message = `${set.left} of the keys cannot verify signatures and are left out`;
    report(diagnostic("WM5017", { origin: place, message, severity: "warning" }));
  }
  return { kind: "inline", jwks: set.jwks };
}

/** Published sets hold keys for other purposes, too: those are left out without a word. */
function fetchedKeys(
  fact: KeySetFact | undefined,
  wanted: WantedKeys,
  place: Place & { readonly rule: IssuerRule },
): Keys {
  const what = whatIsAt(wanted);
  switch (fact?.kind) {
    case undefined:
      return missing("WM5018", `${what} are not fetched`, place);
    case "pending":
      return missing("WM5060", `${what} are being fetched`, place);
    case "failed":
      return missing("WM5061", `${what} cannot be had: ${fact.because}`, place);
    case "refused":
      return missing("WM5062", `${what} may not be fetched: ${fact.because}`, place);
    case "known": {
      const set = keySetOf(fact.text);
      if (set.kind === "unusable") return missing("WM5063", `${what} cannot be used: ${set.because}`, place);
      if (fact.stale !== undefined) {
        const message = `${what} could not be refreshed: ${fact.stale}; the last ones stay in use`;
        place.report(diagnostic("WM5064", { origin: place.origin, message }));
      }
      return { kind: "inline", jwks: set.jwks };
    }
  }
}

function whatIsAt({ kind, url }: WantedKeys): string {
  return kind === "jwks" ? `the keys at ${url}` : `the keys that ${url} publishes`;
}

function missing(
  code: "WM5017" | "WM5018" | "WM5060" | "WM5061" | "WM5062" | "WM5063" | "WM5066" | "WM5067",
  because: string,
  { rule, origin, report }: Place & { readonly rule: IssuerRule },
): Keys {
  report(diagnostic(code, { origin, message: `${because}; every token of ${rule.issuer} is refused` }));
  return { kind: "unavailable", because };
}
