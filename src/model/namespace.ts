import type { Schema } from "./schema/schema.js";
import { object, unread } from "./schema/schema.js";

/** `Namespace` (v1): only its labels mean something to a mesh. */
export type NamespaceSpec = Readonly<Record<string, never>>;

export const namespaceSchema: Schema = object({}, unread("spec"));
