import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { Authorizer } from "../ir/external.js";
import type { ResourceView } from "../model/resource-set.js";
/**
 * The authorizer of that name in the mesh configuration. Undefined if there is none that can be asked: the caller must
 * refuse what it would have been asked about.
 * @param wanted where the name is written, for what is to be said about it
 */
export declare function authorizerNamed(name: string, wanted: Origin, { view, report }: {
    readonly view: ResourceView;
    readonly report: Report;
}): Authorizer | undefined;
