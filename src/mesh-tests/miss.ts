import type { Origin } from "../diagnostics/origin.js";

/** Something that is not as a test expects it. */
export interface Miss {
  /** As in a test file: `verdict`, `received.headers.x-user`. */
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  /** The line that made it so. */
  readonly origin?: Origin;
}
