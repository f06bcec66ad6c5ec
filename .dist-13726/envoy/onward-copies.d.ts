/**
 * Copies of requests for services of other waypoints. Envoy sends a copy without anything that is known of its request,
 * so who the client is travels in headers to a listener of the same Envoy, which keeps it as `onward.ts` wants it,
 * takes the headers off, and sends the copy on. Nobody else reaches that listener.
 */
import { envoy } from "../../generated/envoy.js";
import type { DestinationId } from "../ir/destination.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
/** The part of a mirror's policy that leads through here. `at`: the service port to which the requests came. */
export declare function copiesTo(to: DestinationId, at: DestinationId): Pick<envoy.config.route.v3.RouteAction.RequestMirrorPolicy, "cluster" | "requestHeadersMutations">;
/** The way to the listener for copies; always the same. */
export declare function copiesCluster(): GeneratedOf<typeof resourceTypes.cluster>;
/** The listener for copies; always the same. */
export declare function copiesListener(): GeneratedOf<typeof resourceTypes.listener>;
