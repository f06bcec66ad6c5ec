import type { ErrorObject } from "ajv";
import type { DiagnosticCode } from "../../diagnostics/catalogue.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import type { FieldPath } from "../../diagnostics/origin.js";
import { pathText } from "../../diagnostics/origin.js";
import type { Schema, SchemaRule } from "./schema.js";
import { nearest } from "./spelling.js";

/** One violation of a schema in human words. `path` is relative to the checked value. */
export interface Violation {
  readonly code: DiagnosticCode;
  readonly path: FieldPath;
  readonly message: string;
  readonly advice?: string | undefined;
  /** Where there is no doubt about what was meant. */
  readonly fix?: Fix | undefined;
}

/** An error of a validator, which carries the data and the schema it is about. */
type Fault = Omit<ErrorObject, "parentSchema"> & { readonly parentSchema: Schema };

type Wording = (error: Fault, path: FieldPath, field: string) => Violation;

/** How each keyword of the schemas is put into words; a keyword that is not here would be a bug of the schema. */
const wordings: Readonly<Record<string, Wording>> = {
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
    message: `${field} has ${(error.data as unknown[]).length} entries; ${error.schema} are allowed`,
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
    message: `${field} has several entries with the same ${listed(error.schema as string[], "and")}`,
    advice: "Merge them, or rename one.",
  }),
  rules: (error, path, field) => {
    const { says, about, advice } = error.params["rule"] as SchemaRule;
    const isText = typeof error.data === "string";
    return {
      code: isText ? "WM2003" : "WM2006",
      path: about === undefined ? path : [...path, about],
      message: `${field} ${isText ? `is ${shown(error.data)}, but ` : ""}${says}`,
      ...(advice !== undefined && { advice }),
    };
  },
};

/** What `error` says about `root`, or `undefined` for keywords that only sum others up. */
export function violationOf(error: ErrorObject, root: unknown): Violation | undefined {
  const path = pathOf(error.instancePath, root);
  const fault = { ...error, parentSchema: (error.parentSchema ?? {}) as Schema };
  return wordings[error.keyword]?.(fault, path, path.length === 0 ? "the object" : pathText(path));
}

/** A JSON pointer as a field path; a step is an index only where the value really is a list. */
function pathOf(pointer: string, root: unknown): FieldPath {
  const path: (string | number)[] = [];
  let value = root;
  for (const escaped of pointer.split("/").slice(1)) {
    const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown> | undefined)?.[key];
  }
  return path;
}

function unknownField(error: Fault, path: FieldPath): Violation {
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

function outOfRange(error: Fault, path: FieldPath, field: string): Violation {
  const { minimum, maximum } = error.parentSchema;
  const range =
    maximum === undefined || maximum >= 2 ** 31 - 1 ? `at least ${minimum}` : `between ${minimum} and ${maximum}`;
  return { code: "WM2004", path, message: `${field} is ${shown(error.data)}, but must be ${range}` };
}

function unionViolation(error: Fault, path: FieldPath, field: string): Violation {
  const { tag, members } = error.schema as NonNullable<Schema["union"]>;
  const data = error.data as Record<string, unknown>;
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

function presentOf(error: Fault): string[] {
  const data = error.data as Record<string, unknown>;
  return (error.schema as string[]).filter((name) => data[name] !== undefined);
}

/** A number where text is wanted is nearly always a missing pair of quotes, and the reverse one pair too many. */
function quotingAdvice(error: Fault): string | undefined {
  const wanted = error.schema;
  if (wanted === "string" && (typeof error.data === "number" || typeof error.data === "boolean")) {
    return `YAML reads this as a ${typeof error.data}: write it in quotes.`;
  }
  const unquotes = (wanted === "integer" && /^-?\d+$/.test(String(error.data))) || isBooleanText(wanted, error.data);
  return unquotes && typeof error.data === "string" ? "Write it without quotes." : undefined;
}

function quotingFix(error: Fault): Fix | undefined {
  const advice = quotingAdvice(error);
  if (advice === undefined) return undefined;
  return { kind: error.schema === "string" ? "quote" : "unquote" };
}

/** What differs from one choice in its letters' case only is meant to be that choice. */
function letterCaseFix(written: unknown, allowed: readonly unknown[]): Fix | undefined {
  if (typeof written !== "string") return undefined;
  const meant = allowed.map(String).filter((choice) => choice.toLowerCase() === written.toLowerCase());
  return meant.length === 1 && meant[0] !== undefined ? { kind: "replace", text: meant[0] } : undefined;
}

function isBooleanText(wanted: unknown, data: unknown): boolean {
  return wanted === "boolean" && (data === "true" || data === "false");
}

function enumAdvice(data: unknown, allowed: readonly unknown[]): string {
  const meant = typeof data === "string" ? nearest(data, allowed.map(String)) : undefined;
  if (meant !== undefined) return `Did you mean ${meant}?`;
  return `Use ${allowed.length === 1 ? allowed[0] : `one of ${listed(allowed.map(String), "or")}`}.`;
}

const articles: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
};

function article(type: unknown): string {
  const types = Array.isArray(type) ? type : [type];
  return types.map((name) => articles[String(name)] ?? String(name)).join(" or ");
}

function shown(data: unknown): string {
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object" && data !== null) return "an object";
  const json = JSON.stringify(data) ?? "nothing";
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

function listed(names: readonly string[], conjunction: "and" | "or"): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
