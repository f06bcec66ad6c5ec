import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { PathMatch, RouteMatch } from "../ir/route.js";
import type { GrpcMethodMatch, GrpcRouteMatch } from "../model/grpc-route.js";
import { lowerHeaders, usableRegex } from "./route-matches.js";

/** A rule without matches takes every gRPC request. */
export const matchEveryCall: GrpcRouteMatch = { headers: [] };

/**
 * What one match of a GRPCRoute asks of a request: that it is gRPC, and the path that its service and method make
 * (`/service/method`). Undefined, with a diagnostic, if it cannot be used: it is set aside rather than widened.
 */
export function lowerGrpcMatch(written: GrpcRouteMatch, origin: Origin, report: Report): RouteMatch | undefined {
  const path = pathOf(written.method, at(origin, "method"), report);
  const headers = lowerHeaders(written.headers, at(origin, "headers"), report);
  if (path === undefined || headers === undefined) return undefined;
  return { path, grpc: true, ...headers, query: [] };
}

function pathOf(match: GrpcMethodMatch | undefined, origin: Origin, report: Report): PathMatch | undefined {
  if (match === undefined) return { kind: "prefix", value: "/" };
  const { type, service = "", method = "" } = match;
  if (service === "" && method === "") {
    const message = "the match names neither a service nor a method";
    report(diagnostic("WM4026", { origin, message, advice: "leave `method` out to match every call" }));
    return undefined;
  }
  return type === "Exact"
    ? exactPath({ service, method }, origin, report)
    : regexPath({ service, method }, origin, report);
}

type Names = Readonly<Record<"service" | "method", string>>;

/** Names of protobuf (and the CRD): letters, digits, underscores; dots between the parts of a service. */
const forms: Readonly<Record<keyof Names, RegExp>> = {
  service: /^\.?[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/,
  method: /^[A-Za-z_]\w*$/,
};

function exactPath({ service, method }: Names, origin: Origin, report: Report): PathMatch | undefined {
  for (const [field, name] of [
    ["service", service],
    ["method", method],
  ] as const) {
    if (name === "" || forms[field].test(name)) continue;
    const message = `no gRPC ${field} has the name ${JSON.stringify(name)}`;
    report(
      diagnostic("WM4026", { origin: at(origin, field), message, advice: "use type: RegularExpression for patterns" }),
    );
    return undefined;
  }
  if (service === "") return { kind: "regex", value: `/[^/]+/${method}` };
  return method === "" ? { kind: "prefix", value: `/${service}` } : { kind: "exact", value: `/${service}/${method}` };
}

function regexPath({ service, method }: Names, origin: Origin, report: Report): PathMatch | undefined {
  const usable = (field: keyof Names, pattern: string): boolean =>
    pattern === "" || usableRegex(pattern, at(origin, field), report);
  if (!usable("service", service) || !usable("method", method)) return undefined;
  const part = (pattern: string): string => (pattern === "" ? "[^/]+" : `(?:${withoutOuterAnchors(pattern)})`);
  return { kind: "regex", value: `/${part(service)}/${part(method)}` };
}

/**
 * The pattern without the anchors at the edges of its alternatives. It becomes a part of a longer one that matches
 * whole paths: there they say nothing, and would never hold. Anchors anywhere else stay, and never hold either way.
 */
function withoutOuterAnchors(pattern: string): string {
  const pieces = pattern.match(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[a-zA-Z-]*:|[\s\S]/g) ?? [];
  const opens = (piece: string | undefined): boolean => piece === undefined || piece === "|" || piece.startsWith("(");
  const closes = (piece: string | undefined): boolean => piece === undefined || piece === "|" || piece === ")";
  return pieces
    .filter(
      (piece, index) => !(piece === "^" && opens(pieces[index - 1])) && !(piece === "$" && closes(pieces[index + 1])),
    )
    .join("");
}
