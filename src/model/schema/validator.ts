import { createRequire } from "node:module";
import type { Ajv, ErrorObject, SchemaValidateFunction, ValidateFunction } from "ajv";
import type { Schema, SchemaRule } from "./schema.js";
import type { Violation } from "./violations.js";
import { violationOf } from "./violations.js";

/** What a schema says about a value. */
export interface Verdict {
  /** Whether the object can be used. Unknown fields alone do not spoil it: an API server would drop them. */
  readonly accepted: boolean;
  readonly violations: readonly Violation[];
}

/** More would not help anybody, and a hostile document could hold millions. */
const mostViolations = 20;

// Compiled on first use and kept: compiling costs a few milliseconds a kind, most runs need few kinds, and a schema is a
// constant, so that what is kept here can never be stale.
const compiled = new WeakMap<Schema, ValidateFunction>();

/**
 * Checks `value` against `schema`, applies the schema's defaults to it, and removes fields that are null (the API
 * servers do the same). Changes `value` in place: it must be the caller's own, without shared parts.
 */
export function check(schema: Schema, value: unknown): Verdict {
  pruneNulls(schema, value, schema);
  const validate = validatorOf(schema);
  if (validate(value)) return { accepted: true, violations: [] };
  const errors: readonly ErrorObject[] = validate.errors ?? [];
  const violations = errors.slice(0, mostViolations).flatMap((error) => violationOf(error, value) ?? []);
  return { accepted: errors.every((error) => error.keyword === "additionalProperties"), violations };
}

/** Compiles what `check` needs for `schema`, unless that was done. */
export function prepare(schema: Schema): void {
  validatorOf(schema);
}

function validatorOf(schema: Schema): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  compiler ??= newCompiler();
  const validate = compiler.compile(schema);
  compiled.set(schema, validate);
  return validate;
}

const rulesHold: SchemaValidateFunction = (rules: readonly SchemaRule[], data: unknown): boolean => {
  const type = Array.isArray(data) ? "array" : typeof data;
  const broken = rules.filter((rule) => rule.of === type && !rule.holds(data as never));
  rulesHold.errors = broken.map((rule) => ({ keyword: "rules", params: { rule } }));
  return broken.length === 0;
};

let compiler: Ajv | undefined;

/** The library takes longer to load than to read a thousand objects that earlier runs have accepted. */
function newCompiler(): Ajv {
  const { Ajv } = createRequire(import.meta.url)("ajv") as typeof import("ajv");
  // Our own schemas need no schema to be checked against, and the optimiser costs more than it gains in a run.
  const cheap = { meta: false, validateSchema: false, inlineRefs: false, code: { optimize: false } } as const;
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
  ajv.addKeyword({ keyword: "rules", type: ["object", "array", "string"], schemaType: "array", validate: rulesHold });
  return ajv;
}

type Fields = Readonly<Record<string, unknown>>;

function unionHolds({ tag, members }: NonNullable<Schema["union"]>, data: Fields): boolean {
  const wanted = members[String(data[tag])];
  if (wanted === undefined) return true; // An unknown tag is reported by its own enum.
  return Object.values(members).every((member) => (data[member] !== undefined) === (member === wanted));
}

function atMostOne(names: readonly string[], data: Fields): boolean {
  return names.filter((name) => data[name] !== undefined).length <= 1;
}

function entriesDiffer(keys: readonly string[], data: readonly unknown[]): boolean {
  const seen = new Set<string>();
  for (const entry of data) {
    const identity = JSON.stringify(keys.map((key) => (entry as Fields | null)?.[key]));
    if (seen.has(identity)) return false;
    seen.add(identity);
  }
  return true;
}

/** Removes null members wherever the schema knows the fields; what users may fill freely keeps its nulls. */
function pruneNulls(schema: Schema | boolean | undefined, value: unknown, root: Schema): void {
  if (typeof schema !== "object" || typeof value !== "object" || value === null) return;
  if (schema.$ref !== undefined) {
    pruneNulls(root.$defs?.[schema.$ref.slice("#/$defs/".length)], value, root);
  } else if (Array.isArray(value)) {
    for (const entry of value) pruneNulls(schema.items, entry, root);
  } else if (schema.properties !== undefined || schema.additionalProperties !== undefined) {
    const fields = value as Record<string, unknown>;
    for (const name of Object.keys(fields)) {
      if (fields[name] === null) delete fields[name];
      else pruneNulls(memberSchema(schema, name), fields[name], root);
    }
  }
}

function memberSchema({ properties, additionalProperties }: Schema, name: string): Schema | boolean | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}
