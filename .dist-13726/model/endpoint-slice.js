import { boolean, integer, list, listOrNone, object, oneOf, text, unread, withDefault } from "./schema/schema.js";
/** The label of a slice that names its service. */
export const serviceNameLabel = "kubernetes.io/service-name";
const endpointSchema = object({ addresses: list(text, { minItems: 1, maxItems: 100 }) }, {
    conditions: withDefault({}, object({}, { ready: boolean, serving: boolean, terminating: boolean })),
    zone: text,
    nodeName: text,
    hostname: text,
    targetRef: object({}, {
        kind: text,
        name: text,
        namespace: text,
        ...unread("apiVersion", "fieldPath", "resourceVersion", "uid"),
    }),
    ...unread("deprecatedTopology", "hints"),
});
const portSchema = object({}, {
    name: withDefault("", text),
    port: integer(0, 65535),
    protocol: withDefault("TCP", oneOf("TCP", "UDP", "SCTP")),
    appProtocol: text,
});
export const endpointSliceSchema = object({ addressType: oneOf("IPv4", "IPv6", "FQDN") }, { endpoints: listOrNone(endpointSchema, { maxItems: 1000 }), ports: listOrNone(portSchema, { maxItems: 100 }) });
//# sourceMappingURL=endpoint-slice.js.map