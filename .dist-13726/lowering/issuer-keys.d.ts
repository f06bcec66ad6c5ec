import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { TokenRule } from "../ir/authentication.js";
import type { JwtRule } from "../model/request-authentication.js";
import type { ResourceView } from "../model/resource-set.js";
/** What finding keys looks at. */
export type KeyView = Pick<ResourceView, "mesh" | "object" | "keySet">;
type Keys = TokenRule["keys"];
type IssuerRule = JwtRule & {
    readonly issuer: string;
};
/**
 * The keys that tokens of a rule are verified with: those in the rule, those of a service of the mesh, or those that were
 * fetched. Whatever is wrong with them costs the tokens of this issuer, and nothing else.
 */
export declare function keysOf(rule: IssuerRule, origin: Origin, { view, report }: {
    readonly view: KeyView;
    readonly report: Report;
}): Keys;
export {};
