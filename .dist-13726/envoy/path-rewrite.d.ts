import type { envoy } from "../../generated/envoy.js";
import type { PathMatch, PathRewrite } from "../ir/route.js";
/** The fields that a forwarding route and a redirect have in common; the query survives all of them. */
export interface PathFields {
    readonly prefixRewrite?: string;
    readonly regexRewrite?: envoy.type.matcher.v3.RegexMatchAndSubstitute;
}
/**
 * What replaces the path, by the table of the Gateway API (HTTPPathModifier): elements are replaced whole, a slash at
 * the end of the replacement says nothing, and the result is never empty.
 */
export declare function pathFields(rewrite: PathRewrite, match: PathMatch): PathFields;
