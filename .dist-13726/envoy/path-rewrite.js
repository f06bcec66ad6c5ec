import { prefixElements } from "./route-match.js";
import { literalRegex } from "./string-match.js";
/**
 * What replaces the path, by the table of the Gateway API (HTTPPathModifier): elements are replaced whole, a slash at
 * the end of the replacement says nothing, and the result is never empty.
 */
export function pathFields(rewrite, match) {
    if (rewrite.kind === "full")
        return regexRewrite("^.+$", replacementText(rooted(rewrite.value)));
    // Only a prefix match has a prefix; with any other there is nothing to replace.
    if (match.kind !== "prefix")
        return {};
    const prefix = prefixElements(match.value);
    const replacement = prefixElements(rooted(rewrite.value));
    if (prefix === "")
        return replacement === "" ? {} : { prefixRewrite: `${replacement}/` };
    // Plain replacement by "/" would give "//rest", by nothing an empty path.
    if (replacement === "")
        return regexRewrite(`^${literalRegex(prefix)}/?(.*)$`, "/\\1");
    return { prefixRewrite: replacement };
}
function rooted(path) {
    return path.startsWith("/") ? path : `/${path}`;
}
function regexRewrite(regex, substitution) {
    return { regexRewrite: { pattern: { regex }, substitution } };
}
function replacementText(text) {
    return text.replaceAll("\\", "\\\\");
}
//# sourceMappingURL=path-rewrite.js.map