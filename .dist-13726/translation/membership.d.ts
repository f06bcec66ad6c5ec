import { type WaypointBinding, type WaypointGateway } from "../binding/waypoints.js";
import { type Workload } from "../binding/workloads.js";
import { type CurrentResources, type Step } from "./step.js";
/** `namespace/name`; of a host of a service entry, `namespace/name/host`. */
type QualifiedName = string;
/** Every waypoint by its name. */
export declare function waypointsStep(current: CurrentResources): Step<readonly WaypointGateway[]>;
/** The waypoint of that name as it is now. */
export declare function waypointStep(current: CurrentResources, name: QualifiedName): Step<WaypointGateway | undefined>;
/** The keys of everything that is a service to its clients: Services, and hosts of service entries. */
export declare function serviceKeysStep(current: CurrentResources): Step<readonly QualifiedName[]>;
/** Which waypoint serves a service, and why. Undefined once the service is gone. */
export declare function bindingStep(current: CurrentResources, service: QualifiedName): Step<WaypointBinding | undefined>;
/** The services that a waypoint serves, by name. */
export declare function servicesOfStep(current: CurrentResources, waypoint: QualifiedName): Step<readonly QualifiedName[]>;
/** The workloads whose own addresses a waypoint serves, by name. */
export declare function workloadsOfStep(current: CurrentResources, waypoint: QualifiedName): Step<readonly QualifiedName[]>;
/** The workload of that name, wherever it is declared. */
export declare function workloadStep(current: CurrentResources, workload: QualifiedName): Step<Workload | undefined>;
/** `namespace/name` of a waypoint. */
export declare function qualified(waypoint: {
    readonly namespace: string;
    readonly name: string;
}): QualifiedName;
export {};
