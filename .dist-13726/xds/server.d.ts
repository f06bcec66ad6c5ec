import type { XdsCache } from "./cache.js";
import { type XdsNode } from "./codec.js";
import type { XdsEvent } from "./events.js";
import { type NodeResolution, type XdsPeer } from "./server-connection.js";
import { type ServerTls } from "./server-tls.js";
import type { Delivery } from "./stream.js";
export type { NodeResolution, XdsPeer } from "./server-connection.js";
export type { ServerTls } from "./server-tls.js";
export interface XdsServerOptions extends Delivery {
    readonly cache: XdsCache;
    /** `host:port`; port 0 takes any free one. */
    readonly address: string;
    /** Absent: plaintext. */
    readonly credentials?: ServerTls;
    /** Decides on each stream once, by what its first request says and who the peer is. */
    readonly resolveNode: (node: XdsNode, peer: XdsPeer) => NodeResolution | Promise<NodeResolution>;
    /** Largest request that is read, in bytes. Default 16 MiB: a client that comes back names everything it has. */
    readonly maxMessageBytes?: number;
    /** A connection is pinged each time so many milliseconds have passed. Default 30 s. */
    readonly keepaliveMs?: number;
    /** A ping unanswered for so many milliseconds ends the connection. Default 10 s. */
    readonly keepaliveTimeoutMs?: number;
    /** Hears of the streams of this server, refused ones included; must not throw. */
    readonly onEvent?: (event: XdsEvent) => void;
}
/** A listening server. */
export interface XdsServer {
    readonly port: number;
    /** New connections see this certificate from now on, open ones stay. Throws on a plaintext server. */
    updateCredentials(credentials: ServerTls): void;
    /** Ends all streams with UNAVAILABLE, and cuts off whoever has not taken notice after `graceMs`. */
    close(graceMs: number): Promise<void>;
}
/** Serves both variants of envoy.service.discovery.v3.AggregatedDiscoveryService. Rejects if it cannot listen. */
export declare function startXdsServer(options: XdsServerOptions): Promise<XdsServer>;
