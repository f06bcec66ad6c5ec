/** A destination: its cluster and its endpoints, the same for every waypoint that sends requests there. */
import { loadAssignment, serviceClusters } from "../envoy/service-cluster.js";
import type { Destination, DestinationId } from "../ir/destination.js";
import { lowerDestination } from "../lowering/destinations.js";
import type { Resource as XdsResource } from "../xds/resource.js";
import { type CurrentResources, encoded, type Step, sameResources, step } from "./step.js";

/** A destination as IR. */
export function destinationStep(current: CurrentResources, id: DestinationId): Step<Destination> {
  return step(current, {
    key: `destination/${id.host}/${id.port}`,
    compute: ({ view, report }) => lowerDestination(id, view, report),
  });
}

/** Its clusters and its load assignment. */
export function destinationResourcesStep(current: CurrentResources, id: DestinationId): Step<readonly XdsResource[]> {
  return step(current, {
    key: `destination-resources/${id.host}/${id.port}`,
    compute: ({ scope }) => {
      const destination = scope.cell(destinationStep(current, id));
      return [...serviceClusters(destination), loadAssignment(destination)].map(encoded);
    },
    same: sameResources,
  });
}
