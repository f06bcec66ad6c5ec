import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { durationMs } from "./durations.js";
/** What a rule asks to be tried again (GEP-1731). */
export function lowerRetry({ codes = [], attempts, backoff }, origin, report) {
    // The schema has refused what is no duration.
    const backoffMs = backoff === undefined ? undefined : durationMs(backoff);
    if (backoffMs !== undefined && backoffMs > 0) {
        const message = `the pause before the first retry is ${backoff} on average, not at least`;
        report(diagnostic("WM4034", { origin: at(origin, "backoff"), message }));
    }
    return {
        statuses: [...new Set(codes)].sort((one, other) => one - other),
        ...(attempts !== undefined && { attempts }),
        ...(backoffMs !== undefined && { backoffMs }),
    };
}
//# sourceMappingURL=route-retries.js.map