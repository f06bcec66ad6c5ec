import { object, unread } from "./schema/schema.js";
export const serviceAccountSchema = object({}, unread("secrets", "imagePullSecrets", "automountServiceAccountToken"));
//# sourceMappingURL=service-account.js.map