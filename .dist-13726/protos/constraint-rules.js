/**
 * The rules of validate.proto that occur in the Envoy API, one function for each kind of value. A rule that fails is
 * given back in the words of validate.proto: `min_len: 1`.
 */
const comparisons = {
    gt: (value, limit) => value > limit,
    gte: (value, limit) => value >= limit,
    lt: (value, limit) => value < limit,
    lte: (value, limit) => value <= limit,
};
/** `value` is a number, or text where it is of 64 bits (so are the limits). */
export function brokenNumberRules(value, rules) {
    return brokenComparisons(numeric(value), rules, numeric);
}
export function brokenDurationRules(value, rules) {
    return brokenComparisons(nanoseconds(value), rules, nanoseconds);
}
function brokenComparisons(value, rules, measure) {
    return Object.keys(comparisons)
        .filter((name) => name in rules && comparisons[name]?.(value, measure(rules[name])) === false)
        .map((name) => `${name}: ${limitText(rules[name])}`);
}
function numeric(value) {
    return typeof value === "string" ? BigInt(value) : Number(value ?? 0);
}
function nanoseconds(value) {
    const { seconds = 0, nanos = 0 } = (value ?? {});
    return BigInt(seconds) * 1000000000n + BigInt(nanos);
}
function limitText(limit) {
    if (typeof limit !== "object" || limit === null)
        return String(limit);
    return `${Number(nanoseconds(limit)) / 1e9}s`;
}
/** Header names and values, strict unless said otherwise (validate.proto, KnownRegex). */
const headerName = /^:?[0-9a-zA-Z!#$%&'*+\-.^_|~`]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it keeps out
const headerValue = /^[^\u0000-\u0008\u000a-\u001f\u007f]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const headerText = /^[^\u0000\u000a\u000d]*$/;
const textChecks = {
    const: (value, limit) => value === limit,
    minLen: (value, limit) => [...value].length >= Number(limit),
    maxLen: (value, limit) => [...value].length <= Number(limit),
    minBytes: (value, limit) => Buffer.byteLength(value) >= Number(limit),
    maxBytes: (value, limit) => Buffer.byteLength(value) <= Number(limit),
    prefix: (value, limit) => value.startsWith(String(limit)),
    suffix: (value, limit) => value.endsWith(String(limit)),
    contains: (value, limit) => value.includes(String(limit)),
    in: (value, limit) => limit.includes(value),
    notIn: (value, limit) => !limit.includes(value),
    pattern: (value, limit) => new RegExp(String(limit), "u").test(value),
    wellKnownRegex: (value, limit, rules) => {
        if (rules["strict"] === false)
            return headerText.test(value);
        return (limit === "HTTP_HEADER_NAME" ? headerName : headerValue).test(value);
    },
};
export function brokenTextRules(value, rules) {
    if (value === "" && rules["ignoreEmpty"] === true)
        return [];
    return broken(textChecks, value, rules);
}
const bytesChecks = {
    minLen: (value, limit) => value.length >= Number(limit),
    maxLen: (value, limit) => value.length <= Number(limit),
};
export function brokenBytesRules(value, rules) {
    return broken(bytesChecks, value, rules);
}
/** `known` are the enum's own values. */
export function brokenEnumRules(value, rules, known) {
    const checks = {
        const: (it, limit) => it === limit,
        definedOnly: (it, limit) => limit !== true || known.has(it),
        in: (it, limit) => limit.includes(it),
        notIn: (it, limit) => !limit.includes(it),
    };
    return broken(checks, value, rules);
}
export function brokenBooleanRules(value, rules) {
    return "const" in rules && rules["const"] !== value ? [`const: ${String(rules["const"])}`] : [];
}
export function brokenListRules(items, rules) {
    const checks = {
        minItems: (value, limit) => value.length >= Number(limit),
        maxItems: (value, limit) => value.length <= Number(limit),
        unique: (value, limit) => limit !== true || new Set(value).size === value.length,
    };
    return broken(checks, items, rules);
}
export function brokenMapRules(size, rules) {
    const checks = {
        minPairs: (value, limit) => value >= Number(limit),
        maxPairs: (value, limit) => value <= Number(limit),
    };
    return broken(checks, size, rules);
}
function broken(checks, value, rules) {
    return Object.keys(checks)
        .filter((name) => name in rules && checks[name]?.(value, rules[name], rules) === false)
        .map((name) => `${protoSpelling(name)}: ${listText(rules[name])}`);
}
function listText(limit) {
    return Array.isArray(limit) ? `[${limit.map((it) => JSON.stringify(it)).join(", ")}]` : String(limit);
}
function protoSpelling(name) {
    return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
//# sourceMappingURL=constraint-rules.js.map