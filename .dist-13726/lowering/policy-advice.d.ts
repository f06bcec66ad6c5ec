/** What is legal in a policy but hardly meant: values and rules that never match, and policies that others make pointless. */
import type { Report } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
type AuthorizationPolicy = Resource<"AuthorizationPolicy">;
/** Says what its author should look at again. */
export declare function reportAdvice(policy: AuthorizationPolicy, view: ResourceView, report: Report): void;
export {};
