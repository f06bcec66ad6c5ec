import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
/**
 * The claim that a match by this name looks at, as a path of nested keys; undefined for the name of a header. The form
 * is Istio's: `@request.auth.claims.group`, `@request.auth.claims[realm][roles]`; in brackets, dots belong to a key.
 * No header can have such a name, so nothing that a client sends is mistaken for a claim.
 */
export declare function claimPathOf(name: string): readonly string[] | undefined;
/** The Gateway API's own schema lets header names be headers only. */
export declare function reportClaimName(name: string, origin: Origin, report: Report): void;
