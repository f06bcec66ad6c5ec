import { allow, audit, deny } from "./filters/authorization.js";
import { external } from "./filters/external.js";
import { constant } from "./settings.js";
const asks = "route-policy";
/** The filters that judge by themselves, in their order: each has its own place, because a route fills a place as a whole. */
const judges = [
    { name: "route-audit", filters: audit },
    { name: "route-deny", filters: deny },
    { name: "route-allow", filters: allow },
];
/**
 * Judges a request by the policies of its route, behind everything in the policy slot that may make Envoy look for the
 * route again. Empty by themselves: routes bring along what is judged, so their policies travel with them and no edit
 * of one touches the listener.
 *
 * Envoy looks up what a route brings for RBAC when the request comes there, but fills a filter chain when the request
 * arrives. So only authorizers, who cannot be had otherwise, are asked from a chain: they are those of the route that
 * was found first.
 */
export const routePolicyFilters = constant([
    {
        name: asks,
        typedConfig: { type: "envoy.extensions.filters.http.filter_chain.v3.FilterChainConfig", value: {} },
    },
    ...judges.map(({ name }) => ({
        name,
        typedConfig: { type: "envoy.extensions.filters.http.rbac.v3.RBAC", value: {} },
    })),
]);
/** What a route brings along for `routePolicyFilters`. */
export function routePolicy(access) {
    if (access === undefined)
        return {};
    const config = {};
    const asked = external(access);
    if (asked.length > 0) {
        config[asks] = {
            type: "envoy.extensions.filters.http.filter_chain.v3.FilterChainConfigPerRoute",
            value: { filterChain: { filters: asked } },
        };
    }
    for (const { name, filters } of judges) {
        for (const { typedConfig } of filters(access)) {
            if (typedConfig === undefined || !isRbac(typedConfig))
                continue;
            config[name] = {
                type: "envoy.extensions.filters.http.rbac.v3.RBACPerRoute",
                value: { rbac: typedConfig.value },
            };
        }
    }
    return Object.keys(config).length === 0 ? {} : { typedPerFilterConfig: config };
}
function isRbac(config) {
    return config.type === "envoy.extensions.filters.http.rbac.v3.RBAC";
}
//# sourceMappingURL=route-policy.js.map