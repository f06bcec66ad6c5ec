/** A destination: its cluster and its endpoints, the same for every waypoint that sends requests there. */
import { destinationResources, grpcCluster } from "../envoy/service-cluster.js";
import { destinationKey } from "../ir/destination.js";
import { lowerDestination } from "../lowering/destinations.js";
import { encoded, sameResources, step } from "./step.js";
/** A destination as IR. */
export function destinationStep(current, id) {
    return step(current, {
        key: `destination/${destinationKey(id)}`,
        compute: ({ view, report }) => lowerDestination(id, view, report),
    });
}
/** Its clusters and its load assignment. */
export function destinationResourcesStep(current, id) {
    return step(current, {
        key: `destination-resources/${destinationKey(id)}`,
        compute: ({ scope }) => {
            const destination = scope.cell(destinationStep(current, id));
            return destinationResources(destination).map(encoded);
        },
        same: sameResources,
    });
}
/** The further cluster of a destination that is asked by gRPC. */
export function grpcClusterStep(current, id) {
    return step(current, {
        key: `grpc-cluster/${destinationKey(id)}`,
        compute: ({ scope }) => [encoded(grpcCluster(scope.cell(destinationStep(current, id))))],
        same: sameResources,
    });
}
//# sourceMappingURL=destination.js.map