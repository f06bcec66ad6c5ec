import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { Retry } from "../ir/route.js";
import type { HttpRouteRetry } from "../model/http-route.js";
import { durationMs } from "./durations.js";

/** What an Envoy can count to. */
const mostAttempts = 2 ** 32 - 1;

/** What a rule asks to be tried again (GEP-1731). */
export function lowerRetry({ codes = [], attempts, backoff }: HttpRouteRetry, origin: Origin, report: Report): Retry {
  // The schema has refused what is no duration.
  const backoffMs = backoff === undefined ? undefined : durationMs(backoff);
  if (backoffMs !== undefined && backoffMs > 0) {
    const message = `the pause before the first retry is ${backoff} on average, not at least`;
    report(diagnostic("WM4034", { origin: at(origin, "backoff"), message }));
  }
  return {
    statuses: [...new Set(codes)].sort((one, other) => one - other),
    ...(attempts !== undefined && { attempts: Math.min(attempts, mostAttempts) }),
    ...(backoffMs !== undefined && { backoffMs }),
  };
}
