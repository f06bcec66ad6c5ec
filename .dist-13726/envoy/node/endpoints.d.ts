import type { Endpoint } from "../../ir/destination.js";
import type { L4Service } from "../../ir/node.js";
import { type GeneratedOf, resourceTypes } from "../generated.js";
/**
 * The pods of a service port that has no waypoint. Pods that cannot be reached by HBONE are left out if there are any
 * that can: one route carries either tunnels or plain connections.
 */
export declare function podsAssignment(service: Pick<L4Service, "host" | "namespace" | "entry">, { port, via }: {
    readonly port: number;
    readonly via: {
        readonly endpoints: readonly Endpoint[];
    };
}): GeneratedOf<typeof resourceTypes.loadAssignment>;
/** What tells a service from every other one in the names of resources. */
export declare function placeOf({ host, namespace, entry }: Pick<L4Service, "host" | "namespace" | "entry">): string;
/** Whether the pods of a service are reached by plain connections. */
export declare function isPlain(endpoints: readonly Endpoint[]): boolean;
/** A pod without identity proves nothing to anybody: it gets no traffic by HBONE. */
export declare function reachable(endpoints: readonly Endpoint[]): readonly Endpoint[];
