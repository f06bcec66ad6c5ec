import { envoy } from "../../../generated/envoy.js";
import type { Identity } from "../../ir/identity.js";
/**
 * Takes another waypoint's word for who the client is, in place of that waypoint itself: the client's identity and
 * address, and the service ports that the request has been at. Only the waypoints in `forwarders` are believed; what
 * anybody else claims changes nothing here, and connect_terminate refuses it afterwards.
 */
export declare function forwardedClients(forwarders: readonly Identity[]): readonly envoy.config.core.v3.TypedExtensionConfig[];
