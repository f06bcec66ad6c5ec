/** What a generator makes: one xDS resource. */
import type { MessageTypes } from "../../generated/envoy.js";
/** The resource types of xDS, under the names that the protocol's users give them. */
export declare const resourceTypes: {
    readonly cluster: "envoy.config.cluster.v3.Cluster";
    readonly loadAssignment: "envoy.config.endpoint.v3.ClusterLoadAssignment";
    readonly listener: "envoy.config.listener.v3.Listener";
    readonly routes: "envoy.config.route.v3.RouteConfiguration";
    readonly extension: "envoy.config.core.v3.TypedExtensionConfig";
    readonly secret: "envoy.extensions.transport_sockets.tls.v3.Secret";
};
export type ResourceType = (typeof resourceTypes)[keyof typeof resourceTypes];
/** A resource that another one refers to. */
interface ResourceReference {
    readonly type: ResourceType;
    readonly name: string;
}
/** A resource of one type. `requires` lists what must be published with it or before it. */
export interface GeneratedOf<N extends ResourceType> extends ResourceReference {
    readonly type: N;
    readonly message: MessageTypes[N];
    readonly requires: readonly ResourceReference[];
}
/** A resource of any type; its `type` tells which. */
export type Generated = {
    [N in ResourceType]: GeneratedOf<N>;
}[ResourceType];
export {};
