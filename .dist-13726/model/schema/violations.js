import { pathText } from "../../diagnostics/origin.js";
import { nearest } from "./spelling.js";
/** How each keyword of the schemas is put into words; a keyword that is not here would be a bug of the schema. */
const wordings = {
    type: (error, path, field) => ({
        code: "WM2001",
        path,
        message: `${field} must be ${article(error.schema)}, not ${shown(error.data)}`,
        advice: quotingAdvice(error),
        fix: quotingFix(error),
    }),
    required: (error, path, field) => ({
        code: "WM2002",
        path,
        message: `${field} has no "${error.params["missingProperty"]}"`,
        advice: `Add "${error.params["missingProperty"]}".`,
    }),
    enum: (error, path, field) => ({
        code: "WM2003",
        path,
        message: `${field} cannot be ${shown(error.data)}`,
        advice: enumAdvice(error.data, error.parentSchema.enum ?? []),
        fix: letterCaseFix(error.data, error.parentSchema.enum ?? []),
    }),
    pattern: (error, path, field) => ({
        code: "WM2003",
        path,
        message: `${field} is ${shown(error.data)}, but must be ${error.parentSchema.meaning ?? `of the form ${error.schema}`}`,
    }),
    additionalProperties: (error, path) => unknownField(error, path),
    minLength: (_, path, field) => ({ code: "WM2004", path, message: `${field} must not be empty` }),
    maxLength: (error, path, field) => ({
        code: "WM2004",
        path,
        message: `${field} is ${String(error.data).length} characters long; ${error.schema} are allowed`,
    }),
    minimum: (error, path, field) => outOfRange(error, path, field),
    maximum: (error, path, field) => outOfRange(error, path, field),
    minItems: (error, path, field) => ({
        code: "WM2004",
        path,
        message: `${field} needs at least ${count(Number(error.schema), "entry", "entries")}`,
    }),
    maxItems: (error, path, field) => ({
        code: "WM2004",
        path,
        message: `${field} has ${error.data.length} entries; ${error.schema} are allowed`,
    }),
    maxProperties: (error, path, field) => ({
        code: "WM2004",
        path,
        message: `${field} has more than ${error.schema} entries`,
    }),
    union: (error, path, field) => unionViolation(error, path, field),
    exclusive: (error, path, field) => ({
        code: "WM2006",
        path,
        message: `${field} can have only one of ${listed(presentOf(error), "and")}`,
        advice: "Keep one of them.",
    }),
    uniqueBy: (error, path, field) => ({
        code: "WM2007",
        path,
        message: `${field} has several entries with the same ${listed(error.schema, "and")}`,
        advice: "Merge them, or rename one.",
    }),
};
/** What `error` says about `root`, or `undefined` for keywords that only sum others up. */
export function violationOf(error, root) {
    const path = pathOf(error.instancePath, root);
    const fault = { ...error, parentSchema: (error.parentSchema ?? {}) };
    return wordings[error.keyword]?.(fault, path, path.length === 0 ? "the object" : pathText(path));
}
/** A JSON pointer as a field path; a step is an index only where the value really is a list. */
function pathOf(pointer, root) {
    const path = [];
    let value = root;
    for (const escaped of pointer.split("/").slice(1)) {
        const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
        path.push(Array.isArray(value) ? Number(key) : key);
        value = value?.[key];
    }
    return path;
}
function unknownField(error, path) {
    const name = String(error.params["additionalProperty"]);
    const meant = nearest(name, Object.keys(error.parentSchema.properties ?? {}));
    return {
        code: "WM2005",
        path: [...path, name],
        message: `unknown field ${pathText([...path, name])}`,
        advice: meant === undefined ? "It has no effect: remove it, or check its indentation." : `Did you mean "${meant}"?`,
        fix: letterCaseFix(name, Object.keys(error.parentSchema.properties ?? {})),
    };
}
function outOfRange(error, path, field) {
    const { minimum, maximum } = error.parentSchema;
    const range = maximum === 2 ** 31 - 1 ? `at least ${minimum}` : `between ${minimum} and ${maximum}`;
    return { code: "WM2004", path, message: `${field} is ${shown(error.data)}, but must be ${range}` };
}
function unionViolation(error, path, field) {
    const { tag, members } = error.schema;
    const data = error.data;
    const wanted = members[String(data[tag])] ?? "";
    const stray = Object.values(members).find((member) => member !== wanted && data[member] !== undefined);
    return data[wanted] === undefined
        ? {
            code: "WM2006",
            path,
            message: `${field} has ${tag} ${data[tag]}, which needs "${wanted}"`,
            advice: stray === undefined ? `Add "${wanted}".` : `It has "${stray}" instead: make the two agree.`,
        }
        : {
            code: "WM2006",
            path: [...path, stray ?? wanted],
            message: `${field} has ${tag} ${data[tag]}, which cannot have "${stray}"`,
            advice: `Remove "${stray}", or give it an entry of its own.`,
        };
}
function presentOf(error) {
    const data = error.data;
    return error.schema.filter((name) => data[name] !== undefined);
}
/** A number where text is wanted is nearly always a missing pair of quotes, and the reverse one pair too many. */
function quotingAdvice(error) {
    const wanted = error.schema;
    if (wanted === "string" && (typeof error.data === "number" || typeof error.data === "boolean")) {
        return `YAML reads this as a ${typeof error.data}: write it in quotes.`;
    }
    const unquotes = (wanted === "integer" && /^-?\d+$/.test(String(error.data))) || isBooleanText(wanted, error.data);
    return unquotes && typeof error.data === "string" ? "Write it without quotes." : undefined;
}
function quotingFix(error) {
    const advice = quotingAdvice(error);
    if (advice === undefined)
        return undefined;
    return { kind: error.schema === "string" ? "quote" : "unquote" };
}
/** What differs from one choice in its letters' case only is meant to be that choice. */
function letterCaseFix(written, allowed) {
    if (typeof written !== "string")
        return undefined;
    const meant = allowed.map(String).filter((choice) => choice.toLowerCase() === written.toLowerCase());
    return meant.length === 1 && meant[0] !== undefined ? { kind: "replace", text: meant[0] } : undefined;
}
function isBooleanText(wanted, data) {
    return wanted === "boolean" && (data === "true" || data === "false");
}
function enumAdvice(data, allowed) {
    const meant = typeof data === "string" ? nearest(data, allowed.map(String)) : undefined;
    if (meant !== undefined)
        return `Did you mean ${meant}?`;
    return `Use ${allowed.length === 1 ? allowed[0] : `one of ${listed(allowed.map(String), "or")}`}.`;
}
const articles = {
    object: "an object",
    array: "a list",
    string: "text",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
};
function article(type) {
    const types = Array.isArray(type) ? type : [type];
    return types.map((name) => articles[String(name)] ?? String(name)).join(" or ");
}
function shown(data) {
    if (Array.isArray(data))
        return "a list";
    if (typeof data === "object" && data !== null)
        return "an object";
    const json = JSON.stringify(data) ?? "nothing";
    return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}
function listed(names, conjunction) {
    const last = names.at(-1) ?? "";
    return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
function count(number, one, many) {
    return `${number} ${number === 1 ? one : many}`;
}
//# sourceMappingURL=violations.js.map