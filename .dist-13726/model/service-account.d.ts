import type { Schema } from "./schema/schema.js";
/** `ServiceAccount` (v1): its existence is all that matters; its name is an identity. */
export type ServiceAccountSpec = Readonly<Record<string, never>>;
export declare const serviceAccountSchema: Schema;
