import { envoy } from "../../generated/envoy.js";
import { keyDestinations } from "../ir/authentication.js";
import { policyFilters } from "./filter-chain.js";
import { authorizerClusters } from "./filters/external.js";
import { resourceTypes } from "./generated.js";
import { httpClusterName, pluginResourceName, policySlotName } from "./names.js";
import { constant, fromAdsSoon } from "./settings.js";
/** An ALLOW list with nothing on it. */
export const denyAll = constant({
    type: "envoy.extensions.filters.http.rbac.v3.RBAC",
    value: { rules: { action: envoy.config.rbac.v3.RBAC.Action.ALLOW, policies: {} } },
});
/**
 * Everything that judges requests to a service port, as one filter that holds a chain of filters: an edit of any policy
 * sends this one resource and nothing else.
 */
export function policySlot(port, access) {
    const slot = slotOf(policySlotName(port), policyFilters.flatMap((filter) => filter(access)));
    const asked = [...keyDestinations(access.authentication).map(httpClusterName), ...authorizerClusters(access)];
    const run = (access.plugins ?? []).map(({ plugin }) => pluginResourceName(plugin));
    return {
        ...slot,
        requires: [
            ...[...new Set(asked)].map((name) => ({ type: resourceTypes.cluster, name })),
            ...[...new Set(run)].map((name) => ({ type: resourceTypes.extension, name })),
        ],
    };
}
/** What a slot is filled with: one filter made of these. */
export function slotOf(name, filters) {
    return {
        type: resourceTypes.extension,
        name,
        message: {
            name,
            typedConfig: {
                type: "envoy.extensions.filters.http.filter_chain.v3.FilterChainConfig",
                // An empty list is invalid; no list at all lets everything pass.
                value: filters.length === 0 ? {} : { defaultFilterChain: { filters } },
            },
        },
        requires: [],
    };
}
/** Envoy subscribes to the resource under the name of the filter. Nobody passes before it came, nor if it is taken away. */
export function slotFilter(name) {
    return {
        name,
        configDiscovery: {
            configSource: fromAdsSoon,
            defaultConfig: denyAll,
            typeUrls: [
                "type.googleapis.com/envoy.extensions.filters.http.filter_chain.v3.FilterChainConfig",
                "type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC",
            ],
        },
    };
}
//# sourceMappingURL=policy-slot.js.map