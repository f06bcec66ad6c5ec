import type { Schema } from "./schema/schema.js";
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
export declare function targetsOf(policy: PolicyAttachment): readonly PolicyTargetReference[];
/** Schema of {@link LabelSelector}. */
export declare const labelSelectorSchema: Schema;
/** The fields of {@link PolicyAttachment} where a target may name a part of an object. */
export declare const sectionAttachmentFields: Readonly<Record<string, Schema>>;
/** The fields of {@link PolicyAttachment}. */
export declare const attachmentFields: Readonly<Record<string, Schema>>;
/** At most one of the ways to attach (the rule of the CRDs). */
export declare const attachmentRule: Pick<Schema, "exclusive">;
export {};
