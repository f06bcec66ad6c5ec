import type { L4Service, Workload } from "../../ir/node.js";
import { type GeneratedOf, resourceTypes } from "../generated.js";
/** The names that one client may connect to, each with its port, and where they lead. */
export declare function clientRoutes(workload: Workload, services: readonly L4Service[]): GeneratedOf<typeof resourceTypes.routes>;
/**
 * The services that a client may use, in the order in which they get the names that several of them have: Services, what
 * its own namespace has named, what others have.
 */
export declare function servicesFor(client: Workload, services: readonly L4Service[]): readonly L4Service[];
