import { dnsName } from "./schema/forms.js";
import { integer, list, object, oneOf, someText, text } from "./schema/schema.js";
export const meshConfigSchema = object({}, {
    trustDomain: text,
    trustDomainAliases: list(someText),
    rootNamespace: text,
    clusterDomain: dnsName,
    pathNormalization: object({}, { normalization: oneOf("DEFAULT", "NONE", "BASE", "MERGE_SLASHES", "DECODE_AND_MERGE_SLASHES") }),
    accessLogFile: text,
    defaultConfig: {
        type: "object",
        properties: {
            gatewayTopology: {
                type: "object",
                properties: { numTrustedProxies: integer(0, 64) },
                additionalProperties: true,
            },
        },
        additionalProperties: true,
    },
    extensionProviders: list({
        type: "object",
        properties: { name: someText },
        required: ["name"],
        additionalProperties: true,
    }),
});
//# sourceMappingURL=mesh-config.js.map