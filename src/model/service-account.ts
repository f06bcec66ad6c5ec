import type { Schema } from "./schema/schema.js";
import { object, unread } from "./schema/schema.js";

/** `ServiceAccount` (v1): its existence is all that matters; its name is an identity. */
export type ServiceAccountSpec = Readonly<Record<string, never>>;

export const serviceAccountSchema: Schema = object(
  {},
  unread("secrets", "imagePullSecrets", "automountServiceAccountToken"),
);
