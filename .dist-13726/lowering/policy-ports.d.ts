import type { Report } from "../diagnostics/diagnostic.js";
import type { Rule } from "../ir/access.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
/** Says which ports of a policy none of its targets has. A Gateway or a class has the ports of all that it serves. */
export declare function reportForeignPorts(policy: Resource<"AuthorizationPolicy">, rules: readonly Rule[], { view, report }: {
    readonly view: ResourceView;
    readonly report: Report;
}): void;
