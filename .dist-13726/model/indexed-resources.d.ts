import type { MeshConfiguration } from "./mesh-configuration.js";
import type { Resource } from "./resource.js";
import type { ResourceSet } from "./resource-set.js";
/** The set without objects. MeshConfig objects that are put into it later override `mesh`. */
export declare function emptyResources(mesh?: MeshConfiguration): ResourceSet;
/** A set of these objects; of two with one key the later one counts. */
export declare function resourceSetOf(resources: Iterable<Resource>, mesh?: MeshConfiguration): ResourceSet;
