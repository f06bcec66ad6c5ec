import type { FieldMatch, PathMatch, Route, RouteMatch } from "../ir/route.js";
import type { ConditionVerdict } from "./explanation.js";
import { claimTexts, clientParts, type Facts } from "./facts.js";
import { isGrpc } from "./grpc-answers.js";
import { headerText } from "./headers.js";
import { fits, fullMatch, patternText } from "./patterns.js";
import type { SentRequest } from "./request.js";
import { queryParameters, withoutQuery } from "./request-path.js";

/** A route and whether a request takes it. */
export interface RouteVerdict {
  readonly route: Route;
  readonly matches: boolean;
  /** All of its conditions. */
  readonly findings: readonly ConditionVerdict[];
}

/** What routes look at. */
export type RouteFacts = Facts & { readonly request: SentRequest };

/** Whether a request takes a route, should it come to it. */
export function routeVerdict(route: Route, facts: RouteFacts, trustDomains: readonly string[]): RouteVerdict {
  const { match, origin } = route;
  const findings = [
    pathFinding(match.path, facts.request),
    ...methodFindings(match, facts.request),
    ...match.headers.map((field) => headerFinding(field, facts.request)),
    ...match.query.map((field) => queryFinding(field, facts.request)),
    ...grpcFindings(match, facts.request),
    ...claimFindings(match, facts),
    ...clientFindings(match, facts, trustDomains),
  ].map((finding) => ({ ...finding, origin }));
  return { route, matches: findings.every(({ holds }) => holds), findings };
}

/** The prefix as it is matched: without the slash at its end, which says nothing. */
export function prefixElements(prefix: string): string {
  return prefix.replace(/\/+$/, "");
}

function pathFinding(path: PathMatch, request: SentRequest): ConditionVerdict {
  const found = withoutQuery(request.path);
  return { holds: pathFits(path, found), wanted: pathText(path), found: JSON.stringify(found) };
}

function pathFits({ kind, value }: PathMatch, path: string): boolean {
  switch (kind) {
    case "exact":
      return path === value;
    case "regex":
      return fullMatch(value, path);
    case "prefix": {
      const prefix = prefixElements(value);
      return prefix === "" ? path.startsWith("/") : path === prefix || path.startsWith(`${prefix}/`);
    }
  }
}

/** `path is "/books" or below`. */
function pathText({ kind, value }: PathMatch): string {
  if (kind === "exact") return `path is ${JSON.stringify(value)}`;
  if (kind === "regex") return `path is /${value}/`;
  return prefixElements(value) === "" ? "any path" : `path is ${JSON.stringify(prefixElements(value))} or below it`;
}

function methodFindings({ method }: RouteMatch, request: SentRequest): readonly ConditionVerdict[] {
  if (method === undefined) return [];
  return [{ holds: method === request.method, wanted: `method is ${method}`, found: request.method }];
}

function headerFinding({ name, value }: FieldMatch, { headers, host }: SentRequest): ConditionVerdict {
  const found = name === "host" || name === ":authority" ? [host] : (headers.get(name) ?? []);
  return field(`header ${name}`, value, found);
}

function queryFinding({ name, value }: FieldMatch, { path }: SentRequest): ConditionVerdict {
  const found = queryParameters(path).get(name);
  return field(`query parameter ${name}`, value, found === undefined ? [] : [found]);
}

function field(what: string, value: FieldMatch["value"], texts: readonly string[]): ConditionVerdict {
  return {
    holds: texts.some((text) => fits(value, text)),
    wanted: `${what} is ${patternText(value)}`,
    found: texts.length === 0 ? "nothing" : texts.map((text) => JSON.stringify(text)).join(", "),
  };
}

function grpcFindings({ grpc }: RouteMatch, request: SentRequest): readonly ConditionVerdict[] {
  if (grpc === undefined) return [];
  const type = headerText(request.headers, "content-type");
  return [
    {
      holds: isGrpc(request),
      wanted: "a gRPC request",
      found: type === undefined ? "no content type" : JSON.stringify(type),
    },
  ];
}

function claimFindings({ claims = [] }: RouteMatch, { payload }: Facts): readonly ConditionVerdict[] {
  return claims.map(({ path, value }) => {
    const texts = claimTexts(payload, path);
    return {
      holds: texts.some((text) => fits(value, text)),
      wanted: `claim ${path.join(".")} is ${patternText(value)}`,
      found: texts.length === 0 ? "nothing" : texts.map((text) => JSON.stringify(text)).join(", "),
    };
  });
}

function clientFindings(
  { clientNamespaces }: RouteMatch,
  { client }: Facts,
  trustDomains: readonly string[],
): readonly ConditionVerdict[] {
  if (clientNamespaces === undefined) return [];
  const parts = clientParts(client);
  const holds =
    parts !== undefined && trustDomains.includes(parts.trustDomain) && clientNamespaces.includes(parts.namespace);
  const found = parts?.namespace ?? "no namespace";
  return [{ holds, wanted: `client is of namespace ${clientNamespaces.join(" or ")}`, found }];
}
