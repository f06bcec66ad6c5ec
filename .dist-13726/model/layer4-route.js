import { parentReferenceSchema } from "./http-route.js";
import { listOrNone, object, unread } from "./schema/schema.js";
export const layer4RouteSchema = object({}, {
    parentRefs: listOrNone(parentReferenceSchema, { maxItems: 32 }),
    ...unread("hostnames", "rules", "useDefaultGateways"),
});
//# sourceMappingURL=layer4-route.js.map