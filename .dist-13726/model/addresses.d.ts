import type { Resource } from "./resource.js";
/** Annotation of a pod: the address it is played at. */
export declare const addressAnnotation = "waymark.dev/address";
/** Who needs an address. Pods and waypoints live on loopback addresses, services and the hosts of service entries on ones that no machine has. */
export type AddressSpace = "pod" | "waypoint" | "service" | "entry";
/** The address of `name` (`shop/reviews-0`) in a space, as its first or second choice. */
export declare function automaticAddress(space: AddressSpace, name: string, choice: "first" | "second"): string;
/** The IP addresses a pod declares, the main one first; none while it has none. */
export declare function declaredPodAddresses(pod: Resource<"Pod">): readonly string[];
/** The cluster IPs a service declares, the main one first; none for headless services and before allocation. */
export declare function declaredServiceAddresses(service: Resource<"Service">): readonly string[];
/** Whether a service has no cluster IP on purpose. */
export declare function isHeadless(service: Resource<"Service">): boolean;
/** The IP addresses a gateway declares (`spec.addresses`) or was given (`status.addresses`). */
export declare function declaredGatewayAddresses(gateway: Resource<"Gateway">): readonly string[];
/** `shop/reviews`. */
export declare function qualifiedName(resource: Resource): string;
/** The names of the pods that a deployment is played by: `reviews-0`, `reviews-1`. */
export declare function replicaNames(deployment: Resource<"Deployment">): readonly string[];
/** Keys of the index `pods-by-address`: what the pod declares, else its first choice. */
export declare function podAddressKeys(pod: Resource<"Pod">): readonly string[];
/** Keys of the index `deployments-by-address`: the first choice of every replica. */
export declare function deploymentAddressKeys(deployment: Resource<"Deployment">): readonly string[];
/** The replicas of a deployment (`shop/reviews-0`) by the address each would take first. */
export declare function replicasByFirstChoice(deployment: Resource<"Deployment">): ReadonlyMap<string, readonly string[]>;
/** Keys of the index `services-by-address`: what the service declares, else its first choice; none if it is to have none. */
export declare function serviceAddressKeys(service: Resource<"Service">): readonly string[];
/** The virtual addresses a service entry declares; ranges are left out. */
export declare function declaredEntryAddresses(entry: Resource<"ServiceEntry">): readonly string[];
/** The name by which a host of a service entry is given an automatic address. */
export declare function entryHostName(entry: Resource<"ServiceEntry">, host: string): string;
/** Keys of the index `entries-by-address`: what the entry declares, and the first choice of each of its hosts. */
export declare function entryAddressKeys(entry: Resource<"ServiceEntry">): readonly string[];
/** Keys of the index `gateways-by-address`: what the gateway declares, else its first choice. */
export declare function gatewayAddressKeys(gateway: Resource<"Gateway">): readonly string[];
