import type { PathMatch, PathRewrite, RedirectAction } from "../ir/route.js";
import type { SentRequest } from "./request.js";
import { queryOf, withoutQuery } from "./request-path.js";
import { prefixElements } from "./route-matches.js";

/** The path with its query after a rewrite; the query always survives. */
export function rewrittenPath(target: string, rewrite: PathRewrite | undefined, match: PathMatch): string {
  if (rewrite === undefined) return target;
  const [path, query] = [withoutQuery(target), queryOf(target)];
  const replacement = rewrite.value.startsWith("/") ? rewrite.value : `/${rewrite.value}`;
  if (rewrite.kind === "full") return `${replacement}${query}`;
  // Only a prefix match has a prefix; with any other there is nothing to replace.
  if (match.kind !== "prefix") return target;
  const rest = path.slice(prefixElements(match.value).length).replace(/^\//, "");
  const start = prefixElements(replacement);
  const whole = path.length === prefixElements(match.value).length;
  if (start === "") return `/${rest}${query}`;
  return `${start}${whole && prefixElements(match.value) !== "" ? "" : "/"}${rest}${query}`;
}

/** Where a redirect sends the client. */
export function redirectLocation(
  action: RedirectAction,
  request: SentRequest,
  { match, arrivalPort }: { readonly match: PathMatch; readonly arrivalPort: number },
): string {
  const scheme = action.scheme ?? "http";
  const port = portShown(action, arrivalPort);
  const host = action.hostname ?? hostKept(request, { scheme, rewritesPort: port !== undefined });
  const path = rewrittenPath(request.path, action.path, match);
  return `${scheme}://${host}${port === undefined ? "" : `:${port}`}${path}`;
}

const schemePorts = { http: 80, https: 443 } as const;

/**
 * The Gateway API asks for no port where it is the scheme's own. The port that a client sent along would stay if none
 * were written, so where clients send one, the scheme's own is written, too.
 */
function portShown(action: RedirectAction, arrivalPort: number): number | undefined {
  const own = schemePorts[action.scheme ?? "http"];
  const port = action.port ?? (action.scheme === undefined ? arrivalPort : own);
  return port !== own || (action.hostname === undefined && arrivalPort !== 80) ? port : undefined;
}

function hostKept(
  { host, headers }: SentRequest,
  { scheme, rewritesPort }: { readonly scheme: string; readonly rewritesPort: boolean },
): string {
  const [, name, port] = /^(\[.*\]|[^:]*):(\d*)$/.exec(host) ?? [];
  if (name === undefined) return host;
  const came = headers.get("x-forwarded-proto")?.[0] ?? "http";
  const isOwn = scheme !== came && port === String(schemePorts[came === "https" ? "https" : "http"]);
  return rewritesPort || isOwn ? name : host;
}
