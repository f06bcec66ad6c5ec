import protobuf from "protobufjs";
export function isLong(value) {
    return typeof value === "object" && value !== null && "low" in value && "high" in value && "unsigned" in value;
}
/**
 * A decoded message without protobufjs in it: plain objects that hold the fields that were on the wire and nothing else.
 * 64-bit integers become numbers, or text where a number would lose digits.
 */
export function plain(message) {
    const result = {};
    for (const name of Object.keys(message)) {
        const value = message[name];
        // protobufjs starts every message with empty arrays and maps; on the wire an empty one is an absent one.
        if (!isEmptyCollection(value))
            setOwn(result, name, plainValue(value));
    }
    return result;
}
/** Sets a map's entry even where its key is `__proto__`. */
function setOwn(target, name, value) {
    if (name === "__proto__")
        Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
    else
        target[name] = value;
}
function isEmptyCollection(value) {
    if (typeof value !== "object" || value === null)
        return false;
    if (Array.isArray(value))
        return value.length === 0;
    if (value instanceof protobuf.Message || value instanceof Uint8Array)
        return false;
    return Object.keys(value).length === 0;
}
function plainValue(value) {
    if (typeof value !== "object" || value === null)
        return value;
    if (Array.isArray(value))
        return value.map(plainValue);
    if (value instanceof Uint8Array)
        return value;
    return isLong(value) ? shortest(value) : plain(value);
}
function shortest(value) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : value.toString();
}
//# sourceMappingURL=plain.js.map