/** Requests that are put to an authorizer outside the proxy before anybody else judges them. */
import type { Origin } from "../diagnostics/origin.js";
import type { DestinationId } from "./destination.js";
import type { StringPattern } from "./pattern.js";
/** Somebody outside the proxy who lets a request pass or answers it. */
export interface Authorizer {
    /** Unique in the mesh; metrics carry it. */
    readonly name: string;
    /** Where it listens; requests to it are encrypted and its identity is checked, as for any other destination. */
    readonly destination: DestinationId;
    /** At least 1. Whoever has not answered by then counts as unavailable. */
    readonly timeoutMs: number;
    /** What becomes of a request about which it cannot be asked, or does not answer in time. */
    readonly unavailable: {
        readonly kind: "let-pass";
    } | {
        readonly kind: "refuse";
        readonly status: number;
    };
    /** The request's body is sent along; absent: headers only. */
    readonly body?: BodySent;
    /** Routes are chosen anew after it let a request pass: it may have changed what they look at. */
    readonly reroutes: boolean;
    readonly protocol: GrpcAuthorization | HttpAuthorization;
    readonly origin: Origin;
}
export interface BodySent {
    /** At least 1. */
    readonly maxBytes: number;
    /** A longer body is sent as far as it goes; else the request is answered with 413. */
    readonly allowPartial: boolean;
    /** As bytes rather than as text; `grpc` only. */
    readonly asBytes: boolean;
}
/** `envoy.service.auth.v3.Authorization/Check`: it sees the whole request and the verified token. */
export interface GrpcAuthorization {
    readonly kind: "grpc";
}
/** A request with the method, path and authority of the one in question: 200 lets it pass, 5xx is a failure. */
export interface HttpAuthorization {
    readonly kind: "http";
    /** In front of the path; may be empty. */
    readonly pathPrefix: string;
    /** Headers of the request that it sees, besides `Authorization`; names in lower case. */
    readonly seesHeaders: readonly StringPattern[];
    /** Fixed headers that it sees as well. */
    readonly extraHeaders: readonly {
        readonly name: string;
        readonly value: string;
    }[];
    /** Headers of its answer that the application gets to see in place of the client's. */
    readonly toApplication: readonly StringPattern[];
    /** Headers of its answer that the client gets to see when it lets the request pass. */
    readonly toClientOnAllow: readonly StringPattern[];
    /** The same when it does not; empty: all of them. */
    readonly toClientOnDeny: readonly StringPattern[];
}
/** The destinations at which the authorizers of these checks listen. */
export declare function authorizerDestinations(checks?: readonly {
    readonly authorizer: Authorizer;
}[]): readonly DestinationId[];
/** Those of them that are asked by gRPC. */
export declare function grpcDestinations(checks?: readonly {
    readonly authorizer: Authorizer;
}[]): readonly DestinationId[];
