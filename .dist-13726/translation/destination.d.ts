import { type Destination, type DestinationId } from "../ir/destination.js";
import type { Resource as XdsResource } from "../xds/resource.js";
import { type CurrentResources, type Step } from "./step.js";
/** A destination as IR. */
export declare function destinationStep(current: CurrentResources, id: DestinationId): Step<Destination>;
/** Its clusters and its load assignment. */
export declare function destinationResourcesStep(current: CurrentResources, id: DestinationId): Step<readonly XdsResource[]>;
/** The further cluster of a destination that is asked by gRPC. */
export declare function grpcClusterStep(current: CurrentResources, id: DestinationId): Step<readonly XdsResource[]>;
