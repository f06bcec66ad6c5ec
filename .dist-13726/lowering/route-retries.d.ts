import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { Retry } from "../ir/route.js";
import type { HttpRouteRetry } from "../model/http-route.js";
/** What a rule asks to be tried again (GEP-1731). */
export declare function lowerRetry({ codes, attempts, backoff }: HttpRouteRetry, origin: Origin, report: Report): Retry;
