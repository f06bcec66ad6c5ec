import type { Access } from "../ir/access.js";
import type { LoweredPolicy } from "./policies.js";
/** Policies apart by what their match leads to, in their order. */
export declare function sortedByEffect(policies: readonly LoweredPolicy[]): Omit<Access, "authentication">;
