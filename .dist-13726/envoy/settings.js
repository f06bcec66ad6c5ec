/** Protobuf's forms of plain values, and the few settings that many resources share. */
import { envoy } from "../../generated/envoy.js";
/** Everything that changes while a proxy runs comes over its one ADS stream. */
export const fromAds = {
    ads: {},
    resourceApiVersion: envoy.config.core.v3.ApiVersion.V3,
};
/**
 * A resource that does not come within 5 s must not keep others waiting: the slot's fail-closed default, or 404 from
 * empty routes, until it comes.
 */
export const fromAdsSoon = { ...fromAds, initialFetchTimeout: { seconds: 5 } };
/** Limits belong to policies, not to a forgotten default of 1,024. */
export const noCircuitBreakers = {
    thresholds: [
        {
            maxConnections: { value: 4294967295 },
            maxPendingRequests: { value: 4294967295 },
            maxRequests: { value: 4294967295 },
            maxRetries: { value: 4294967295 },
        },
    ],
};
/** A dead peer of a silent connection is found within two minutes. */
export const tcpKeepalive = {
    keepaliveTime: { value: 60 },
    keepaliveInterval: { value: 10 },
    keepaliveProbes: { value: 3 },
};
/**
 * A part that is the same in many resources. It is frozen all the way down, which also tells the encoder that its
 * bytes need to be made only once.
 */
export function constant(part) {
    if (typeof part === "object" && part !== null && !Object.isFrozen(part)) {
        Object.values(part).forEach(constant);
        Object.freeze(part);
    }
    return part;
}
/**
 * How long a connection may take, TLS included. A gone pod refuses at once; what is slow is a busy machine, and giving
 * up on it makes more handshakes.
 */
export const connectTimeout = constant({ seconds: 5 });
/** Milliseconds as a protobuf duration. */
export function duration(ms) {
    const seconds = Math.floor(ms / 1000);
    return { seconds, nanos: Math.round((ms - seconds * 1000) * 1e6) };
}
/** Texts as a protobuf struct. */
export function struct(texts) {
    return { fields: Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, { stringValue: text }])) };
}
const plainSocket = {
    name: "raw_buffer",
    typedConfig: { type: "envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer", value: {} },
};
/**
 * The way into an internal listener; the named metadata of the chosen endpoint goes along. What is spoken inside is plain
 * unless given. Endpoints that are no internal listeners are simply spoken to.
 */
export function internalHop(metadata, inside = plainSocket) {
    return constant({
        name: "internal_upstream",
        typedConfig: {
            type: "envoy.extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport",
            value: {
                passthroughMetadata: metadata.map((name) => ({ kind: { host: {} }, name })),
                transportSocket: inside,
            },
        },
    });
}
//# sourceMappingURL=settings.js.map