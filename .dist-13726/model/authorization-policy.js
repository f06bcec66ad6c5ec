import { list, listOrNone, object, oneOf, text, withDefault } from "./schema/schema.js";
import { check } from "./schema/validator.js";
import { sectionAttachmentFields as attachmentFields, attachmentRule } from "./selectors.js";
const texts = list(text);
const accounts = list({ type: "string", maxLength: 320 }, { maxItems: 16 });
const sourceSchema = object({}, {
    principals: texts,
    notPrincipals: texts,
    requestPrincipals: texts,
    notRequestPrincipals: texts,
    namespaces: texts,
    notNamespaces: texts,
    serviceAccounts: accounts,
    notServiceAccounts: accounts,
    trustDomains: texts,
    notTrustDomains: texts,
    ipBlocks: texts,
    notIpBlocks: texts,
    remoteIpBlocks: texts,
    notRemoteIpBlocks: texts,
});
const operationSchema = object({}, {
    hosts: texts,
    notHosts: texts,
    ports: texts,
    notPorts: texts,
    methods: texts,
    notMethods: texts,
    paths: texts,
    notPaths: texts,
});
const ruleSchema = object({}, {
    from: list(object({}, { source: sourceSchema }), { maxItems: 512 }),
    to: list(object({}, { operation: operationSchema })),
    when: list(object({ key: text }, { values: texts, notValues: texts })),
});
export const authorizationPolicySchema = object({}, {
    ...attachmentFields,
    action: withDefault("ALLOW", oneOf("ALLOW", "DENY", "AUDIT", "CUSTOM")),
    rules: listOrNone(ruleSchema, { maxItems: 512 }),
    provider: object({}, { name: text }),
}, attachmentRule);
const attachmentSchema = object({}, attachmentFields, attachmentRule);
/**
 * What stands for a policy that its schema refuses: everything is denied wherever it would have judged, so that a slip
 * in a policy never opens a door. `undefined` if the slip is in what says where that is.
 */
export function denyingEverything(spec) {
    if (typeof spec !== "object" || spec === null)
        return undefined;
    const written = Object.entries(spec).filter(([name]) => Object.hasOwn(attachmentFields, name));
    const attachment = Object.fromEntries(structuredClone(written));
    return check(attachmentSchema, attachment).accepted ? { ...attachment, action: "DENY", rules: [{}] } : undefined;
}
//# sourceMappingURL=authorization-policy.js.map