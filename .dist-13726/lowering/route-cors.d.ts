import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { CrossOrigin } from "../ir/route.js";
import type { Cors } from "../model/http-route-filters.js";
/** What a CORS filter (GEP-1767) allows. */
export declare function lowerCors(cors: Cors, origin: Origin, report: Report): CrossOrigin;
