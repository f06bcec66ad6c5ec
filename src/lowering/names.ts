import { serviceWithKey } from "../binding/entry-services.js";
import { hostOf } from "../binding/services.js";
import type { DestinationId } from "../ir/destination.js";
import type { Identity } from "../ir/identity.js";
import type { WaypointName } from "../ir/waypoint.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";

/** The SPIFFE id of a service account. */
export function identityOf(
  account: { readonly namespace: string; readonly serviceAccount: string },
  mesh: Pick<MeshConfiguration, "trustDomain">,
): Identity {
  return `spiffe://${mesh.trustDomain}/ns/${account.namespace}/sa/${account.serviceAccount}` as Identity;
}

/** `namespace/name` of a waypoint. */
export function waypointNameOf(waypoint: { readonly namespace: string; readonly name: string }): WaypointName {
  return `${waypoint.namespace}/${waypoint.name}` as WaypointName;
}

/** A service port as a place to send requests. */
export function destinationIdOf(
  service: Resource<"Service">,
  port: number,
  mesh: Pick<MeshConfiguration, "clusterDomain">,
): DestinationId {
  const { name, namespace } = service.metadata;
  const entry = service.spec.entry === undefined ? {} : { entry: true as const };
  return { host: hostOf(service, mesh), namespace, service: name, port, ...entry };
}

/** The service of a destination; undefined once it is gone. */
export function serviceOf(id: DestinationId, view: ResourceView): Resource<"Service"> | undefined {
  const { namespace, service, host, entry } = id;
  return serviceWithKey(entry === undefined ? `${namespace}/${service}` : `${namespace}/${service}/${host}`, view);
}

/** `10.96.0.10:80`, `[fd00::1]:80`. */
export function authorityOf(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
