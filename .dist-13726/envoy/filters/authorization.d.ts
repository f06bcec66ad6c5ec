import { envoy } from "../../../generated/envoy.js";
import type { Access, Policy } from "../../ir/access.js";
import { type Unexpressed } from "./conditions.js";
type TypedExtensionConfig = envoy.config.core.v3.TypedExtensionConfig;
type RbacPolicy = envoy.config.rbac.v3.Policy;
/** Records what any AUDIT policy matches: `access_log_hint`, the policy's name, and a counter for each of its rules. */
export declare function audit(access: Access): readonly TypedExtensionConfig[];
/** Refuses what any DENY policy matches, with 403; records what those on trial would refuse. */
export declare function deny(access: Access): readonly TypedExtensionConfig[];
/**
 * If there are ALLOW policies, refuses what none of them matches, with 403. A trial of ALLOW policies is a trial of all
 * of them together: were they in force, a request would pass that matches one on trial or one in force.
 */
export declare function allow(access: Access): readonly TypedExtensionConfig[];
type RbacConfig = envoy.extensions.filters.http.rbac.v3.RBAC;
export declare function rbac(name: string, config: RbacConfig): TypedExtensionConfig;
/** One RBAC policy for each rule, under the name that logs and response code details show. */
export declare function rbacPolicies(policies: readonly Policy[], unexpressed: Unexpressed): Record<string, RbacPolicy>;
export {};
