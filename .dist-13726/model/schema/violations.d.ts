import type { ErrorObject } from "ajv";
import type { DiagnosticCode } from "../../diagnostics/catalogue.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import type { FieldPath } from "../../diagnostics/origin.js";
/** One violation of a schema in human words. `path` is relative to the checked value. */
export interface Violation {
    readonly code: DiagnosticCode;
    readonly path: FieldPath;
    readonly message: string;
    readonly advice?: string | undefined;
    /** Where there is no doubt about what was meant. */
    readonly fix?: Fix | undefined;
}
/** What `error` says about `root`, or `undefined` for keywords that only sum others up. */
export declare function violationOf(error: ErrorObject, root: unknown): Violation | undefined;
