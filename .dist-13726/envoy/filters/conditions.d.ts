/**
 * Conditions as Envoy's RBAC understands them. RBAC sorts what it looks at into principals (who asks) and permissions
 * (for what), and a few attributes exist on one side only. A condition that a side cannot express is decided against
 * the request: it never holds in an ALLOW rule and always in a DENY rule.
 */
import type { envoy } from "../../../generated/envoy.js";
import type { Condition } from "../../ir/access.js";
export type Principal = envoy.config.rbac.v3.Principal;
export type Permission = envoy.config.rbac.v3.Permission;
/** What becomes of a condition that cannot be expressed: `never` in ALLOW rules, `always` in DENY rules. */
export type Unexpressed = "never" | "always";
/** A condition on the side of who asks. */
export declare function principalOf(condition: Condition, unexpressed: Unexpressed): Principal;
/** A condition on the side of what is asked for. */
export declare function permissionOf(condition: Condition, unexpressed: Unexpressed): Permission;
/** Whether only permissions can look at it. */
export declare function isAboutDestination(condition: Condition): boolean;
export declare function anyPrincipal(ids: readonly Principal[]): Principal;
/** Of all of them; those that always hold say nothing. */
export declare function allPrincipals(conditions: readonly Principal[]): Principal;
export declare function allPermissions(rules: readonly Permission[]): Permission;
