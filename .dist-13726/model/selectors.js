import { apiGroup, kindName, labelValue, objectName } from "./schema/forms.js";
import { list, mapOf, object, oneOf, someText, text } from "./schema/schema.js";
/** The targets of a policy, whichever of the two fields names them. */
export function targetsOf(policy) {
    return policy.targetRefs ?? (policy.targetRef === undefined ? [] : [policy.targetRef]);
}
/** Schema of {@link LabelSelector}. */
export const labelSelectorSchema = object({}, {
    matchLabels: mapOf(labelValue),
    matchExpressions: list(object({ key: someText, operator: oneOf("In", "NotIn", "Exists", "DoesNotExist") }, { values: list(text) })),
});
const targetReference = object({ kind: kindName, name: objectName }, { group: { ...apiGroup, default: "" }, namespace: text });
/** A target of a kind of policy that may be about one rule of a route. */
const sectionReference = object({ kind: kindName, name: objectName }, { group: { ...apiGroup, default: "" }, namespace: text, sectionName: someText });
/** The fields of {@link PolicyAttachment} where a target may name a part of an object. */
export const sectionAttachmentFields = {
    selector: object({}, { matchLabels: mapOf(labelValue, { maxProperties: 4096 }) }),
    targetRef: sectionReference,
    targetRefs: list(sectionReference, { maxItems: 16 }),
};
/** The fields of {@link PolicyAttachment}. */
export const attachmentFields = {
    selector: object({}, { matchLabels: mapOf(labelValue, { maxProperties: 4096 }) }),
    targetRef: targetReference,
    targetRefs: list(targetReference, { maxItems: 16 }),
};
/** At most one of the ways to attach (the rule of the CRDs). */
export const attachmentRule = { exclusive: ["targetRef", "targetRefs", "selector"] };
//# sourceMappingURL=selectors.js.map