import { apiGroup, dnsName, kindName, objectName } from "./schema/forms.js";
import { list, listOrNone, mapOf, object, oneOf, text } from "./schema/schema.js";
const alternativeName = object({ type: oneOf("Hostname", "URI") }, { hostname: text, uri: text }, { union: { tag: "type", members: { Hostname: "hostname", URI: "uri" } } });
export const backendTlsPolicySchema = object({
    targetRefs: list(object({ group: apiGroup, kind: kindName, name: objectName }, { sectionName: dnsName }), {
        minItems: 1,
        maxItems: 16,
    }),
    validation: object({ hostname: dnsName }, {
        caCertificateRefs: listOrNone(object({ group: apiGroup, kind: kindName, name: objectName }), { maxItems: 8 }),
        wellKnownCACertificates: text,
        subjectAltNames: listOrNone(alternativeName, { maxItems: 5 }),
    }),
}, { options: mapOf(text) });
/**
 * The policy that stands for one that cannot be read: it believes nobody at the targets that can be read, so that nothing
 * leaves in the clear that was to be encrypted. Undefined where no target can be read.
 */
export function believingNobody(body) {
    const { targetRefs } = (body ?? {});
    const targets = (Array.isArray(targetRefs) ? targetRefs : []).flatMap((target) => {
        const { group = "", kind, name, sectionName } = (target ?? {});
        if (typeof group !== "string" || typeof kind !== "string" || typeof name !== "string")
            return [];
        return [{ group, kind, name, ...(typeof sectionName === "string" && { sectionName }) }];
    });
    if (targets.length === 0)
        return undefined;
    return { targetRefs: targets, validation: { hostname: "invalid", caCertificateRefs: [], subjectAltNames: [] } };
}
//# sourceMappingURL=backend-tls-policy.js.map