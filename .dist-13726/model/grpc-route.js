import { backendSchema, matchNameSchema, parentReferenceSchema, persistenceSchema } from "./http-route.js";
import { extensionReferenceSchema, filtersSchema, headerModifierSchema, mirrorSchema } from "./http-route-filters.js";
import { dnsName, hostname } from "./schema/forms.js";
import { listOrNone, object, oneOf, withDefault } from "./schema/schema.js";
/** The member that each type of filter has. */
const members = {
    RequestHeaderModifier: "requestHeaderModifier",
    ResponseHeaderModifier: "responseHeaderModifier",
    RequestMirror: "requestMirror",
    ExtensionRef: "extensionRef",
};
const filterSchema = object({ type: oneOf(...Object.keys(members)) }, {
    requestHeaderModifier: headerModifierSchema,
    responseHeaderModifier: headerModifierSchema,
    requestMirror: mirrorSchema,
    extensionRef: extensionReferenceSchema,
}, { union: { tag: "type", members } });
const matchType = withDefault("Exact", oneOf("Exact", "RegularExpression"));
const namePart = { type: "string", maxLength: 1024 };
const matchSchema = object({}, {
    method: object({}, { type: matchType, service: namePart, method: namePart }),
    headers: listOrNone(object({ name: matchNameSchema, value: { type: "string", minLength: 1, maxLength: 4096 } }, { type: matchType }), { maxItems: 16, uniqueBy: ["name"] }),
});
const ruleSchema = object({}, {
    name: dnsName,
    matches: listOrNone(matchSchema, { maxItems: 64 }),
    filters: filtersSchema,
    backendRefs: listOrNone(backendSchema, { maxItems: 16 }),
    sessionPersistence: persistenceSchema,
});
export const grpcRouteSchema = object({}, {
    parentRefs: listOrNone(parentReferenceSchema, { maxItems: 32 }),
    hostnames: listOrNone(hostname, { maxItems: 16 }),
    rules: listOrNone(ruleSchema, { maxItems: 16 }),
    useDefaultGateways: oneOf("All", "None"),
}, { $defs: { filter: filterSchema } });
//# sourceMappingURL=grpc-route.js.map