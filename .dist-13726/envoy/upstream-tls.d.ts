import { envoy } from "../../generated/envoy.js";
import type { UpstreamTls } from "../ir/destination.js";
import type { Protocol } from "../ir/protocol.js";
/** TLS to an application, as its client would speak it. */
export declare function upstreamTls(tls: UpstreamTls, protocol: Protocol): envoy.config.core.v3.TransportSocket;
