/** The waypoints that send requests on to services of another one, and whose word it takes for their clients. */
import { serviceWithKey } from "../binding/entry-services.js";
import { waypointsForwardingTo } from "../binding/route-services.js";
import { sameElements } from "../incremental.js";
import { identityOf } from "../lowering/names.js";
import { qualified, servicesOfStep } from "./membership.js";
import { step } from "./step.js";
/** Their identities, sorted; the waypoint itself, which does not send to itself, is none of them. */
export function forwardersStep(current, waypoint) {
    return step(current, {
        key: `forwarders/${waypoint}`,
        compute: ({ scope, view }) => {
            const senders = scope
                .cell(servicesOfStep(current, waypoint))
                .flatMap((service) => scope.cell(sendersStep(current, service)))
                .filter((sender) => qualified(sender) !== waypoint);
            return [...new Set(senders.map((sender) => identityOf(sender, view.mesh)))].sort();
        },
        same: sameElements,
    });
}
/** The waypoints whose routes send requests to a service. */
function sendersStep(current, service) {
    return step(current, {
        key: `senders/${service}`,
        compute: ({ view }) => {
            const found = serviceWithKey(service, view);
            return found === undefined ? [] : waypointsForwardingTo(found, view);
        },
        same: sameElements,
    });
}
//# sourceMappingURL=forwarders.js.map