import { Secret } from "../identity/secret.js";
import type { Schema } from "./schema/schema.js";
import { mapOf, object, text, unread, withDefault } from "./schema/schema.js";

/** `Secret` (v1): values that other objects refer to and nobody is shown; its fields are at the top level of the object. */
export interface SecretSpec {
  readonly type: string;
  /** Base64. */
  readonly data: Readonly<Record<string, Secret>>;
  /** As they are; they win. */
  readonly stringData: Readonly<Record<string, Secret>>;
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

/** The body of a Secret that was accepted, with its values where no log, dump or JSON shows them. */
export function sealedSecret(body: unknown): SecretSpec {
  const { data, stringData, ...rest } = body as Record<"data" | "stringData", Readonly<Record<string, string>>>;
  return { ...(rest as Pick<SecretSpec, "type">), data: sealed(data), stringData: sealed(stringData) };
}

function sealed(values: Readonly<Record<string, string>>): Readonly<Record<string, Secret>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, new Secret(value)]));
}

/** The registry credentials in a Secret, as `.dockerconfigjson` has them; undefined if it holds none. */
export function dockerConfigIn({ data, stringData }: SecretSpec): Secret | undefined {
  const key = ".dockerconfigjson";
  const encoded = data[key];
  if (stringData[key] !== undefined || encoded === undefined) return stringData[key];
  return new Secret(Buffer.from(encoded.reveal(), "base64").toString("utf8"));
}
