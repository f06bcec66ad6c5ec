import { dnsLabel, labelValue, portNumber, portOrName } from "./schema/forms.js";
import { boolean, integer, list, listOrNone, mapOf, object, oneOf, text, unread, withDefault, } from "./schema/schema.js";
const portSchema = object({ port: portNumber }, {
    name: dnsLabel,
    targetPort: portOrName,
    protocol: withDefault("TCP", oneOf("TCP", "UDP", "SCTP")),
    appProtocol: text,
    nodePort: integer(0, 65535),
});
export const serviceSchema = object({}, {
    type: withDefault("ClusterIP", oneOf("ClusterIP", "NodePort", "LoadBalancer", "ExternalName")),
    clusterIP: text,
    clusterIPs: list(text, { maxItems: 2 }),
    externalName: text,
    ports: listOrNone(portSchema),
    selector: mapOf(labelValue),
    publishNotReadyAddresses: withDefault(false, boolean),
    ...unread("allocateLoadBalancerNodePorts", "externalIPs", "externalTrafficPolicy", "healthCheckNodePort"),
    ...unread("internalTrafficPolicy", "ipFamilies", "ipFamilyPolicy", "loadBalancerClass", "loadBalancerIP"),
    ...unread("loadBalancerSourceRanges", "sessionAffinity", "sessionAffinityConfig", "trafficDistribution"),
});
//# sourceMappingURL=service.js.map