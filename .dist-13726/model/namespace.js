import { object, unread } from "./schema/schema.js";
export const namespaceSchema = object({}, unread("spec"));
//# sourceMappingURL=namespace.js.map