import { envoy } from "../../generated/envoy.js";
import { rbac } from "./filters/authorization.js";
import { anyPrincipal } from "./filters/conditions.js";
import { clientsOf } from "./filters/connect-clients.js";
import { forwardedClients } from "./filters/forwarded-clients.js";
import { connectPolicy, isAuthority, portName, ruleName } from "./names.js";
import { slotOf } from "./policy-slot.js";
/**
 * Whose word is taken for a client, and who may connect to the ports of a waypoint that carry no HTTP.
 *
 * The latter is judged on the CONNECT, in connect_terminate: a filter on the connection itself decides on the client's first
 * byte, and by then a server that speaks first has been heard. One resource a waypoint, republished only when the
 * policies of such a port change, or which waypoints send requests here. All of what is judged is a list of refusals, so ports that are not on it stay reachable.
 */
export function connectPolicySlot(served, forwarders = []) {
    const refusals = served.filter(({ port }) => port.protocol === "tcp").flatMap(refusalsOf);
    const policies = Object.fromEntries(refusals);
    const { DENY } = envoy.config.rbac.v3.RBAC.Action;
    return slotOf(connectPolicy, [
        ...forwardedClients(forwarders), // who the client is must be known before anybody judges it
        ...(refusals.length === 0 ? [] : [rbac("authz-connect", { rules: { action: DENY, policies } })]),
    ]);
}
function refusalsOf({ port, access }) {
    return port.authorities.filter(isAuthority).flatMap((authority) => {
        const permissions = [{ header: { name: ":authority", stringMatch: { exact: authority } } }];
        const address = addressOf(authority);
        const denied = access.deny.flatMap((policy) => policy.rules.map((rule) => [
            `${ruleName(policy.name, rule.name)} ${authority}`,
            { permissions, principals: [clientsOf(rule, address, "always")] },
        ]));
        if (access.allow.length === 0)
            return denied;
        const allowed = access.allow.flatMap((policy) => policy.rules.map((rule) => clientsOf(rule, address, "never")));
        const others = { permissions, principals: [{ notId: anyPrincipal(allowed) }] };
        return [...denied, [`${portName(port)} ${authority} not-allowed`, others]];
    });
}
function addressOf(authority) {
    return authority.slice(0, authority.lastIndexOf(":")).replace(/^\[(.*)\]$/, "$1");
}
//# sourceMappingURL=connect-policy.js.map