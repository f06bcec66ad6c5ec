import type { Clock } from "./clock.js";
import type { Dialect, XdsRequest } from "./dialect.js";
import type { XdsEvent } from "./events.js";
import type { Changes, Group, StreamStatus, Watcher } from "./group.js";
import type { ResponseMemo } from "./response-memo.js";
/** What is sent in the place of a name that was asked for and does not exist; undefined: nothing stands in. */
export type Stub = (typeUrl: string, name: string) => Uint8Array | undefined;
/** How a server wants its streams to deliver. */
export interface Delivery {
    readonly stub?: Stub;
    /**
     * For how long a client keeps a name that is gone from its snapshot, by type URL, in milliseconds. Default: ten minutes
     * (Envoy's drain time) for clusters, endpoints, routes and extensions, nothing for other types.
     */
    readonly drainMs?: Readonly<Record<string, number>>;
    /** Several resources share a response up to this size. Default 1 MiB. One larger resource still travels, alone. */
    readonly maxResponseBytes?: number;
}
/** One client connection as the cache sees it, without a socket. */
export interface StreamParts<R extends XdsRequest> {
    readonly dialect: Dialect<R>;
    readonly node: string;
    /** Address of the client, for events. */
    readonly peer: string;
    /** Hands a response to the transport. False: send no more until `drained()`. */
    readonly send: (response: Uint8Array) => boolean;
    /** An error of ours while the stream was at work; absent: it is thrown to whoever caused the work. */
    readonly fail?: (error: unknown) => void;
    readonly onEvent?: (event: XdsEvent) => void;
    readonly delivery?: Delivery;
}
/** What the cache lends its streams. */
export interface StreamHost {
    readonly clock: Clock;
    readonly memo: ResponseMemo;
    revision(): number;
    record(event: XdsEvent): void;
    closed(stream: Watcher): void;
}
/** A request that no client of this protocol sends; the stream ends with INVALID_ARGUMENT. */
export declare class XdsRequestError extends Error {
    readonly name: string;
}
/** One stream: the subscriptions of one client, and the order between their types. */
export declare class XdsStream<R extends XdsRequest = XdsRequest> implements Watcher {
    #private;
    /** @internal Use `XdsCache.open`. */
    constructor(group: Group, parts: StreamParts<R>, host: StreamHost);
    /** Takes one request. Throws XdsRequestError if the client breaks the protocol. */
    request(request: R): void;
    /** The group was published. */
    changed(changes: Changes, at: number): void;
    /** The transport can take more. */
    drained(): void;
    /** Ends the stream; nothing is sent any more. */
    close(reason: string): void;
    describe(): StreamStatus;
}
