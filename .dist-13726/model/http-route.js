import { backendReferenceFields } from "./backend-reference.js";
import { filterDefinitions, filtersSchema } from "./http-route-filters.js";
import { apiGroup, dnsLabel, dnsName, gatewayDuration, headerName, headerValue, hostname, kindName, objectName, portNumber, } from "./schema/forms.js";
import { integer, list, listOrNone, object, oneOf, withDefault } from "./schema/schema.js";
export const parentReferenceSchema = object({ name: objectName }, {
    group: { ...apiGroup, default: "gateway.networking.k8s.io" },
    kind: { ...kindName, default: "Gateway" },
    namespace: dnsLabel,
    sectionName: dnsName,
    port: portNumber,
});
const everyPath = { type: "PathPrefix", value: "/" };
const valueMatchType = withDefault("Exact", oneOf("Exact", "RegularExpression"));
/** A header, or a claim of a verified token (`lowering/claim-matches.ts`). */
export const matchNameSchema = {
    ...headerName,
    pattern: `${headerName.pattern}|^@request\\.auth\\.claims((\\.[^.[\\]]+)+|(\\[[^[\\]]+\\])+)$`,
    meaning: "a header name, or @request.auth.claims[NAME]",
};
const matchSchema = object({}, {
    path: withDefault(everyPath, object({}, {
        type: withDefault("PathPrefix", oneOf("Exact", "PathPrefix", "RegularExpression")),
        value: { type: "string", maxLength: 1024, default: "/" },
    })),
    headers: listOrNone(object({ name: matchNameSchema, value: headerValue }, { type: valueMatchType }), {
        maxItems: 16,
        uniqueBy: ["name"],
    }),
    queryParams: listOrNone(object({ name: headerName, value: { type: "string", minLength: 1, maxLength: 1024 } }, { type: valueMatchType }), { maxItems: 16, uniqueBy: ["name"] }),
    method: oneOf("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"),
});
export const persistenceSchema = object({}, {
    type: withDefault("Cookie", oneOf("Cookie", "Header")),
    absoluteTimeout: gatewayDuration,
    idleTimeout: gatewayDuration,
    sessionName: headerName,
    cookie: object({}, {
        lifetimeType: withDefault("Session", oneOf("Permanent", "Session")),
        name: headerName,
        path: { type: "string", maxLength: 1024 },
    }),
    cookieConfig: object({}, { lifetimeType: withDefault("Session", oneOf("Permanent", "Session")) }),
    header: object({ name: headerName }),
});
/** A backend of a rule, below a root schema that defines `filter`. */
export const backendSchema = object({ name: objectName }, { ...backendReferenceFields, weight: withDefault(1, integer(0, 1_000_000)), filters: filtersSchema });
const ruleSchema = object({}, {
    name: dnsName,
    matches: list(matchSchema, { maxItems: 64, default: [{ path: everyPath }] }),
    filters: filtersSchema,
    backendRefs: listOrNone(backendSchema, { maxItems: 16 }),
    timeouts: object({}, { request: gatewayDuration, backendRequest: gatewayDuration }),
    retry: object({}, { codes: list(integer(400, 599)), attempts: integer(1), backoff: gatewayDuration }),
    sessionPersistence: persistenceSchema,
});
export const httpRouteSchema = object({}, {
    parentRefs: listOrNone(parentReferenceSchema, { maxItems: 32 }),
    hostnames: listOrNone(hostname, { maxItems: 16 }),
    rules: list(ruleSchema, { minItems: 1, maxItems: 16, default: [{ matches: [{ path: everyPath }] }] }),
    useDefaultGateways: oneOf("All", "None"),
}, { $defs: filterDefinitions });
//# sourceMappingURL=http-route.js.map