import type { Report } from "../diagnostics/diagnostic.js";
import type { SourceDocument } from "../diagnostics/origin.js";
import type { Kind, Resource } from "./resource.js";
/** What became of one object. */
export type ReadOutcome = {
    readonly kind: "resource";
    readonly resource: Resource;
}
/** Not usable, as was reported; meanwhile this stands for it, and denies what it would have judged. */
 | {
    readonly kind: "fail-closed";
    readonly resource: Resource;
}
/** Not for waymark: `group/version/Kind`, counted and otherwise ignored. */
 | {
    readonly kind: "foreign";
    readonly gvk: string;
}
/** Not usable; why was reported. */
 | {
    readonly kind: "set-aside";
};
/**
 * Reads one object as parsed from YAML or JSON: recognises its kind, checks it, applies defaults. Takes `raw` over: it
 * becomes part of the resource and must not be changed or read in again afterwards.
 */
export declare function readResource(raw: unknown, document: SourceDocument | undefined, report: Report): ReadOutcome;
/** An object that was accepted, without the place it came from: what can be written down and read again. */
export type AcceptedObject = Omit<Resource, "origin">;
/** `resource` without its place. */
export declare function acceptedObject({ origin: _, ...accepted }: Resource): AcceptedObject;
/**
 * The resource that `readResource` made of an object that it had nothing to say about, at home in `document`. Checks
 * nothing: `accepted` must be of the same `acceptanceRules()`.
 */
export declare function restoredResource(accepted: AcceptedObject, document: SourceDocument): Resource;
/** What decides about objects apart from the program itself: another text, another outcome. */
export declare function acceptanceRules(): string;
/** Makes ready to check objects of this kind, which otherwise the first of them waits for: 10 to 100 ms. */
export declare function prepareKind(kind: Kind): void;
