import { authenticationsFor, authorizationPoliciesFor, pluginsFor } from "../binding/policies.js";
import { carriesGrpc, routesFor } from "../binding/routes.js";
import { judgesRequests } from "./connections.js";
import { lowerPolicy } from "./policies.js";
import { protocolOf } from "./protocols.js";
/** How the bytes of a service port are understood on its waypoint. */
export function protocolFor(site, view) {
    const chosen = protocolOf(site.port, () => {
        return routesFor(site.service, site.port, view).length > 0 || looksIntoRequests(site, view);
    });
    return chosen.because === "l7-configured" ? { ...chosen, protocol: assumedProtocol(site, view) } : chosen;
}
/** The protocol of requests to a port that declares none: gRPC needs HTTP/2, and everybody understands HTTP/1.1. */
export function assumedProtocol({ service, port }, view) {
    return carriesGrpc(service, port, view) ? "http2" : "http";
}
/** Whether there are policies that can judge only HTTP requests: by tokens, or by what is inside a request; or plugins, which see requests. */
export function looksIntoRequests(judged, view) {
    if (authenticationsFor(judged, view).length > 0 || pluginsFor(judged, view).length > 0)
        return true;
    return authorizationPoliciesFor(judged, view).some((policy) => {
        // What is wrong with the policy is said where it is lowered to be enforced.
        return judgesRequests(lowerPolicy(policy, view, () => undefined));
    });
}
//# sourceMappingURL=port-protocol.js.map