import type { Identity } from "../ir/identity.js";
import type { ServedPort } from "../ir/waypoint.js";
import type { GeneratedOf, resourceTypes } from "./generated.js";
/**
 * Whose word is taken for a client, and who may connect to the ports of a waypoint that carry no HTTP.
 *
 * The latter is judged on the CONNECT, in connect_terminate: a filter on the connection itself decides on the client's first
 * byte, and by then a server that speaks first has been heard. One resource a waypoint, republished only when the
 * policies of such a port change, or which waypoints send requests here. All of what is judged is a list of refusals, so ports that are not on it stay reachable.
 */
export declare function connectPolicySlot(served: readonly ServedPort[], forwarders?: readonly Identity[]): GeneratedOf<typeof resourceTypes.extension>;
