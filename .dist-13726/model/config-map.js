import { mapOf, object, text, unread, withDefault } from "./schema/schema.js";
export const configMapSchema = object({}, { data: withDefault({}, mapOf(text)), ...unread("binaryData", "immutable") });
//# sourceMappingURL=config-map.js.map