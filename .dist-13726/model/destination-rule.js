import { portNumber } from "./schema/forms.js";
import { anyObject, boolean, list, listOrNone, object, oneOf, someText, text, unread } from "./schema/schema.js";
const tlsSchema = object({}, {
    mode: oneOf("DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"),
    caCertificates: text,
    caCrl: text,
    clientCertificate: text,
    privateKey: text,
    credentialName: text,
    subjectAltNames: list(text),
    sni: text,
    insecureSkipVerify: { ...boolean, nullable: true },
});
const settings = ["connectionPool", "loadBalancer", "outlierDetection"];
export const destinationRuleSchema = object({ host: someText }, {
    trafficPolicy: object({}, {
        tls: tlsSchema,
        portLevelSettings: list(object({}, { port: object({}, { number: portNumber }), tls: tlsSchema, ...unread(...settings) }), { maxItems: 4096 }),
        ...unread(...settings, "proxyProtocol", "retryBudget", "tunnel"),
    }),
    subsets: listOrNone(anyObject),
    workloadSelector: anyObject,
    exportTo: listOrNone(someText),
});
/**
 * The rule that stands for one that cannot be read but speaks of TLS: it asks for what cannot be had, so that nothing
 * leaves in the clear that was to be encrypted. Undefined for others, and where the host cannot be read.
 */
export function sendingNothing(body) {
    const { host, trafficPolicy } = (body ?? {});
    const { tls, portLevelSettings } = (trafficPolicy ?? {});
    if (typeof host !== "string" || (tls === undefined && portLevelSettings === undefined))
        return undefined;
    return { host, trafficPolicy: { tls: { mode: "MUTUAL" } }, subsets: [], exportTo: [] };
}
//# sourceMappingURL=destination-rule.js.map