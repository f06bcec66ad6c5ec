import type { Report } from "../diagnostics/diagnostic.js";
import type { Policy } from "../ir/access.js";
import type { Authorizer } from "../ir/external.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { Effect } from "./conditions.js";
/** A policy and what its match leads to. */
export interface LoweredPolicy {
    /** The direction of what it restricts: conditions that cannot be used were made stricter in it. */
    readonly effect: Effect;
    readonly consequence: Consequence;
    /** Not in force: what it would do is recorded. */
    readonly onTrial: boolean;
    readonly policy: Policy;
}
type Consequence = {
    readonly kind: "allow" | "deny" | "audit";
} | {
    readonly kind: "ask";
    readonly authorizer: Authorizer;
};
/** With the value `true` it keeps a policy from being enforced. */
export declare const dryRunAnnotation = "istio.io/dry-run";
/** What an authorization policy does. */
export declare function lowerPolicy(resource: Resource<"AuthorizationPolicy">, view: ResourceView, report: Report): LoweredPolicy;
export {};
