import type { FieldPath } from "../../diagnostics/origin.js";
import type { StructuralSchema } from "./structural-schema.js";
import { isRecord, keepsUnknown, memberSchema } from "./structural-schema.js";

/**
 * Does what an API server does before it validates: removes unknown fields, and null where the schema does not allow it,
 * and applies defaults. Changes `value` in place. `onUnknown` is told of each field that is removed.
 */
export function normalise(
  value: unknown,
  {
    schema,
    path,
    onUnknown,
  }: { readonly schema: StructuralSchema; readonly path: FieldPath; readonly onUnknown: OnUnknown },
): void {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return;
    for (const [index, entry] of value.entries())
      normalise(entry, { schema: items, path: [...path, index], onUnknown });
  } else if (isRecord(value) && schema["x-kubernetes-embedded-resource"] !== true) {
    for (const name of Object.keys(value)) normaliseMember(value, name, { schema, path, onUnknown });
    applyDefaults(value, schema, { path, onUnknown });
  }
}

export type OnUnknown = (path: FieldPath, known: readonly string[]) => void;

function normaliseMember(
  fields: Record<string, unknown>,
  name: string,
  place: { readonly schema: StructuralSchema; readonly path: FieldPath; readonly onUnknown: OnUnknown },
): void {
  const { schema, path, onUnknown } = place;
  const member = memberSchema(schema, name);
  const here = [...path, name];
  if (member === undefined) {
    if (keepsUnknown(schema) || schema.type !== "object") return;
    onUnknown(here, Object.keys(schema.properties ?? {}));
    delete fields[name];
  } else if (fields[name] === null && member.nullable !== true) delete fields[name];
  else normalise(fields[name], { schema: member, path: here, onUnknown });
}

function applyDefaults(
  fields: Record<string, unknown>,
  { properties = {} }: StructuralSchema,
  { path, onUnknown }: { readonly path: FieldPath; readonly onUnknown: OnUnknown },
): void {
  for (const [name, member] of Object.entries(properties)) {
    if (member.default === undefined || fields[name] !== undefined) continue;
    fields[name] = structuredClone(member.default);
    normalise(fields[name], { schema: member, path: [...path, name], onUnknown });
  }
}
