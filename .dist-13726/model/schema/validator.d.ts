import type { Schema } from "./schema.js";
import type { Violation } from "./violations.js";
/** What a schema says about a value. */
export interface Verdict {
    /** Whether the object can be used. Unknown fields alone do not spoil it: an API server would drop them. */
    readonly accepted: boolean;
    readonly violations: readonly Violation[];
}
/**
 * Checks `value` against `schema`, applies the schema's defaults to it, and removes fields that are null (the API
 * servers do the same). Changes `value` in place: it must be the caller's own, without shared parts.
 */
export declare function check(schema: Schema, value: unknown): Verdict;
/** Compiles what `check` needs for `schema`, unless that was done. */
export declare function prepare(schema: Schema): void;
