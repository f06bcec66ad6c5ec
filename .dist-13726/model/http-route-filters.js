import { backendReferenceSchema } from "./backend-reference.js";
import { apiGroup, dnsName, headerName, headerValue, kindName, objectName, portNumber } from "./schema/forms.js";
import { boolean, integer, listOrNone, object, oneOf, text, withDefault } from "./schema/schema.js";
const headerEntries = listOrNone(object({ name: headerName, value: headerValue }), {
    maxItems: 16,
    uniqueBy: ["name"],
});
export const headerModifierSchema = object({}, { set: headerEntries, add: headerEntries, remove: listOrNone(text, { maxItems: 16 }) });
const shortPath = { type: "string", maxLength: 1024 };
const pathModifierSchema = object({ type: oneOf("ReplaceFullPath", "ReplacePrefixMatch") }, { replaceFullPath: shortPath, replacePrefixMatch: shortPath }, {
    union: {
        tag: "type",
        members: { ReplaceFullPath: "replaceFullPath", ReplacePrefixMatch: "replacePrefixMatch" },
    },
});
const headerNames = listOrNone(headerName, { maxItems: 64 });
const corsSchema = object({}, {
    allowOrigins: listOrNone({
        type: "string",
        minLength: 1,
        maxLength: 253,
        pattern: "^\\*$|^https?://((\\*\\.)?([a-zA-Z0-9-]+\\.)*[a-zA-Z0-9-]+|\\*)(:[0-9]{1,5})?$",
        meaning: "'*', or an origin such as https://shop.example.com or https://*.example.com",
    }, { maxItems: 64 }),
    allowCredentials: withDefault(false, boolean),
    allowMethods: listOrNone(oneOf("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "*"), { maxItems: 9 }),
    allowHeaders: headerNames,
    exposeHeaders: headerNames,
    maxAge: withDefault(5, integer(1)),
});
export const mirrorSchema = object({ backendRef: backendReferenceSchema }, {
    percent: integer(0, 100),
    fraction: object({ numerator: integer(0) }, { denominator: withDefault(100, integer(1)) }),
}, { exclusive: ["percent", "fraction"] });
const externalAuthSchema = object({ protocol: oneOf("HTTP", "GRPC"), backendRef: backendReferenceSchema }, {
    grpc: object({}, { allowedHeaders: listOrNone(text, { maxItems: 64 }) }),
    http: object({}, {
        path: shortPath,
        allowedHeaders: listOrNone(text, { maxItems: 64 }),
        allowedResponseHeaders: listOrNone(text, { maxItems: 64 }),
    }),
    forwardBody: object({}, { maxSize: withDefault(0, integer(0)) }),
}, { union: { tag: "protocol", members: { GRPC: "grpc", HTTP: "http" } } });
const redirectSchema = object({}, {
    scheme: oneOf("http", "https"),
    hostname: dnsName,
    path: pathModifierSchema,
    port: portNumber,
    statusCode: withDefault(302, oneOf(301, 302, 303, 307, 308)),
});
export const extensionReferenceSchema = object({ group: apiGroup, kind: kindName, name: objectName });
/** The member that each type of filter has. */
const members = {
    RequestHeaderModifier: "requestHeaderModifier",
    ResponseHeaderModifier: "responseHeaderModifier",
    RequestMirror: "requestMirror",
    RequestRedirect: "requestRedirect",
    URLRewrite: "urlRewrite",
    CORS: "cors",
    ExternalAuth: "externalAuth",
    ExtensionRef: "extensionRef",
};
const filterSchema = object({ type: oneOf(...Object.keys(members)) }, {
    requestHeaderModifier: headerModifierSchema,
    responseHeaderModifier: headerModifierSchema,
    requestMirror: mirrorSchema,
    requestRedirect: redirectSchema,
    urlRewrite: object({}, { hostname: dnsName, path: pathModifierSchema }),
    cors: corsSchema,
    externalAuth: externalAuthSchema,
    extensionRef: extensionReferenceSchema,
}, { union: { tag: "type", members } });
/** Parts of the schema of HTTPRoute that rules and backends share. */
export const filterDefinitions = { filter: filterSchema };
/** Schema of `filters`, below a root schema with `filterDefinitions`. */
export const filtersSchema = listOrNone({ $ref: "#/$defs/filter" }, { maxItems: 16 });
//# sourceMappingURL=http-route-filters.js.map