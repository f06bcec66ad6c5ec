import type { BackendReference } from "../model/backend-reference.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import type { RequestRoute } from "./routes.js";
/** What a backendRef leads to; the reasons are those of the Gateway API's `ResolvedRefs` condition. */
export type BackendBinding = {
    readonly kind: "service";
    readonly service: Resource<"Service">;
    readonly port: ServicePort;
} | {
    readonly kind: "invalid";
    readonly reason: "InvalidKind" | "RefNotPermitted" | "BackendNotFound" | "UnsupportedProtocol";
    readonly message: string;
    readonly advice: string;
};
/** A route, as far as it speaks about requests to `parent`. */
export interface RouteSite {
    readonly route: RequestRoute;
    readonly parent: Resource<"Service">;
}
/**
 * The service port a backendRef leads to. Another namespace must grant it (ReferenceGrant), unless it is the parent
 * itself: a consumer that sends requests on to the service they were meant for gains nothing.
 */
export declare function backendFor(reference: BackendReference, { route, parent }: RouteSite, view: ResourceView): BackendBinding;
