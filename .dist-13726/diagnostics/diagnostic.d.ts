import type { DiagnosticCode } from "./catalogue.js";
import type { Origin } from "./origin.js";
/** `error`: something the user wrote is not in effect. `warning`: in effect, but likely not as meant. `info`: worth knowing. */
export type Severity = "error" | "warning" | "info";
/**
 * An edit of the manifest at the origin of a finding that settles it and changes nothing else: another scalar in the
 * place of the value (or of the name, where the origin is one), quotes around it, or none.
 */
export type Fix = {
    readonly kind: "replace";
    readonly text: string;
} | {
    readonly kind: "quote";
} | {
    readonly kind: "unquote";
};
/**
 * What waymark has to say about the user's input: a value, never an exception.
 * `code` is stable for ever (see `catalogue.ts`), `message` says what is wrong here, `advice` what to do.
 */
export interface Diagnostic {
    readonly code: DiagnosticCode;
    readonly severity: Severity;
    readonly message: string;
    readonly advice?: string;
    readonly origin?: Origin;
    /** Other places that matter, such as the first of two objects of one name. */
    readonly related?: readonly {
        readonly origin: Origin;
        readonly message: string;
    }[];
    /** Only where there is no doubt about what was meant. */
    readonly fix?: Fix;
}
/** Where a function puts the diagnostics it finds on its way; it goes on afterwards. */
export type Report = (diagnostic: Diagnostic) => void;
/** What a caller says about one finding; severity comes from the catalogue unless it says otherwise. */
export interface Finding {
    readonly origin?: Origin | undefined;
    readonly message: string;
    readonly advice?: string | undefined;
    readonly severity?: Severity;
    readonly related?: Diagnostic["related"];
    readonly fix?: Fix | undefined;
}
/** A diagnostic of the catalogue, with the particulars of this finding. */
export declare function diagnostic(code: DiagnosticCode, finding: Finding): Diagnostic;
