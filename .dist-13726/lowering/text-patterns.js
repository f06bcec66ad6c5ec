/** A text of a policy; undefined if it is empty and so can match nothing. */
export function textPattern(value) {
    if (value === "")
        return undefined;
    if (value === "*")
        return { kind: "present" };
    if (value.startsWith("*"))
        return { kind: "suffix", value: value.slice(1) };
    if (value.endsWith("*"))
        return { kind: "prefix", value: value.slice(0, -1) };
    return { kind: "exact", value };
}
/** Like `textPattern`, but an asterisk stands for any text wherever it is: namespaces and trust domains. */
export function wildcardPattern(value) {
    const simple = textPattern(value);
    if (simple === undefined || simple.kind === "present")
        return simple;
    const rest = "value" in simple ? simple.value : "";
    if (!rest.includes("*"))
        return simple;
    return { kind: "regex", value: value.split("*").map(escapedRegex).join(".*") };
}
/** A path, possibly with `{*}` (one segment) and `{**}` (any rest, once and after every `{*}`). */
export function pathPattern(value) {
    if (!/[{}]/.test(value))
        return textPattern(value);
    const segments = value.split("/");
    const operators = segments.filter(isOperator);
    const literal = segments.every((segment) => isOperator(segment) || !/[{}*]/.test(segment));
    const ordered = operators.indexOf("{**}") === -1 || operators.indexOf("{**}") === operators.length - 1;
    if (!value.startsWith("/") || !literal || !ordered)
        return undefined;
    return { kind: "path-template", value };
}
function isOperator(segment) {
    return segment === "{*}" || segment === "{**}";
}
/** The text with everything that means something in RE2 escaped. */
function escapedRegex(text) {
    return text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
}
//# sourceMappingURL=text-patterns.js.map