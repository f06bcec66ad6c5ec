/**
 * Addresses: what a manifest declares and, for objects that declare none (in a cluster, the cluster gives them one),
 * one that follows from the object's name alone, so that it stays the same whatever else exists.
 *
 * Two names can fall on one address. Whoever comes second in the order of names moves to its second choice, which is
 * taken from a range of its own. The `…-by-address` indexes find everybody whose first choice an address is.
 */
import { isIP } from "node:net";
import { gatewayStatusAddresses } from "./gateway.js";
import { podStatus } from "./pod.js";
import type { Resource } from "./resource.js";

/** Annotation of a pod: the address it is played at. */
export const addressAnnotation = "waymark.dev/address";

/** Who needs an address. Pods and waypoints live on loopback addresses, services and the hosts of service entries on ones that no machine has. */
export type AddressSpace = "pod" | "waypoint" | "service" | "entry";

/** The address of `name` (`shop/reviews-0`) in a space, as its first or second choice. */
export function automaticAddress(space: AddressSpace, name: string, choice: "first" | "second"): string {
  const hash = mixed(`${choice} ${name}`);
  // The last byte is 1 to 254: `.0` and `.255` look like networks to humans and to some tools.
  const last = 1 + (hash % 254);
  const middle = (hash >>> 8) & 0xff;
  const upper = hash >>> 16;
  const first = choice === "first";
  switch (space) {
    case "pod":
      return `127.${first ? 64 + (upper & 63) : 128 + (upper & 31)}.${middle}.${last}`;
    case "waypoint":
      return `127.${first ? 160 + (upper & 31) : 192 + (upper & 15)}.${middle}.${last}`;
    case "service":
      return `${first ? 240 : 241}.${upper & 0xff}.${middle}.${last}`;
    case "entry":
      return `${first ? 242 : 243}.${upper & 0xff}.${middle}.${last}`;
  }
}

/** The IP addresses a pod declares, the main one first; none while it has none. */
export function declaredPodAddresses(pod: Resource<"Pod">): readonly string[] {
  const annotated = pod.metadata.annotations[addressAnnotation];
  if (annotated !== undefined && isIP(annotated) !== 0) return [annotated];
  return podStatus(pod).podIPs.filter((address) => isIP(address) !== 0);
}

/** The cluster IPs a service declares, the main one first; none for headless services and before allocation. */
export function declaredServiceAddresses(service: Resource<"Service">): readonly string[] {
  const { clusterIP, clusterIPs } = service.spec;
  const declared = [...(clusterIP === undefined ? [] : [clusterIP]), ...(clusterIPs ?? [])];
  return [...new Set(declared)].filter((address) => isIP(address) !== 0);
}

/** Whether a service has no cluster IP on purpose. */
export function isHeadless(service: Resource<"Service">): boolean {
  return service.spec.clusterIP === "None" || service.spec.clusterIPs?.[0] === "None";
}

/** The IP addresses a gateway declares (`spec.addresses`) or was given (`status.addresses`). */
export function declaredGatewayAddresses(gateway: Resource<"Gateway">): readonly string[] {
  const declared = gateway.spec.addresses.length > 0 ? gateway.spec.addresses : gatewayStatusAddresses(gateway);
  return declared.map(({ value = "" }) => value).filter((value) => isIP(value) !== 0);
}

/** `shop/reviews`. */
export function qualifiedName(resource: Resource): string {
  return `${resource.metadata.namespace}/${resource.metadata.name}`;
}

/** The names of the pods that a deployment is played by: `reviews-0`, `reviews-1`. */
export function replicaNames(deployment: Resource<"Deployment">): readonly string[] {
  return Array.from({ length: deployment.spec.replicas }, (_, index) => `${deployment.metadata.name}-${index}`);
}

/** Keys of the index `pods-by-address`: what the pod declares, else its first choice. */
export function podAddressKeys(pod: Resource<"Pod">): readonly string[] {
  const declared = declaredPodAddresses(pod);
  return declared.length > 0 ? declared : [automaticAddress("pod", qualifiedName(pod), "first")];
}

/** Keys of the index `deployments-by-address`: the first choice of every replica. */
export function deploymentAddressKeys(deployment: Resource<"Deployment">): readonly string[] {
  return [...replicasByFirstChoice(deployment).keys()];
}

/** The replicas of a deployment (`shop/reviews-0`) by the address each would take first. */
export function replicasByFirstChoice(deployment: Resource<"Deployment">): ReadonlyMap<string, readonly string[]> {
  const known = firstChoices.get(deployment);
  if (known !== undefined) return known;
  const choices = new Map<string, string[]>();
  for (const replica of replicaNames(deployment)) {
    const name = `${deployment.metadata.namespace}/${replica}`;
    const address = automaticAddress("pod", name, "first");
    choices.set(address, [...(choices.get(address) ?? []), name]);
  }
  firstChoices.set(deployment, choices);
  return choices;
}

// Every replica asks who else wants its address: without this, the cost of a deployment is the square of its replicas.
const firstChoices = new WeakMap<Resource<"Deployment">, ReadonlyMap<string, readonly string[]>>();

/** Keys of the index `services-by-address`: what the service declares, else its first choice; none if it is to have none. */
export function serviceAddressKeys(service: Resource<"Service">): readonly string[] {
  if (service.spec.type === "ExternalName" || isHeadless(service)) return [];
  const declared = declaredServiceAddresses(service);
  return declared.length > 0 ? declared : [automaticAddress("service", qualifiedName(service), "first")];
}

/** The virtual addresses a service entry declares; ranges are left out. */
export function declaredEntryAddresses(entry: Resource<"ServiceEntry">): readonly string[] {
  // A range of one address is that address.
  const single = entry.spec.addresses.map((address) => address.replace(/^([0-9.]+)\/32$|^([0-9a-f:]+)\/128$/i, "$1$2"));
  return [...new Set(single)].filter((address) => isIP(address) !== 0);
}

/** The name by which a host of a service entry is given an automatic address. */
export function entryHostName(entry: Resource<"ServiceEntry">, host: string): string {
  return `${entry.metadata.namespace}/${host.toLowerCase()}`;
}

/** Keys of the index `entries-by-address`: what the entry declares, and the first choice of each of its hosts. */
export function entryAddressKeys(entry: Resource<"ServiceEntry">): readonly string[] {
  const automatic = entry.spec.hosts.map((host) => automaticAddress("entry", entryHostName(entry, host), "first"));
  return [...declaredEntryAddresses(entry), ...automatic];
}

/** Keys of the index `gateways-by-address`: what the gateway declares, else its first choice. */
export function gatewayAddressKeys(gateway: Resource<"Gateway">): readonly string[] {
  const declared = declaredGatewayAddresses(gateway);
  return declared.length > 0 ? declared : [automaticAddress("waypoint", qualifiedName(gateway), "first")];
}

/** FNV-1a, then an avalanche: names that differ in one character land far apart. Unsigned 32 bits. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
