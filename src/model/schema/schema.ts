/**
 * The schemas of the kinds: the part of JSON Schema that the API's own definitions use, and the words to build it with.
 * No `anyOf` and the like, so that every violation is one sentence about one field.
 */

/** A JSON Schema, with five keywords of ours: `meaning`, `union`, `exclusive`, `uniqueBy` and `rules`. */
export interface Schema {
  /** `#/$defs/NAME`, a part that the root schema holds once because it is used, and costly to compile, several times. */
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: JsonType | readonly JsonType[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly (string | number)[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  /** What `pattern` asks for, in words that finish the sentence "must be …". */
  readonly meaning?: string;
  /** The member that the value of `tag` requires, and that no other value allows. */
  readonly union?: { readonly tag: string; readonly members: Readonly<Record<string, string>> };
  /** Members of which at most one may be there. */
  readonly exclusive?: readonly string[];
  /** Members of a list's entries that together must be unique in it (`x-kubernetes-list-map-keys`). */
  readonly uniqueBy?: readonly string[];
  /** What else must hold of a value of the right type, and of its members together. */
  readonly rules?: readonly SchemaRule[];
}

/** One thing that must hold. Only the members of the value itself are known to be of the right type where `holds` is asked. */
export interface SchemaRule {
  /** What must be, as the end of a sentence that begins with the field: `must have a port`. */
  readonly says: string;
  readonly advice?: string;
  /** The member that is wrong, for rules about one of several. */
  readonly about?: string;
  /** The type of value that is asked about; what is of another type is refused for that. */
  readonly of: "object" | "array" | "string";
  readonly holds: (value: never) => boolean;
}

/** The members of an object as they were written: nobody has checked them yet. */
export type Members = Readonly<Record<string, unknown>>;

/** A rule for objects. */
export function rule(
  says: string,
  holds: (members: Members) => boolean,
  more: Pick<SchemaRule, "about" | "advice"> = {},
): SchemaRule {
  return { says, of: "object", holds, ...more };
}

/** A rule for texts. */
export function textRule(says: string, holds: (text: string) => boolean, advice?: string): SchemaRule {
  return { says, of: "string", holds, ...(advice !== undefined && { advice }) };
}

/** A rule for lists; it sees the entries that are objects. */
export function listRule(says: string, holds: (entries: readonly Members[]) => boolean, advice?: string): SchemaRule {
  return {
    says,
    of: "array",
    holds: (entries: readonly unknown[]) => holds(entries.filter(isMembers)),
    ...(advice !== undefined && { advice }),
  };
}

/** A member that is a list of objects; empty if it is none. */
export function entriesOf(members: Members, name: string): readonly Members[] {
  const value = members[name];
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

/** A member that is an object; empty if it is none. */
export function membersOf(members: Members, name: string): Members {
  const value = members[name];
  return isMembers(value) ? value : {};
}

/** A member that is text; empty if it is none. */
export function textOf(members: Members, name: string): string {
  const value = members[name];
  return typeof value === "string" ? value : "";
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type JsonType = "object" | "array" | "string" | "integer" | "number" | "boolean";

type Fields = Readonly<Record<string, Schema>>;

/** An object with these fields and no others. */
export function object(required: Fields, optional: Fields = {}, more: Omit<Schema, "properties"> = {}): Schema {
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
    ...more,
  };
}

/** Fields that the API has and waymark does not look at: known, but not checked. */
export function unread(...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

export function list(items: Schema, more: Omit<Schema, "items"> = {}): Schema {
  return { type: "array", items, ...more };
}

/** A list that is empty when nothing is said. */
export function listOrNone(items: Schema, more: Omit<Schema, "items"> = {}): Schema {
  return { type: "array", items, default: [], ...more };
}

/** Keys of the user's choice. */
export function mapOf(values: Schema, more: Omit<Schema, "additionalProperties"> = {}): Schema {
  return { type: "object", additionalProperties: values, ...more };
}

/** Text that no other entry of the list is. */
export const distinct: SchemaRule = {
  says: "has the same entry twice",
  advice: "Remove one of them.",
  of: "array",
  holds: (entries: readonly unknown[]) => new Set(entries).size === entries.length,
};

export function oneOf(...values: readonly (string | number)[]): Schema {
  return { type: typeof values[0] === "number" ? "integer" : "string", enum: values };
}

export function withDefault(value: unknown, schema: Schema): Schema {
  return { ...schema, default: value };
}

export function integer(minimum: number, maximum: number = 2 ** 31 - 1): Schema {
  return { type: "integer", minimum, maximum };
}

export const text: Schema = { type: "string" };
export const someText: Schema = { type: "string", minLength: 1 };
export const boolean: Schema = { type: "boolean" };
/** Any object, kept as it is written. */
export const anyObject: Schema = { type: "object" };
