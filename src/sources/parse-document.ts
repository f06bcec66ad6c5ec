import { createRequire } from "node:module";
import type { Schema } from "yaml";

/** What a document says, or why it cannot be read. */
export type Parsed =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "broken"; readonly message: string; readonly offset: number };

const foreignTags = /:(?:binary|omap|pairs|set|timestamp)$/;

/**
 * YAML as the Kubernetes tools read it: 1.1 (`y`, `yes` and `on` are true, `0777` is octal, `<<` merges), without the types
 * their reader does not have: dates, sexagesimal numbers, sets and ordered maps.
 */
function kubernetesYaml({ Schema }: typeof import("yaml")): Schema {
  return new Schema({
    schema: "yaml-1.1",
    merge: true,
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === "string" || !(foreignTags.test(tag.tag) || tag.format === "TIME")),
  });
}

let reader: { readonly yaml: typeof import("yaml"); readonly schema: Schema } | undefined;

/** Loaded for the first text that needs it: where all are known from earlier runs, or parsed by threads, none does. */
function yamlReader(): NonNullable<typeof reader> {
  if (reader === undefined) {
    const yaml = createRequire(import.meta.url)("yaml") as typeof import("yaml");
    reader = { yaml, schema: kubernetesYaml(yaml) };
  }
  return reader;
}

/** Parses one document to a value of its own: plain JSON, no parts shared. */
export function parseManifest(text: string): Parsed {
  const quick = quicklyParsed(text);
  if (quick !== undefined) return quick;
  try {
    return sound(parseYaml(text));
  } catch (cause) {
    // The YAML reader gives up by throwing on what is nested without end, and on aliases that multiply without bound
    // or refer to what they are part of.
    if (cause instanceof RangeError) return tooDeep;
    if (cause instanceof TypeError) return circular;
    return { kind: "broken", message: cause instanceof Error ? cause.message : String(cause), offset: 0 };
  }
}

/** What `parseManifest` says for JSON, which takes a twentieth of the time that YAML takes. `undefined` for everything else. */
export function quicklyParsed(text: string): Parsed | undefined {
  const quick = /^\s*[{[]/.test(text) ? jsonIn(text) : undefined;
  return quick === undefined ? undefined : sound({ kind: "value", value: quick });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever is not quite JSON goes on to the YAML reader, for its error or its value.
    return undefined;
  }
}

/** No manifest comes near; far beyond it, functions that call themselves run out of stack. */
const deepest = 200;

const tooDeep: Parsed = { kind: "broken", message: `it is nested more than ${deepest} levels deep`, offset: 0 };

const circular: Parsed = { kind: "broken", message: "an alias refers to what it is part of", offset: 0 };

const noNumber: Parsed = { kind: "broken", message: "it holds a number that is not finite (.inf or .nan)", offset: 0 };

function sound(parsed: Parsed): Parsed {
  return parsed.kind === "value" ? (flawOf(parsed.value, deepest) ?? parsed) : parsed;
}

/** What keeps a value from being a manifest: API servers take JSON, which has no word for what is not finite. */
function flawOf(value: unknown, levels: number): Parsed | undefined {
  if (typeof value === "number" && !Number.isFinite(value)) return noNumber;
  if (typeof value !== "object" || value === null) return undefined;
  if (levels === 0) return tooDeep;
  for (const member of Object.values(value)) {
    const flaw = flawOf(member, levels - 1);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

/** The reader of the whole language. */
function parseYaml(text: string): Parsed {
  const { yaml, schema } = yamlReader();
  const document = yaml.parseDocument(text, { schema, prettyErrors: false, logLevel: "error" });
  // Of errors that follow from each other the first says most; it includes a second document behind `...`.
  const [error] = document.errors;
  if (error?.message.includes("call stack")) return tooDeep;
  if (error !== undefined) return { kind: "broken", message: error.message, offset: error.pos[0] };
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  // Aliases make parts shared, and what is defaulted in one place must not appear in the other.
  return { kind: "value", value: text.includes("&") ? JSON.parse(JSON.stringify(value ?? null)) : value };
}
