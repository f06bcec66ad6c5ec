import { apiGroup, kindName, labelValue, objectName } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { list, mapOf, object, oneOf, someText, text } from "./schema/schema.js";

/** References and selectors that several kinds share. */

/** Labels an object must carry, all of them. */
export type MatchLabels = Readonly<Record<string, string>>;

/** Kubernetes `LabelSelector`: `matchLabels` and `matchExpressions` must all hold; an empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels?: MatchLabels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
  }[];
}

/** Istio `WorkloadSelector`: the pods of the namespace (of the mesh, in the root namespace) with these labels. */
interface WorkloadSelector {
  readonly matchLabels?: MatchLabels;
}

/** Istio `PolicyTargetReference`: the object a policy is about; always in the policy's own namespace, if it has one. */
export interface PolicyTargetReference {
  /** Empty for core kinds such as Service. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** A part of the object: a rule of a route by its name. */
  readonly sectionName?: string;
}

/** How a policy says what it applies to. At most one of the three; none: the namespace of the policy. */
export interface PolicyAttachment {
  readonly selector?: WorkloadSelector;
  /** The older form of `targetRefs` with one entry. */
  readonly targetRef?: PolicyTargetReference;
  readonly targetRefs?: readonly PolicyTargetReference[];
}

/** The targets of a policy, whichever of the two fields names them. */
export function targetsOf(policy: PolicyAttachment): readonly PolicyTargetReference[] {
  return policy.targetRefs ?? (policy.targetRef === undefined ? [] : [policy.targetRef]);
}

/** Schema of {@link LabelSelector}. */
export const labelSelectorSchema: Schema = object(
  {},
  {
    matchLabels: mapOf(labelValue),
    matchExpressions: list(
      object({ key: someText, operator: oneOf("In", "NotIn", "Exists", "DoesNotExist") }, { values: list(text) }),
    ),
  },
);

const targetReference: Schema = object(
  { kind: kindName, name: objectName },
  { group: { ...apiGroup, default: "" }, namespace: text },
);

/** A target of a kind of policy that may be about one rule of a route. */
const sectionReference: Schema = object(
  { kind: kindName, name: objectName },
  { group: { ...apiGroup, default: "" }, namespace: text, sectionName: someText },
);

/** The fields of {@link PolicyAttachment} where a target may name a part of an object. */
export const sectionAttachmentFields: Readonly<Record<string, Schema>> = {
  selector: object({}, { matchLabels: mapOf(labelValue, { maxProperties: 4096 }) }),
  targetRef: sectionReference,
  targetRefs: list(sectionReference, { maxItems: 16 }),
};

/** The fields of {@link PolicyAttachment}. */
export const attachmentFields: Readonly<Record<string, Schema>> = {
  selector: object({}, { matchLabels: mapOf(labelValue, { maxProperties: 4096 }) }),
  targetRef: targetReference,
  targetRefs: list(targetReference, { maxItems: 16 }),
};

/** At most one of the ways to attach (the rule of the CRDs). */
export const attachmentRule: Pick<Schema, "exclusive"> = { exclusive: ["targetRef", "targetRefs", "selector"] };
