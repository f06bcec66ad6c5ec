import type { Destination } from "../ir/destination.js";
import { type Generated, type GeneratedOf, resourceTypes } from "./generated.js";
type ClusterResource = GeneratedOf<typeof resourceTypes.cluster>;
/** Everything about a destination: its clusters, and its endpoints where they are known by their addresses. */
export declare function destinationResources(destination: Destination): readonly Generated[];
/**
 * Where requests for a destination go. A `tcp` destination has two clusters on the same endpoints: its own, and one
 * under the name that HTTP routes use, which is needed only if a route refers to it.
 */
export declare function serviceClusters(destination: Destination): readonly ClusterResource[];
/** The endpoints of a destination. A pod without identity stays in it and is never believed. */
export declare function loadAssignment(destination: Destination): GeneratedOf<typeof resourceTypes.loadAssignment>;
/** The same endpoints for gRPC, which is HTTP/2 whatever the port declares. */
export declare function grpcCluster(destination: Destination): ClusterResource;
export {};
