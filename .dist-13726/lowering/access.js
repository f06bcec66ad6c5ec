import { authenticationsFor, authorizationPoliciesFor } from "../binding/policies.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { lowerAuthentication } from "./authentication.js";
import { onConnections } from "./connections.js";
import { withRoads } from "./onward.js";
import { lowerPlugins } from "./plugins.js";
import { lowerPolicy } from "./policies.js";
import { protocolFor } from "./port-protocol.js";
import { sortedByEffect } from "./sorted-policies.js";
/**
 * Who may do what on a service port of a waypoint: the policies that target the service, the waypoint's Gateway or its
 * class. On TCP ports only what connections show is judged.
 */
export function lowerAccess(site, view, report) {
    const { protocol } = protocolFor(site, view);
    return accessOf(site, { protocol, port: `port ${site.port.port} (TCP)`, number: site.port.port }, { view, report });
}
/** What is judged, how its bytes are understood, and what to call it. */
export function accessOf(judged, { protocol, port, number }, { view, report }) {
    const plugins = lowerPlugins(judged, number, view);
    const policies = authorizationPoliciesFor(judged, view).map((policy) => lowerPolicy(policy, view, report));
    if (protocol === "tcp") {
        for (const { origin, ...authentication } of authenticationsFor(judged, view)) {
            const message = `RequestAuthentication ${qualifiedName({ origin, ...authentication })} verifies nothing on ${port}`;
            report(diagnostic("WM5020", { origin: at(origin, "spec"), message }));
        }
        for (const { plugin, origin } of plugins) {
            report(diagnostic("WM6010", { origin, message: `${plugin} sees nothing of ${port}` }));
        }
        const place = { code: "WM5014", where: port };
        return sortedByEffect(policies.flatMap((policy) => onConnections(policy, place, report) ?? []));
    }
    const authentications = authenticationsFor(judged, view).map((each) => lowerAuthentication(each, view, report));
    const rules = authentications.flatMap((each) => each.rules);
    const sorted = sortedByEffect(policies);
    const access = {
        ...(rules.length > 0 && { authentication: { rules } }),
        ...(plugins.length > 0 && { plugins }),
        ...sorted,
        deny: [...authentications.flatMap((each) => each.deny), ...sorted.deny],
    };
    return withRoads(access, judged.waypoint, view);
}
//# sourceMappingURL=access.js.map