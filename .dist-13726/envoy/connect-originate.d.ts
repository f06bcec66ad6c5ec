import { envoy } from "../../generated/envoy.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
/**
 * The HBONE connections of a waypoint to the pods; always the same. The listener of this name, which checks the pods'
 * identities, is in the bootstrap. This is not, because an Envoy crashes when a cluster of its bootstrap wants secrets
 * over ADS: ADS is set up behind those clusters.
 */
export declare function connectOriginateCluster(): GeneratedOf<typeof resourceTypes.cluster>;
/** Streams in HTTP/2 connections that stay open for an hour without one. */
export declare const tunnels: NonNullable<envoy.config.cluster.v3.Cluster["typedExtensionProtocolOptions"]>;
/** The client's side of HBONE: TLS 1.3, a certificate of its own, and peers whose names the roots' secret accepts. */
export declare function meshTls(certificate: string, roots: string): envoy.config.core.v3.TransportSocket;
/** What both sides of HBONE ask of TLS; the two names are those of secrets. */
export declare function meshTlsContext(certificate: string, roots: string): envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
