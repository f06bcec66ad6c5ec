import type { Schema } from "./schema/schema.js";
/** `Secret` (v1): values that other objects refer to and nobody is shown; its fields are at the top level of the object. */
export interface SecretSpec {
    readonly type: string;
    /** Base64. */
    readonly data: Readonly<Record<string, string>>;
    /** As they are; they win. */
    readonly stringData: Readonly<Record<string, string>>;
}
export declare const secretSchema: Schema;
/** The registry credentials in a Secret, as `.dockerconfigjson` has them; undefined if it holds none. */
export declare function dockerConfigIn({ data, stringData }: SecretSpec): string | undefined;
