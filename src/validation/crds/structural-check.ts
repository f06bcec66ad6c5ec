import { RE2JS } from "re2js";
import type { DiagnosticCode } from "../../diagnostics/catalogue.js";
import type { FieldPath } from "../../diagnostics/origin.js";
import { pathText } from "../../diagnostics/origin.js";
import { hasFormat, numberFormats } from "./formats.js";
import type { Fields, StructuralSchema } from "./structural-schema.js";
import { isRecord, memberSchema } from "./structural-schema.js";

/** What is wrong with one field. `path` counts from the top of the object. */
export interface Violation {
  readonly code: DiagnosticCode;
  readonly path: FieldPath;
  readonly message: string;
}

/** What a schema has against a value that is normalised already (see `normalised.ts`). */
export function violationsOf(value: unknown, schema: StructuralSchema, path: FieldPath = []): readonly Violation[] {
  if (value === null && schema.nullable === true) return [];
  const wrongType = typeViolation(value, schema, path);
  if (wrongType !== undefined) return [wrongType];
  return [
    ...choiceViolations(value, schema, path),
    ...(typeof value === "string" ? textViolations(value, schema, path) : []),
    ...(typeof value === "number" ? numberViolations(value, schema, path) : []),
    ...(Array.isArray(value) ? listViolations(value, schema, path) : []),
    ...(isRecord(value) ? objectViolations(value, schema, path) : []),
    ...combinedViolations(value, schema, path),
  ];
}

const typeWords: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
};

function typeViolation(value: unknown, schema: StructuralSchema, path: FieldPath): Violation | undefined {
  if (schema["x-kubernetes-int-or-string"] === true) {
    return typeof value === "string" || Number.isInteger(value) ? undefined : wrong("a whole number or text");
  }
  const { type } = schema;
  if (type === undefined || type === "" || isOfType(value, type)) return undefined;
  return wrong(typeWords[type] ?? type);

  function wrong(wanted: string): Violation {
    return { code: "WM2001", path, message: `${nameOf(path)} must be ${wanted}, not ${shown(value)}` };
  }
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "object") return isRecord(value);
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "string") return typeof value === "string";
  if (type === "boolean") return typeof value === "boolean";
  return type === "number" && typeof value === "number";
}

function choiceViolations(value: unknown, schema: StructuralSchema, path: FieldPath): readonly Violation[] {
  const { enum: choices } = schema;
  if (choices === undefined || choices.some((choice) => JSON.stringify(choice) === JSON.stringify(value))) return [];
  const listed = choices.map((choice) => (typeof choice === "string" ? choice : JSON.stringify(choice))).join(", ");
  return [{ code: "WM2003", path, message: `${nameOf(path)} cannot be ${shown(value)}, only one of ${listed}` }];
}

function textViolations(text: string, schema: StructuralSchema, path: FieldPath): readonly Violation[] {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema;
  const found: Violation[] = [];
  const length = text.length <= minLength || text.length > maxLength ? [...text].length : text.length;
  if (length < minLength || length > maxLength) {
    const limit = length < minLength ? `at least ${minLength}` : `at most ${maxLength}`;
    found.push({ code: "WM2004", path, message: `${nameOf(path)} is ${length} characters long; it must be ${limit}` });
  }
  if (pattern !== undefined && !matches(pattern, text)) {
    found.push({ code: "WM2003", path, message: `${nameOf(path)} is ${shown(text)}, but must match ${pattern}` });
  }
  if (format !== undefined && !hasFormat(text, format)) {
    found.push({ code: "WM2003", path, message: `${nameOf(path)} is ${shown(text)}, which is no ${format}` });
  }
  return found;
}

// Schemas are constants, so their patterns are; what does not compile is reported with its definition and holds for all.
const patterns = new Map<string, RE2JS | undefined>();

function matches(pattern: string, text: string): boolean {
  if (!patterns.has(pattern)) patterns.set(pattern, compiledPattern(pattern));
  return patterns.get(pattern)?.matcher(text).find() ?? true;
}

/** API servers read patterns as RE2 does. Undefined for one that is none. */
export function compiledPattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

function numberViolations(value: number, schema: StructuralSchema, path: FieldPath): readonly Violation[] {
  const { minimum, maximum, multipleOf, format = "" } = schema;
  const [lowest, highest] = numberFormats[format] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const tooLow = minimum !== undefined && (schema.exclusiveMinimum === true ? value <= minimum : value < minimum);
  const tooHigh = maximum !== undefined && (schema.exclusiveMaximum === true ? value >= maximum : value > maximum);
  const message = (limit: string): Violation => ({
    code: "WM2004",
    path,
    message: `${nameOf(path)} is ${value}, but must be ${limit}`,
  });
  return [
    ...(tooLow ? [message(`${schema.exclusiveMinimum === true ? "more than" : "at least"} ${minimum}`)] : []),
    ...(tooHigh ? [message(`${schema.exclusiveMaximum === true ? "less than" : "at most"} ${maximum}`)] : []),
    ...(value < lowest || value > highest ? [message(`an ${format}`)] : []),
    ...(multipleOf !== undefined && value % multipleOf !== 0 ? [message(`a multiple of ${multipleOf}`)] : []),
  ];
}

function listViolations(list: readonly unknown[], schema: StructuralSchema, path: FieldPath): readonly Violation[] {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const found: Violation[] = [];
  if (list.length < minItems || list.length > maxItems) {
    const limit = list.length < minItems ? `at least ${minItems}` : `at most ${maxItems}`;
    found.push({ code: "WM2004", path, message: `${nameOf(path)} has ${list.length} entries; it must have ${limit}` });
  }
  const twice = repeatedEntry(list, schema);
  if (twice !== undefined) {
    const keys = schema["x-kubernetes-list-map-keys"]?.join(" and ");
    const what = keys === undefined ? "the same entry twice" : `two entries with the same ${keys}`;
    found.push({ code: "WM2007", path: [...path, twice], message: `${nameOf(path)} has ${what}` });
  }
  if (items === undefined) return found;
  return [...found, ...list.flatMap((entry, index) => violationsOf(entry, items, [...path, index]))];
}

/** The index of an entry that an earlier one excludes. */
function repeatedEntry(list: readonly unknown[], schema: StructuralSchema): number | undefined {
  const keys = schema["x-kubernetes-list-map-keys"];
  const isMap = schema["x-kubernetes-list-type"] === "map" && keys !== undefined;
  if (!isMap && schema["x-kubernetes-list-type"] !== "set" && schema.uniqueItems !== true) return undefined;
  const seen = new Set<string>();
  for (const [index, entry] of list.entries()) {
    const identity = JSON.stringify(isMap ? keys.map((key) => (entry as Fields | null)?.[key]) : entry);
    if (seen.has(identity)) return index;
    seen.add(identity);
  }
  return undefined;
}

function objectViolations(fields: Fields, schema: StructuralSchema, path: FieldPath): readonly Violation[] {
  const { required = [], minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = schema;
  const names = Object.keys(fields);
  const found: Violation[] = required
    .filter((name) => fields[name] === undefined)
    .map((name) => ({ code: "WM2002", path, message: `${nameOf(path)} has no "${name}"` }));
  if (names.length < minProperties || names.length > maxProperties) {
    const limit = names.length < minProperties ? `at least ${minProperties}` : `at most ${maxProperties}`;
    found.push({ code: "WM2004", path, message: `${nameOf(path)} has ${names.length} fields; it must have ${limit}` });
  }
  const below = names.flatMap((name) => {
    const member = memberSchema(schema, name);
    return member === undefined ? [] : violationsOf(fields[name], member, [...path, name]);
  });
  return [...found, ...below];
}

function combinedViolations(value: unknown, schema: StructuralSchema, path: FieldPath): readonly Violation[] {
  const { allOf = [], anyOf, oneOf, not } = schema;
  const holds = (part: StructuralSchema): boolean => violationsOf(value, part, path).length === 0;
  const found = allOf.flatMap((part) => violationsOf(value, part, path));
  const none = (message: string): Violation => ({ code: "WM2006", path, message: `${nameOf(path)} ${message}` });
  if (anyOf !== undefined && !anyOf.some(holds)) found.push(none("is of none of the forms that its definition allows"));
  if (oneOf !== undefined && oneOf.filter(holds).length !== 1) {
    found.push(none(`must have exactly one of the forms that its definition allows${choicesText(oneOf)}`));
  }
  if (not !== undefined && holds(not))
    found.push(none(`is of a form that its definition excludes${choicesText([not])}`));
  return found;
}

/** What forms differ in, where that is what they require. */
function choicesText(forms: readonly StructuralSchema[]): string {
  const required = (form: StructuralSchema): readonly string[] => [
    ...(form.required ?? []),
    ...(form.anyOf ?? []).flatMap(required),
  ];
  const names = [...new Set(forms.flatMap(required))];
  return names.length === 0 ? "" : ` (${names.join(", ")})`;
}

function nameOf(path: FieldPath): string {
  return path.length === 0 ? "the object" : pathText(path);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isRecord(value)) return "an object";
  const json = JSON.stringify(value) ?? "nothing";
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}
