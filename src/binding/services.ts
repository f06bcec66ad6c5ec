import {
  automaticAddress,
  declaredServiceAddresses,
  isHeadless,
  qualifiedName,
  serviceAddressKeys,
} from "../model/addresses.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";

/** The fully qualified name of a service: `reviews.shop.svc.cluster.local`. */
export function hostOf(service: Resource<"Service">, mesh: Pick<MeshConfiguration, "clusterDomain">): string {
  return `${service.metadata.name}.${service.metadata.namespace}.svc.${mesh.clusterDomain}`;
}

/** The names a client may use wherever it is, the host first. The bare short name works in the own namespace only. */
export function namesOf(service: Resource<"Service">, mesh: Pick<MeshConfiguration, "clusterDomain">): string[] {
  const short = `${service.metadata.name}.${service.metadata.namespace}`;
  return [hostOf(service, mesh), short, `${short}.svc`];
}

/** Whether the mesh knows a service. `ExternalName` is an alias in DNS: there is nothing to route to. */
export function isMeshService(service: Resource<"Service">): boolean {
  return service.spec.type !== "ExternalName";
}

/** The virtual addresses of a service, the main one first; none for headless ones and `ExternalName`. */
export interface VirtualAddresses {
  readonly addresses: readonly string[];
  /** Addresses the service declares but an earlier one (by namespace and name) already has. */
  readonly taken: readonly { readonly address: string; readonly by: Resource<"Service"> }[];
}

/**
 * The virtual addresses of a service. An address belongs to one service only, or requests for one would reach the
 * other: who is first by namespace and name keeps it. A service left without any gets an automatic one.
 */
export function vipsOf(service: Resource<"Service">, view: ResourceView): VirtualAddresses {
  if (!isMeshService(service) || isHeadless(service)) return { addresses: [], taken: [] };
  const name = qualifiedName(service);
  const addresses: string[] = [];
  const taken: { address: string; by: Resource<"Service"> }[] = [];
  for (const address of serviceAddressKeys(service)) {
    const owner = ownerOf(address, view);
    if (owner === undefined || qualifiedName(owner) === name) addresses.push(address);
    else taken.push({ address, by: owner });
  }
  if (addresses.length > 0) return { addresses, taken };
  const declared = declaredServiceAddresses(service);
  return {
    addresses: [automaticAddress("service", name, "second")],
    taken: declared.length > 0 ? taken : [],
  };
}

/** Whose address it is: one that was declared comes before an automatic one, then the first by name. */
function ownerOf(address: string, view: ResourceView): Resource<"Service"> | undefined {
  const candidates = view.indexed("services-by-address", address);
  return candidates.find((service) => declaredServiceAddresses(service).includes(address)) ?? candidates[0];
}
