import type { BrokenBinding } from "../binding/waypoints.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { L4Service } from "../ir/node.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
/** A service as its clients see it; undefined for aliases (`ExternalName`), which the mesh does not carry. */
export declare function lowerL4Service(service: Resource<"Service">, view: ResourceView, report: Report): L4Service | undefined;
/**
 * A service as its clients see it. Where connections go to the address that was asked for, every address is a service of
 * its own, the first one under the host's name.
 */
export declare function lowerL4Services(service: Resource<"Service">, view: ResourceView, report: Report): readonly L4Service[];
/** Says at the label what is wrong with it, and returns the text. */
export declare function reportBroken({ because, wanted, origin }: BrokenBinding, report: Report): string;
