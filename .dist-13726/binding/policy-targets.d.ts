/** Where a policy is not in effect, and why: checked once per policy, whoever would enforce it. */
import type { Report } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PluginObject } from "./policies.js";
type Policy = Resource<"AuthorizationPolicy"> | Resource<"RequestAuthentication"> | PluginObject;
/** Says where a policy is not in effect, and why. */
export declare function reportTargets(policy: Policy, view: ResourceView, report: Report): void;
export {};
