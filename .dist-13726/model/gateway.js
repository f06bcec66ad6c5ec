import { apiGroup, dnsName, hostname, kindName, labelValue, objectName, portNumber } from "./schema/forms.js";
import { list, listOrNone, mapOf, object, oneOf, text, unread, withDefault } from "./schema/schema.js";
import { labelSelectorSchema } from "./selectors.js";
/** The addresses in the status of `gateway`: where an API server says its waypoint can be reached. */
export function gatewayStatusAddresses(gateway) {
    const status = gateway.status;
    if (!Array.isArray(status?.addresses))
        return [];
    return status.addresses.flatMap((address) => typeof address?.value === "string" ? [{ type: address.type ?? "IPAddress", value: address.value }] : []);
}
const gatewayGroup = { ...apiGroup, default: "gateway.networking.k8s.io" };
const allowedRoutesSchema = object({}, {
    namespaces: withDefault({}, object({}, { from: withDefault("Same", oneOf("All", "Selector", "Same")), selector: labelSelectorSchema })),
    kinds: list(object({ kind: kindName }, { group: gatewayGroup }), { maxItems: 8 }),
});
const listenerSchema = object({ name: dnsName, port: portNumber, protocol: { type: "string", minLength: 1, maxLength: 255 } }, { hostname, allowedRoutes: withDefault({}, allowedRoutesSchema), ...unread("tls") });
export const gatewaySchema = object({
    gatewayClassName: objectName,
    listeners: list(listenerSchema, { minItems: 1, maxItems: 64, uniqueBy: ["name"] }),
}, {
    addresses: listOrNone(object({}, { type: withDefault("IPAddress", text), value: withDefault("", text) }), {
        maxItems: 16,
    }),
    infrastructure: object({}, {
        labels: mapOf(labelValue, { maxProperties: 8 }),
        annotations: mapOf(text, { maxProperties: 16 }),
        parametersRef: object({ group: apiGroup, kind: kindName, name: objectName }),
    }),
    ...unread("allowedListeners", "backendTLS", "defaultScope", "tls"),
});
//# sourceMappingURL=gateway.js.map