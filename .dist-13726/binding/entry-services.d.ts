import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServiceEntrySpec } from "../model/service-entry.js";
/** Why a host of a service entry is not one that clients can use. */
export type HostProblem = {
    readonly kind: "wildcard" | "address";
} | {
    readonly kind: "resolution";
}
/** Somebody else has the name already. */
 | {
    readonly kind: "taken";
    readonly by: Resource;
};
/** The keys of all Services, then those of all hosts of service entries. */
export declare function serviceKeys(view: ResourceView): readonly string[];
/** The service of that key. */
export declare function serviceWithKey(key: string, view: ResourceView): Resource<"Service"> | undefined;
/** The hosts of a service entry that clients can use, each in the form of a service, in the order of the entry. */
export declare function servicesOfEntry(entry: Resource<"ServiceEntry">, view: ResourceView): readonly Resource<"Service">[];
/** What keeps clients from using a host (in lower case) of a service entry; undefined if nothing does. */
export declare function hostProblem(entry: Resource<"ServiceEntry">, host: string, view: ResourceView): HostProblem | undefined;
/** The Service that the cluster's own DNS knows under a fully qualified name. */
export declare function serviceOfClusterName(host: string, view: ResourceView): Resource<"Service"> | undefined;
/**
 * The service that a host name means in a namespace: a Service by its fully qualified name, else a service entry of the
 * namespace, else the first one that is exported to it.
 */
export declare function serviceWithHost(host: string, namespace: string, view: ResourceView): Resource<"Service"> | undefined;
/** The namespaces whose clients may use a service; undefined: all. */
export declare function audienceOf({ metadata, spec }: Resource<"Service">): readonly string[] | undefined;
/** Whether clients of a namespace may use a service. */
export declare function isVisible(service: Resource<"Service">, namespace: string): boolean;
/** The kind of a service's manifest. */
export declare function kindOfService(service: Resource<"Service">): "Service" | "ServiceEntry";
/** Whether a reference means a ServiceEntry by its name. */
export declare function isEntryReference(reference: {
    readonly group: string;
    readonly kind: string;
}): boolean;
/** Whether a reference means whatever service has a host name. */
export declare function isHostReference(reference: {
    readonly group: string;
    readonly kind: string;
}): boolean;
/** Whether a service entry says where its hosts are, or leaves that to the addresses that clients ask for. */
export declare function isAskedFor(spec: ServiceEntrySpec): boolean;
