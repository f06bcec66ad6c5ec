/** Protobuf's forms of plain values, and the few settings that many resources share. */
import { envoy, type google } from "../../generated/envoy.js";
/** Everything that changes while a proxy runs comes over its one ADS stream. */
export declare const fromAds: envoy.config.core.v3.ConfigSource;
/**
 * A resource that does not come within 5 s must not keep others waiting: the slot's fail-closed default, or 404 from
 * empty routes, until it comes.
 */
export declare const fromAdsSoon: envoy.config.core.v3.ConfigSource;
/** Limits belong to policies, not to a forgotten default of 1,024. */
export declare const noCircuitBreakers: envoy.config.cluster.v3.CircuitBreakers;
/** A dead peer of a silent connection is found within two minutes. */
export declare const tcpKeepalive: envoy.config.core.v3.TcpKeepalive;
/**
 * A part that is the same in many resources. It is frozen all the way down, which also tells the encoder that its
 * bytes need to be made only once.
 */
export declare function constant<T>(part: T): T;
/**
 * How long a connection may take, TLS included. A gone pod refuses at once; what is slow is a busy machine, and giving
 * up on it makes more handshakes.
 */
export declare const connectTimeout: google.protobuf.Duration;
/** Milliseconds as a protobuf duration. */
export declare function duration(ms: number): google.protobuf.Duration;
/** Texts as a protobuf struct. */
export declare function struct(texts: Readonly<Record<string, string>>): google.protobuf.Struct;
/**
 * The way into an internal listener; the named metadata of the chosen endpoint goes along. What is spoken inside is plain
 * unless given. Endpoints that are no internal listeners are simply spoken to.
 */
export declare function internalHop(metadata: readonly string[], inside?: envoy.config.core.v3.TransportSocket): envoy.config.core.v3.TransportSocket;
