/**
 * The schemas of the kinds: the part of JSON Schema that the API's own definitions use, and the words to build it with.
 * No `anyOf` and the like, so that every violation is one sentence about one field.
 */
/** A JSON Schema, with four keywords of ours: `meaning`, `union`, `exclusive` and `uniqueBy`. */
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
    readonly union?: {
        readonly tag: string;
        readonly members: Readonly<Record<string, string>>;
    };
    /** Members of which at most one may be there. */
    readonly exclusive?: readonly string[];
    /** Members of a list's entries that together must be unique in it (`x-kubernetes-list-map-keys`). */
    readonly uniqueBy?: readonly string[];
}
type JsonType = "object" | "array" | "string" | "integer" | "number" | "boolean";
type Fields = Readonly<Record<string, Schema>>;
/** An object with these fields and no others. */
export declare function object(required: Fields, optional?: Fields, more?: Omit<Schema, "properties">): Schema;
/** Fields that the API has and waymark does not look at: known, but not checked. */
export declare function unread(...names: readonly string[]): Fields;
export declare function list(items: Schema, more?: Omit<Schema, "items">): Schema;
/** A list that is empty when nothing is said. */
export declare function listOrNone(items: Schema, more?: Omit<Schema, "items">): Schema;
/** Keys of the user's choice. */
export declare function mapOf(values: Schema, more?: Omit<Schema, "additionalProperties">): Schema;
export declare function oneOf(...values: readonly (string | number)[]): Schema;
export declare function withDefault(value: unknown, schema: Schema): Schema;
export declare function integer(minimum: number, maximum?: number): Schema;
export declare const text: Schema;
export declare const someText: Schema;
export declare const boolean: Schema;
/** Any object, kept as it is written. */
export declare const anyObject: Schema;
export {};
