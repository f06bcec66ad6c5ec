import type { Origin } from "../diagnostics/origin.js";
import type { ParentReference } from "../model/http-route.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
/** A route that looks into requests. */
export type RequestRoute = Resource<"HTTPRoute"> | Resource<"GRPCRoute">;
/** A route that speaks about requests to a service port. */
export interface AttachedRoute {
    readonly route: RequestRoute;
    /**
     * A producer's route (in the service's own namespace) is for everybody without routes of their own. A consumer's (in
     * another namespace) is for the clients of its namespace, and to them instead of the producer's.
     */
    readonly audience: {
        readonly kind: "producer";
    } | {
        readonly kind: "consumer";
        readonly namespace: string;
    };
    /** The parentRef that attaches it. */
    readonly origin: Origin;
}
/** The routes attached to a service port, each once, in the order of their names. */
export declare function routesFor(service: Resource<"Service">, port: ServicePort, view: ResourceView): readonly AttachedRoute[];
/** Whether calls reach a service port by gRPC routes: those attached to it, and those that send calls there. */
export declare function carriesGrpc(service: Resource<"Service">, port: ServicePort, view: ResourceView): boolean;
/** `port` and `sectionName` (the port's name) narrow a parentRef to one port. */
export declare function coversPort(parent: ParentReference, port: ServicePort): boolean;
/** Whether a reference means a Service; the core group is written `""`, or `core` by mistake often enough. */
export declare function isServiceReference(reference: {
    readonly group: string;
    readonly kind: string;
}): boolean;
