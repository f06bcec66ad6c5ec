import type { HttpBackendReference, HttpRouteRule, HttpValueMatch, ParentReference, SessionPersistence } from "./http-route.js";
import type { HttpRouteFilter } from "./http-route-filters.js";
import type { Schema } from "./schema/schema.js";
/** `GRPCRoute` (gateway.networking.k8s.io/v1), experimental channel, defaults applied. */
export interface GrpcRouteSpec {
    readonly parentRefs: readonly ParentReference[];
    /** Ignored on mesh routes (parent Service). */
    readonly hostnames: readonly string[];
    readonly rules: readonly GrpcRouteRule[];
    /** Asks for the default Gateways of the cluster. */
    readonly useDefaultGateways?: "All" | "None";
}
export interface GrpcRouteRule extends Pick<HttpRouteRule, "name"> {
    /** Any of them; none: every gRPC request. */
    readonly matches: readonly GrpcRouteMatch[];
    readonly filters: readonly GrpcRouteFilter[];
    readonly backendRefs: readonly HttpBackendReference[];
    readonly sessionPersistence?: SessionPersistence;
}
/** Everything in it must match. */
export interface GrpcRouteMatch {
    readonly method?: GrpcMethodMatch;
    readonly headers: readonly HttpValueMatch[];
}
/** A gRPC request is a `POST /service/method`. An absent or empty part is any. */
export interface GrpcMethodMatch {
    readonly type: "Exact" | "RegularExpression";
    /** With its package: `shop.v1.Reviews`. */
    readonly service?: string;
    readonly method?: string;
}
/** Those of HTTPRoute that make sense without paths and redirects. */
type GrpcRouteFilter = Extract<HttpRouteFilter, {
    readonly type: "RequestHeaderModifier" | "ResponseHeaderModifier" | "RequestMirror" | "ExtensionRef";
}>;
export declare const grpcRouteSchema: Schema;
export {};
