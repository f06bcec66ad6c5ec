/**
 * The schemas of the kinds: the part of JSON Schema that the API's own definitions use, and the words to build it with.
 * No `anyOf` and the like, so that every violation is one sentence about one field.
 */
/** An object with these fields and no others. */
export function object(required, optional = {}, more = {}) {
    return {
        type: "object",
        properties: { ...required, ...optional },
        required: Object.keys(required),
        additionalProperties: false,
        ...more,
    };
}
/** Fields that the API has and waymark does not look at: known, but not checked. */
export function unread(...names) {
    return Object.fromEntries(names.map((name) => [name, {}]));
}
export function list(items, more = {}) {
    return { type: "array", items, ...more };
}
/** A list that is empty when nothing is said. */
export function listOrNone(items, more = {}) {
    return { type: "array", items, default: [], ...more };
}
/** Keys of the user's choice. */
export function mapOf(values, more = {}) {
    return { type: "object", additionalProperties: values, ...more };
}
export function oneOf(...values) {
    return { type: typeof values[0] === "number" ? "integer" : "string", enum: values };
}
export function withDefault(value, schema) {
    return { ...schema, default: value };
}
export function integer(minimum, maximum = 2 ** 31 - 1) {
    return { type: "integer", minimum, maximum };
}
export const text = { type: "string" };
export const someText = { type: "string", minLength: 1 };
export const boolean = { type: "boolean" };
/** Any object, kept as it is written. */
export const anyObject = { type: "object" };
//# sourceMappingURL=schema.js.map