/** A pattern as Envoy's string matcher. Regular expressions match the whole text, with or without anchors. */
export function stringMatcher(pattern) {
    switch (pattern.kind) {
        case "exact":
            return { exact: pattern.value };
        // An empty prefix or suffix says nothing, and Envoy refuses it.
        case "prefix":
            return pattern.value === "" ? anyText : { prefix: pattern.value };
        case "suffix":
            return pattern.value === "" ? anyText : { suffix: pattern.value };
        case "regex":
            return { safeRegex: { regex: pattern.value } };
        case "present":
            return anyText;
        case "path-template":
            return { safeRegex: { regex: templateRegex(pattern.value) } };
    }
}
/** The same for text whose case does not matter. */
export function stringMatcherIgnoringCase(pattern) {
    const matcher = stringMatcher(pattern);
    if (matcher.safeRegex === undefined)
        return { ...matcher, ignoreCase: true };
    return { safeRegex: { regex: `(?i:${matcher.safeRegex.regex})` } };
}
/** Any non-empty text. */
const anyText = { safeRegex: { regex: ".+" } };
/** A regular expression for exactly this text. */
export function literalRegex(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
/**
 * A pattern as a piece of a larger regular expression, in which `filler` stands for the part that a prefix or suffix
 * leaves open.
 */
export function regexPart(pattern, filler) {
    switch (pattern.kind) {
        case "exact":
            return literalRegex(pattern.value);
        case "prefix":
            return `${literalRegex(pattern.value)}${filler}*`;
        case "suffix":
            return `${filler}*${literalRegex(pattern.value)}`;
        case "regex":
            return `(?:${pattern.value})`;
        case "present":
            return `${filler}+`;
        case "path-template":
            return templateRegex(pattern.value);
    }
}
/** `{*}` is one path element that is not empty, `{**}` any text, slashes and nothing at all included. */
function templateRegex(template) {
    return template
        .split(/(\{\*\*\}|\{\*\})/)
        .map((part) => (part === "{**}" ? ".*" : part === "{*}" ? "[^/]+" : literalRegex(part)))
        .join("");
}
//# sourceMappingURL=string-match.js.map