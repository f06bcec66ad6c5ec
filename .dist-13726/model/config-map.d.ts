import type { Schema } from "./schema/schema.js";
/** `ConfigMap` (v1): texts that other objects refer to; its fields are at the top level of the object. */
export interface ConfigMapSpec {
    readonly data: Readonly<Record<string, string>>;
}
export declare const configMapSchema: Schema;
