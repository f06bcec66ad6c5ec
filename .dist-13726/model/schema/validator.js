import { Ajv } from "ajv";
import { violationOf } from "./violations.js";
/** More would not help anybody, and a hostile document could hold millions. */
const mostViolations = 20;
// Compiled on first use and kept: compiling costs a few milliseconds a kind, most runs need few kinds, and a schema is a
// constant, so that what is kept here can never be stale.
const compiled = new WeakMap();
/**
 * Checks `value` against `schema`, applies the schema's defaults to it, and removes fields that are null (the API
 * servers do the same). Changes `value` in place: it must be the caller's own, without shared parts.
 */
export function check(schema, value) {
    pruneNulls(schema, value, schema);
    const validate = validatorOf(schema);
    if (validate(value))
        return { accepted: true, violations: [] };
    const errors = validate.errors ?? [];
    const violations = errors.slice(0, mostViolations).flatMap((error) => violationOf(error, value) ?? []);
    return { accepted: errors.every((error) => error.keyword === "additionalProperties"), violations };
}
/** Compiles what `check` needs for `schema`, unless that was done. */
export function prepare(schema) {
    validatorOf(schema);
}
function validatorOf(schema) {
    const known = compiled.get(schema);
    if (known !== undefined)
        return known;
    const validate = compiler.compile(schema);
    compiled.set(schema, validate);
    return validate;
}
const compiler = newCompiler();
function newCompiler() {
    // Our own schemas need no schema to be checked against, and the optimiser costs more than it gains in a run.
    const cheap = { meta: false, validateSchema: false, inlineRefs: false, code: { optimize: false } };
    const ajv = new Ajv({
        allErrors: true,
        verbose: true,
        strict: true,
        allowUnionTypes: true,
        useDefaults: true,
        ...cheap,
    });
    ajv.addKeyword("meaning");
    ajv.addKeyword({ keyword: "union", type: "object", schemaType: "object", validate: unionHolds });
    ajv.addKeyword({ keyword: "exclusive", type: "object", schemaType: "array", validate: atMostOne });
    ajv.addKeyword({ keyword: "uniqueBy", type: "array", schemaType: "array", validate: entriesDiffer });
    return ajv;
}
function unionHolds({ tag, members }, data) {
    const wanted = members[String(data[tag])];
    if (wanted === undefined)
        return true; // An unknown tag is reported by its own enum.
    return Object.values(members).every((member) => (data[member] !== undefined) === (member === wanted));
}
function atMostOne(names, data) {
    return names.filter((name) => data[name] !== undefined).length <= 1;
}
function entriesDiffer(keys, data) {
    const seen = new Set();
    for (const entry of data) {
        const identity = JSON.stringify(keys.map((key) => entry?.[key]));
        if (seen.has(identity))
            return false;
        seen.add(identity);
    }
    return true;
}
/** Removes null members wherever the schema knows the fields; what users may fill freely keeps its nulls. */
function pruneNulls(schema, value, root) {
    if (typeof schema !== "object" || typeof value !== "object" || value === null)
        return;
    if (schema.$ref !== undefined) {
        pruneNulls(root.$defs?.[schema.$ref.slice("#/$defs/".length)], value, root);
    }
    else if (Array.isArray(value)) {
        for (const entry of value)
            pruneNulls(schema.items, entry, root);
    }
    else if (schema.properties !== undefined || schema.additionalProperties !== undefined) {
        const fields = value;
        for (const name of Object.keys(fields)) {
            if (fields[name] === null)
                delete fields[name];
            else
                pruneNulls(memberSchema(schema, name), fields[name], root);
        }
    }
}
function memberSchema({ properties, additionalProperties }, name) {
    return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}
//# sourceMappingURL=validator.js.map