import { createRequire } from "node:module";
import type { ErrorObject, ValidateFunction } from "ajv";

/** What is wrong with a plugin's configuration, and where in it. */
export interface ConfigurationProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * What the schema that came with a module says about a configuration; nothing if there is no schema. A schema that is
 * none judges nothing: the module itself still does.
 */
export function configurationProblems(
  configuration: Readonly<Record<string, unknown>> | undefined,
  schema: string | undefined,
): readonly ConfigurationProblem[] {
  const validate = schema === undefined ? undefined : validatorOf(schema);
  if (validate === undefined || validate(configuration ?? {})) return [];
  const errors = validate.errors ?? [];
  // That a choice within the schema failed is said beside what failed in it.
  const causes = errors.filter(({ keyword }) => keyword !== "if");
  const told = causes.length > 0 ? causes : errors;
  return told.slice(0, mostProblems).map((error) => problemOf(error, configuration ?? {}));
}

const mostProblems = 20;
const mostSchemas = 64;
const validators = new Map<string, ValidateFunction | undefined>();

/** Whether a text is a schema that configurations can be held to. */
export function isConfigSchema(schema: string): boolean {
  return validatorOf(schema) !== undefined;
}

function validatorOf(schema: string): ValidateFunction | undefined {
  if (validators.has(schema)) return validators.get(schema);
  if (validators.size >= mostSchemas) validators.clear();
  const validator = compiled(schema);
  validators.set(schema, validator);
  return validator;
}

function compiled(schema: string): ValidateFunction | undefined {
  try {
    const parsed: unknown = JSON.parse(schema);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    const { $schema: _, ...words } = parsed as Readonly<Record<string, unknown>>;
    // Few meshes have plugins that come with a schema, and nobody else need load the library.
    const { Ajv } = createRequire(import.meta.url)("ajv") as typeof import("ajv");
    // Formats and words of newer drafts are left to the module, which judges in the end.
    return new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false }).compile(words);
  } catch {
    return undefined;
  }
}

function problemOf(
  { instancePath, keyword, params, message }: ErrorObject,
  configuration: unknown,
): ConfigurationProblem {
  const path = pathOf(instancePath, configuration);
  if (keyword === "additionalProperties") {
    const name = String(params["additionalProperty"]);
    return { path: [...path, name], message: `the plugin's configuration has no ${JSON.stringify(name)}` };
  }
  const what = path.length === 0 ? "the configuration" : nameOf(path);
  if (keyword === "enum") {
    const allowed = (params["allowedValues"] as readonly unknown[]).map((value) => JSON.stringify(value)).join(", ");
    return { path, message: `${what} must be one of ${allowed}` };
  }
  return { path, message: `${what} ${message ?? "is not as the plugin's schema asks"}` };
}

/** `keys[0].sha256`; names of other kinds as they would stand in JSON. */
function nameOf(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** A JSON pointer as keys and indices. */
function pathOf(pointer: string, configuration: unknown): readonly (string | number)[] {
  const keys = pointer.split("/").slice(1);
  let value = configuration;
  return keys.map((escaped) => {
    const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    const step = Array.isArray(value) ? Number(key) : key;
    value = (value as Readonly<Record<string | number, unknown>> | undefined)?.[step];
    return step;
  });
}
