import { envoy } from "../../generated/envoy.js";
import { resourceTypes } from "./generated.js";
import { connectOriginate, endpointMetadata, hbonePort, ownCertificate, trustedRoots } from "./names.js";
import { connectTimeout, fromAds, noCircuitBreakers, tcpKeepalive } from "./settings.js";
const { TlsProtocol } = envoy.extensions.transport_sockets.tls.v3.TlsParameters;
/**
 * The HBONE connections of a waypoint to the pods; always the same. The listener of this name, which checks the pods'
 * identities, is in the bootstrap. This is not, because an Envoy crashes when a cluster of its bootstrap wants secrets
 * over ADS: ADS is set up behind those clusters.
 */
export function connectOriginateCluster() {
    return {
        type: resourceTypes.cluster,
        name: connectOriginate,
        message: {
            name: connectOriginate,
            type: envoy.config.cluster.v3.Cluster.DiscoveryType.ORIGINAL_DST,
            lbPolicy: envoy.config.cluster.v3.Cluster.LbPolicy.CLUSTER_PROVIDED,
            // Time for one repeated SYN; a pod that is gone must not hold its clients for long.
            connectTimeout,
            cleanupInterval: { seconds: 60 },
            circuitBreakers: noCircuitBreakers,
            originalDstLbConfig: {
                upstreamPortOverride: { value: hbonePort },
                // Services behind another waypoint are asked for at that waypoint.
                metadataKey: { key: endpointMetadata.originalDestination, path: [{ key: "waypoint" }] },
            },
            upstreamConnectionOptions: { tcpKeepalive },
            typedExtensionProtocolOptions: tunnels,
            transportSocket: meshTls(ownCertificate, trustedRoots),
        },
        requires: [
            { type: resourceTypes.secret, name: ownCertificate },
            { type: resourceTypes.secret, name: trustedRoots },
        ],
    };
}
/** Streams in HTTP/2 connections that stay open for an hour without one. */
export const tunnels = {
    "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
        type: "envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
        value: {
            commonHttpProtocolOptions: { idleTimeout: { seconds: 3600 } },
            explicitHttpConfig: { http2ProtocolOptions: { allowConnect: true } },
        },
    },
};
/** The client's side of HBONE: TLS 1.3, a certificate of its own, and peers whose names the roots' secret accepts. */
export function meshTls(certificate, roots) {
    return {
        name: "tls",
        typedConfig: {
            type: "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
            value: { commonTlsContext: meshTlsContext(certificate, roots) },
        },
    };
}
/** What both sides of HBONE ask of TLS; the two names are those of secrets. */
export function meshTlsContext(certificate, roots) {
    const sdsConfig = { ...fromAds, initialFetchTimeout: {} };
    return {
        alpnProtocols: ["h2"],
        tlsParams: { tlsMinimumProtocolVersion: TlsProtocol.TLSv1_3, tlsMaximumProtocolVersion: TlsProtocol.TLSv1_3 },
        tlsCertificateSdsSecretConfigs: [{ name: certificate, sdsConfig }],
        validationContextSdsSecretConfig: { name: roots, sdsConfig },
    };
}
//# sourceMappingURL=connect-originate.js.map