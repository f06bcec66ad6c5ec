/** A destination: its cluster and its endpoints, the same for every waypoint that sends requests there. */
import { destinationResources, grpcCluster } from "../envoy/service-cluster.js";
import { type Destination, type DestinationId, destinationKey } from "../ir/destination.js";
import { lowerDestination } from "../lowering/destinations.js";
import type { Resource as XdsResource } from "../xds/resource.js";
import { type CurrentResources, encoded, type Step, sameResources, step } from "./step.js";

/** A destination as IR. */
export function destinationStep(current: CurrentResources, id: DestinationId): Step<Destination> {
  return step(current, {
    key: `destination/${destinationKey(id)}`,
    compute: ({ view, report }) => lowerDestination(id, view, report),
  });
}

/** Its clusters and its load assignment. */
export function destinationResourcesStep(current: CurrentResources, id: DestinationId): Step<readonly XdsResource[]> {
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
export function grpcClusterStep(current: CurrentResources, id: DestinationId): Step<readonly XdsResource[]> {
  return step(current, {
    key: `grpc-cluster/${destinationKey(id)}`,
    compute: ({ scope }) => [encoded(grpcCluster(scope.cell(destinationStep(current, id))))],
    same: sameResources,
  });
}
