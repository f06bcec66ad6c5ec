import type { Diagnostic, Severity } from "./diagnostic.js";
import type { Location } from "./locate.js";
import { locate } from "./locate.js";
import type { Origin } from "./origin.js";
import { pathText } from "./origin.js";

/** One diagnostic for machines. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly advice?: string;
  /** `HTTPRoute shop/reviews`. */
  readonly object?: string;
  /** `spec.rules[0].backendRefs[0].port`. */
  readonly field?: string;
  /** Absent for objects that were not read from a file. */
  readonly location?: Location;
  readonly related?: readonly (JsonPlace & { readonly message: string })[];
}

type JsonPlace = Pick<JsonDiagnostic, "object" | "field" | "location">;

/** Diagnostics as plain objects with their places looked up. */
export function renderJson(diagnostics: readonly Diagnostic[]): readonly JsonDiagnostic[] {
  return diagnostics.map(({ code, severity, message, advice, origin, related }) => ({
    code,
    severity,
    message,
    ...(advice !== undefined && { advice }),
    ...(origin !== undefined && placeOf(origin)),
    ...(related !== undefined && {
      related: related.map((other) => ({ message: other.message, ...placeOf(other.origin) })),
    }),
  }));
}

function placeOf(origin: Origin): JsonPlace {
  const location = locate(origin);
  return {
    object: origin.object,
    ...(origin.path.length > 0 && { field: pathText(origin.path) }),
    ...(location !== undefined && { location }),
  };
}
