import { type ServerDuplexStream } from "@grpc/grpc-js";
import type { XdsCache } from "./cache.js";
import type { Decoded, XdsNode } from "./codec.js";
import type { Dialect, XdsRequest } from "./dialect.js";
import type { XdsEvent } from "./events.js";
import { type Delivery } from "./stream.js";
/** Who is at the other end of a connection. */
export interface XdsPeer {
    /** `host:port` of the client. */
    readonly address: string;
    /** URI names of the verified client certificate (its SPIFFE id); empty without one. */
    readonly uris: readonly string[];
    /** The first value of a request header, e.g. `authorization`. */
    header(name: string): string | undefined;
}
/** The group whose snapshot a node gets, or why it gets none. */
export type NodeResolution = string | {
    readonly refuse: string;
    readonly as?: "permission-denied" | "not-found";
};
/** What a connection needs of its server. */
export interface ConnectionOptions {
    readonly cache: XdsCache;
    readonly resolveNode: (node: XdsNode, peer: XdsPeer) => NodeResolution | Promise<NodeResolution>;
    readonly delivery: Delivery;
    readonly onEvent?: (event: XdsEvent) => void;
}
/** How the requests of one variant are read. */
export interface Variant<R extends XdsRequest> {
    readonly dialect: Dialect<R>;
    readonly decode: (bytes: Uint8Array) => Decoded<R>;
}
/** A gRPC call of either method, with requests and responses as bytes. */
export type Call = ServerDuplexStream<Uint8Array, Uint8Array>;
/** One gRPC call: requests go to a stream of the cache, its responses back, and whatever goes wrong ends this call only. */
export declare class Connection<R extends XdsRequest = XdsRequest> {
    #private;
    constructor(call: Call, variant: Variant<R>, parts: {
        options: ConnectionOptions;
        onEnd: () => void;
    });
    /** Ends the call with a status that tells the client to come back later. */
    shutDown(): void;
}
