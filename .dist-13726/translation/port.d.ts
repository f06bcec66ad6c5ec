import { type DestinationId } from "../ir/destination.js";
import type { PluginUse } from "../ir/wasm.js";
import type { ServedPort, WaypointSettings } from "../ir/waypoint.js";
import type { Resource as XdsResource } from "../xds/resource.js";
import { type CurrentResources, type Step } from "./step.js";
/** One port of one service on one waypoint; names are `namespace/name`, of a host of a service entry `namespace/name/host`. */
export interface PortKey {
    readonly waypoint: string;
    readonly service: string;
    readonly port: number;
}
/** What is the same for the whole waypoint. Undefined once the waypoint is gone. */
export declare function settingsStep(current: CurrentResources, waypoint: string): Step<WaypointSettings | undefined>;
/** The port with its routes and rules, as IR. Undefined once the port, its service or the waypoint is gone. */
export declare function servedPortStep(current: CurrentResources, key: PortKey): Step<ServedPort | undefined>;
/** Every resource of the port that belongs to this waypoint alone. */
export declare function portResourcesStep(current: CurrentResources, key: PortKey): Step<readonly XdsResource[]>;
/** The destinations that the port's routes, or the port itself, send requests to, and those that are asked for keys or decisions. */
export declare function targetsStep(current: CurrentResources, key: PortKey): Step<readonly DestinationId[]>;
/** The plugins that run on a port. */
export declare function pluginsOfPortStep(current: CurrentResources, key: PortKey): Step<readonly PluginUse[]>;
/** Whom the rules of the port and of its routes ask. */
export declare function askedDestinations({ access, routes }: ServedPort): readonly DestinationId[];
/** Whom they ask by gRPC. */
export declare function grpcStep(current: CurrentResources, key: PortKey): Step<readonly DestinationId[]>;
/** The destinations that the rules of a port and of its routes ask by gRPC. */
export declare function grpcOf(served: ServedPort | undefined): readonly DestinationId[];
