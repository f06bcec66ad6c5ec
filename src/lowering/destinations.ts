import type { BoundEndpoint } from "../binding/endpoints.js";
import { endpointsOf } from "../binding/endpoints.js";
import { waypointFor } from "../binding/waypoints.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Destination, DestinationId, Endpoint } from "../ir/destination.js";
import type { Protocol } from "../ir/protocol.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { ResourceView } from "../model/resource-set.js";
import { identityOf } from "./names.js";
import { protocolFor } from "./port-protocol.js";
import { protocolOf } from "./protocols.js";
import type { RoutedPort } from "./routes.js";

/** Where requests for a service port can be sent. An id that leads nowhere (any more) has no endpoints. */
export function lowerDestination(id: DestinationId, view: ResourceView, report: Report): Destination {
  const service = view.object("Service", id.namespace, id.service);
  const port = service?.spec.ports.find((candidate) => candidate.port === id.port && candidate.protocol === "TCP");
  if (service === undefined || port === undefined) {
    const origin = service?.origin ?? { object: `Service ${id.namespace}/${id.service}`, path: [] };
    return { id, protocol: "http", endpoints: [], origin };
  }
  const endpoints = endpointsOf({ service, port }, view, report).map((endpoint) => lowerEndpoint(endpoint, view.mesh));
  return { id, protocol: destinationProtocol({ service, port }, view), endpoints, origin: service.origin };
}

/** An endpoint with the identity its peer must prove; outside the mesh nobody proves anything. */
export function lowerEndpoint(endpoint: BoundEndpoint, mesh: Pick<MeshConfiguration, "trustDomain">): Endpoint {
  const { address, port, account, inMesh, locality, workload } = endpoint;
  const tunnelled = inMesh && account !== undefined;
  return {
    address,
    port,
    ...(tunnelled && { identity: identityOf(account, mesh) }),
    tunnel: tunnelled ? "hbone" : "none",
    weight: 1,
    ...(locality !== undefined && { locality }),
    workload,
  };
}

/** The protocol of the port on its own waypoint; where it has none, requests come from routes, so they are HTTP. */
function destinationProtocol(site: RoutedPort, view: ResourceView): Protocol {
  const binding = waypointFor(site.service, view);
  if (binding.kind === "bound") return protocolFor({ ...site, waypoint: binding.waypoint }, view).protocol;
  return protocolOf(site.port, () => true).protocol;
}
