import type { Schema } from "./schema/schema.js";
import { mapOf, object, text, unread, withDefault } from "./schema/schema.js";

/** `Secret` (v1): values that other objects refer to and nobody is shown; its fields are at the top level of the object. */
export interface SecretSpec {
  readonly type: string;
  /** Base64. */
  readonly data: Readonly<Record<string, string>>;
  /** As they are; they win. */
  readonly stringData: Readonly<Record<string, string>>;
}

export const secretSchema: Schema = object(
  {},
  {
    type: withDefault("Opaque", text),
    data: withDefault({}, mapOf(text)),
    stringData: withDefault({}, mapOf(text)),
    ...unread("immutable"),
  },
);

/** The registry credentials in a Secret, as `.dockerconfigjson` has them; undefined if it holds none. */
export function dockerConfigIn({ data, stringData }: SecretSpec): string | undefined {
  const key = ".dockerconfigjson";
  if (stringData[key] !== undefined) return stringData[key];
  return data[key] === undefined ? undefined : Buffer.from(data[key], "base64").toString("utf8");
}
