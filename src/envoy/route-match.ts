import type { envoy } from "../../generated/envoy.js";
import type { ClaimMatch, PathMatch, RouteMatch } from "../ir/route.js";
import { filterState, tokenMetadata } from "./names.js";
import { literalRegex, stringMatcher } from "./string-match.js";

type EnvoyMatch = envoy.config.route.v3.RouteMatch;

/** All conditions of a route. Clients are told apart by the identity that they proved, never by their address. */
export function routeMatch(match: RouteMatch, trustDomains: readonly string[]): EnvoyMatch {
  const { method, headers, query, grpc, claims, clientNamespaces } = match;
  return {
    ...pathMatch(match.path),
    headers: [
      ...(method === undefined ? [] : [{ name: ":method", stringMatch: { exact: method } }]),
      ...headers.map(({ name, value }) => ({ name, stringMatch: stringMatcher(value) })),
    ],
    queryParameters: query.map(({ name, value }) => ({ name, stringMatch: stringMatcher(value) })),
    ...(grpc === true && { grpc: {} }),
    ...(claims !== undefined && { dynamicMetadata: claims.map(claimMatcher) }),
    ...(clientNamespaces !== undefined && { filterState: [clientIn(clientNamespaces, trustDomains)] }),
  };
}

/** The prefix as it is matched: without the slash at its end, which says nothing. */
export function prefixElements(prefix: string): string {
  return prefix.replace(/\/+$/, "");
}

function pathMatch(path: PathMatch): EnvoyMatch {
  switch (path.kind) {
    case "exact":
      return { path: path.value };
    case "regex":
      return { safeRegex: { regex: path.value } };
    case "prefix": {
      const prefix = prefixElements(path.value);
      return prefix === "" ? { prefix: "/" } : { pathSeparatedPrefix: prefix };
    }
  }
}

/** Verified payloads only: the token filter puts them there and makes Envoy look for the route again. */
function claimMatcher({ path, value }: ClaimMatch): envoy.type.matcher.v3.MetadataMatcher {
  const stringMatch = stringMatcher(value);
  const valueMatchers = [{ stringMatch }, { listMatch: { oneOf: { stringMatch } } }];
  return {
    filter: tokenMetadata.filter,
    path: [tokenMetadata.payload, ...path].map((key) => ({ key })),
    value: { orMatch: { valueMatchers } },
  };
}

function clientIn(
  namespaces: readonly string[],
  trustDomains: readonly string[],
): envoy.type.matcher.v3.FilterStateMatcher {
  const oneOf = (texts: readonly string[]): string => `(${texts.map(literalRegex).join("|")})`;
  const regex = `spiffe://${oneOf(trustDomains)}/ns/${oneOf(namespaces)}/.*`;
  return { key: filterState.peerPrincipal, stringMatch: { safeRegex: { regex } } };
}
