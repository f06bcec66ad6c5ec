import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { HeaderEdits } from "../ir/route.js";
import type { HeaderModifier } from "../model/http-route-filters.js";
/** What a header modifier does; Host is told apart, because data planes change it by other means than headers. */
export interface LoweredEdits {
    readonly edits: HeaderEdits;
    /** The Host that requests get. */
    readonly host?: {
        readonly value: string;
        readonly origin: Origin;
    };
}
/** Lowers a header modifier; undefined, with a diagnostic, if it cannot be applied as written. */
export declare function lowerHeaderModifier(modifier: HeaderModifier, filter: {
    readonly origin: Origin;
    readonly of: "request" | "response";
}, report: Report): LoweredEdits | undefined;
/** Whether a text would end a header line: data planes refuse such a configuration as a whole. */
export declare function hasLineBreak(text: string): boolean;
