import type { envoy } from "../../generated/envoy.js";
import type { Access } from "../ir/access.js";
import { allow, audit, deny } from "./filters/authorization.js";
import { external } from "./filters/external.js";
import { constant } from "./settings.js";

type HttpFilter = envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
type Route = envoy.config.route.v3.Route;

const asks = "route-policy";
/** The filters that judge by themselves, in their order: each has its own place, because a route fills a place as a whole. */
const judges = [
  { name: "route-audit", filters: audit },
  { name: "route-deny", filters: deny },
  { name: "route-allow", filters: allow },
] as const;

/**
 * Judges a request by the policies of its route, behind everything in the policy slot that may make Envoy look for the
 * route again. Empty by themselves: routes bring along what is judged, so their policies travel with them and no edit
 * of one touches the listener.
 *
 * Envoy looks up what a route brings for RBAC when the request comes there, but fills a filter chain when the request
 * arrives. So only authorizers, who cannot be had otherwise, are asked from a chain: they are those of the route that
 * was found first.
 */
export const routePolicyFilters: readonly HttpFilter[] = constant([
  {
    name: asks,
    typedConfig: { type: "envoy.extensions.filters.http.filter_chain.v3.FilterChainConfig", value: {} },
  },
  ...judges.map(
    ({ name }): HttpFilter => ({
      name,
      typedConfig: { type: "envoy.extensions.filters.http.rbac.v3.RBAC", value: {} },
    }),
  ),
]);

/** What a route brings along for `routePolicyFilters`. */
export function routePolicy(access: Access | undefined): Pick<Route, "typedPerFilterConfig"> {
  if (access === undefined) return {};
  const config: Record<string, NonNullable<Route["typedPerFilterConfig"]>[string]> = {};
  const asked = external(access);
  if (asked.length > 0) {
    config[asks] = {
      type: "envoy.extensions.filters.http.filter_chain.v3.FilterChainConfigPerRoute",
      value: { filterChain: { filters: asked } },
    };
  }
  for (const { name, filters } of judges) {
    for (const { typedConfig } of filters(access)) {
      if (typedConfig === undefined || !isRbac(typedConfig)) continue;
      config[name] = {
        type: "envoy.extensions.filters.http.rbac.v3.RBACPerRoute",
        value: { rbac: typedConfig.value },
      };
    }
  }
  return Object.keys(config).length === 0 ? {} : { typedPerFilterConfig: config };
}

interface TypedRbac {
  readonly type: "envoy.extensions.filters.http.rbac.v3.RBAC";
  readonly value: envoy.extensions.filters.http.rbac.v3.RBAC;
}

function isRbac(config: unknown): config is TypedRbac {
  return (config as Partial<TypedRbac>).type === "envoy.extensions.filters.http.rbac.v3.RBAC";
}
