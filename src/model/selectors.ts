import { apiGroup, kindName, objectName } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { list, mapOf, object, oneOf, rule, someText, text, textRule } from "./schema/schema.js";
import { check } from "./schema/validator.js";

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

/** Schema of {@link LabelSelector}. A value that no label can have is one that nothing has: API servers take it. */
export const labelSelectorSchema: Schema = object(
  {},
  {
    matchLabels: mapOf(text),
    matchExpressions: list(
      object({ key: someText, operator: oneOf("In", "NotIn", "Exists", "DoesNotExist") }, { values: list(text) }),
    ),
  },
);

/** The labels of a selector of Istio's: as they are, without patterns. */
export const selectorLabels: Schema = mapOf(
  { type: "string", maxLength: 63, rules: [textRule("must be a whole value: there are no wildcards", isWhole)] },
  {
    maxProperties: 4096,
    rules: [
      rule("must name labels as a whole: there are no wildcards", (labels) => Object.keys(labels).every(isWhole)),
      rule("cannot have an empty key", (labels) => labels[""] === undefined),
    ],
  },
);

function isWhole(text: string): boolean {
  return !text.includes("*");
}

const ownNamespace: Schema = {
  type: "string",
  rules: [textRule("a policy is only for what is in its own namespace", (text) => text === "", "Leave it out.")],
};

const targetReference: Schema = object(
  { kind: kindName, name: objectName },
  { group: { ...apiGroup, default: "" }, namespace: ownNamespace },
);

/** A target of a kind of policy that may be about one rule of a route. */
const sectionReference: Schema = object(
  { kind: kindName, name: objectName },
  { group: { ...apiGroup, default: "" }, namespace: ownNamespace, sectionName: someText },
);

/** The fields of {@link PolicyAttachment} where a target may name a part of an object. */
export const sectionAttachmentFields: Readonly<Record<string, Schema>> = {
  selector: object({}, { matchLabels: selectorLabels }),
  targetRef: sectionReference,
  targetRefs: list(sectionReference, { maxItems: 16 }),
};

/** The fields of {@link PolicyAttachment}. */
export const attachmentFields: Readonly<Record<string, Schema>> = {
  selector: object({}, { matchLabels: selectorLabels }),
  targetRef: targetReference,
  targetRefs: list(targetReference, { maxItems: 16 }),
};

const readableTarget: Schema = object(
  { kind: kindName, name: objectName },
  { group: { ...apiGroup, default: "" }, namespace: text, sectionName: someText },
);

/**
 * Where a policy with mistakes belongs, as far as that can be told: what stands for it must be nowhere else, but a slip in
 * a selector or in the namespace of a target is none to open a door for.
 */
const readableAttachment: Schema = object(
  {},
  {
    selector: object({}, { matchLabels: mapOf(text) }),
    targetRef: readableTarget,
    targetRefs: list(readableTarget),
  },
  { exclusive: ["targetRef", "targetRefs", "selector"] },
);

/** The attachment in `spec`, for what stands for a policy that its schema refuses; undefined if it cannot be read. */
export function attachmentIn(spec: unknown): PolicyAttachment | undefined {
  if (typeof spec !== "object" || spec === null) return undefined;
  const written = Object.entries(spec).filter(([name]) => Object.hasOwn(attachmentFields, name));
  const attachment: PolicyAttachment = Object.fromEntries(structuredClone(written));
  return check(readableAttachment, attachment).accepted ? attachment : undefined;
}

/** At most one of the ways to attach (the rule of the CRDs). */
export const attachmentRule: Pick<Schema, "exclusive"> = { exclusive: ["targetRef", "targetRefs", "selector"] };
