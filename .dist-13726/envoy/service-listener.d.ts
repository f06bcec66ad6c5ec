import type { ServicePort, WaypointSettings } from "../ir/waypoint.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
type ListenerSettings = Pick<WaypointSettings, "pathNormalization" | "trustedProxies" | "accessLogFile">;
/**
 * The listener of a service port, reached only from inside the same Envoy. Whatever changes in it drains all
 * connections of the port, so nothing that users edit is in here: routes and policies are looked up by name.
 */
export declare function serviceListener(port: ServicePort, settings: ListenerSettings): GeneratedOf<typeof resourceTypes.listener>;
export {};
