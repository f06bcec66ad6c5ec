/**
 * What one list of values in a policy says, and what becomes of it when a part cannot be used. A policy that cannot be
 * honoured as written may only become stricter: what allows then allows less, what denies then denies more.
 */
import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { AddressCondition, Condition, TextAttribute } from "../ir/access.js";
import type { StringPattern } from "../ir/pattern.js";
/** What a match of the whole policy leads to: which of the two directions is the stricter one. */
export type Effect = "allow" | "deny";
/** What a list of values is about, and how its values are read (undefined: the value cannot be used). */
export type Subject = {
    readonly kind: "text";
    readonly attribute: TextAttribute;
    readonly patterns: (value: string) => readonly StringPattern[] | undefined;
} | {
    readonly kind: "address";
    readonly attribute: AddressCondition["attribute"];
    /** What was asked for and cannot be known: any client could forge it. */
    readonly insteadOf?: "remote";
} | {
    readonly kind: "port";
};
/** A list of values in a policy. */
export interface Values {
    readonly subject: Subject;
    readonly values: readonly string[];
    readonly negated: boolean;
    readonly origin: Origin;
}
/** The condition that a list of values stands for, as strict as `effect` asks; none: it holds always. */
export declare function conditionsOf(list: Values, effect: Effect, report: Report): readonly Condition[];
/** The stricter form of a condition that cannot be used: never for what allows, always for what denies. */
export declare function unusable(effect: Effect, reason: {
    readonly origin: Origin;
    readonly because: string;
}): readonly Condition[];
/** What the diagnostic advises about something unusable. */
export declare function consequence(effect: Effect): string;
