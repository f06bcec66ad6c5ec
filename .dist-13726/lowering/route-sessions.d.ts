import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { SessionPersistence } from "../ir/route.js";
import type { SessionPersistence as Written } from "../model/http-route.js";
/** Where a rule's session persistence is written, and what else of the rule matters to it. */
export interface SessionPlace {
    readonly origin: Origin;
    /** A name for the cookie if the user gave none: unique in the mesh, the same at every translation. */
    readonly cookieName: string;
    /** Backends that get requests. */
    readonly backends: number;
}
/** How sessions are kept (GEP-1619); undefined, with a diagnostic, if they cannot be. */
export declare function lowerSession(written: Written, place: SessionPlace, report: Report): SessionPersistence | undefined;
