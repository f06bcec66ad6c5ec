/** What to say of the values that no request can match: a message and what to write instead. */
export function neverMatching({ attribute, values }, normalization) {
    const advice = adviceFor[attribute.name];
    if (advice === undefined)
        return [];
    return values.flatMap((value) => {
        const instead = advice(value, normalization);
        if (instead === undefined)
            return [];
        return [{ message: `no ${attribute.name.replaceAll("-", " ")} is ${textOf(value)}`, advice: instead }];
    });
}
/** For each attribute: what is wrong with a value; undefined: nothing is. */
const adviceFor = {
    method: (value) => /[a-z]/.test(written(value)) ? `methods are upper case: ${written(value).toUpperCase()}` : undefined,
    path: pathAdvice,
    host: (value) => (written(value).includes("/") ? "a host has neither scheme nor path" : undefined),
    namespace: (value) => (written(value).includes("/") ? "write only the name of the namespace" : undefined),
    principal: (value) => {
        if (value.kind !== "exact" || /^spiffe:\/\/[^/]+\/ns\/[^/]+\/sa\/[^/]+$/.test(value.value))
            return undefined;
        return "write trust-domain/ns/namespace/sa/account";
    },
};
function pathAdvice(value, normalization) {
    const text = written(value);
    if (value.kind !== "suffix" && value.kind !== "present" && !text.startsWith("/"))
        return "paths start with a slash";
    if (/[?#]/.test(text))
        return "paths are judged without query and fragment";
    if (normalization === "NONE")
        return undefined;
    if (/(^|\/)(\.|%2e)(\.|%2e)?(\/|$)/i.test(text) && value.kind !== "suffix")
        return "dot segments are resolved before paths are judged";
    if (unreserved.test(text))
        return "encoded letters, digits and -._~ are decoded before paths are judged";
    if (text.includes("\\"))
        return "backslashes are slashes by the time paths are judged";
    if (normalization === "BASE")
        return undefined;
    if (text.includes("//"))
        return "slashes are merged before paths are judged";
    if (normalization === "MERGE_SLASHES")
        return undefined;
    return /%2f|%5c/i.test(text) ? "encoded slashes are decoded before paths are judged" : undefined;
}
/** What needs no encoding (RFC 3986, section 2.3) and is encoded all the same. */
const unreserved = /%(2d|2e|3[0-9]|4[1-9a-f]|5[0-9a]|5f|6[1-9a-f]|7[0-9a]|7e)/i;
function written(value) {
    return "value" in value ? value.value : "";
}
function textOf(value) {
    const text = written(value);
    return JSON.stringify(value.kind === "prefix" ? `${text}*` : value.kind === "suffix" ? `*${text}` : text);
}
//# sourceMappingURL=text-advice.js.map