import type { envoy } from "../../generated/envoy.js";
import type { Access } from "../ir/access.js";
/** What one feature contributes to a policy slot: no filter, or its filters in their order. */
export type PolicyFilter = (access: Access) => readonly envoy.config.core.v3.TypedExtensionConfig[];
/**
 * The policy slot. The first entry sees the request first. The order is a promise to operators: change it only with a
 * note in the changelog.
 */
export declare const policyFilters: readonly PolicyFilter[];
