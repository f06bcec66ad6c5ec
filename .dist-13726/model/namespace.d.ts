import type { Schema } from "./schema/schema.js";
/** `Namespace` (v1): only its labels mean something to a mesh. */
export type NamespaceSpec = Readonly<Record<string, never>>;
export declare const namespaceSchema: Schema;
