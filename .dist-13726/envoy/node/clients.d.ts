import type { ClientFront, L4Service } from "../../ir/node.js";
import { type Generated } from "../generated.js";
/** The listener, routes and clusters of one client. */
export declare function clientResources(front: ClientFront, services: readonly L4Service[]): readonly Generated[];
