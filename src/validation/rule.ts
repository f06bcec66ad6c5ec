/**
 * What no object shows by itself: rules over all objects of a mesh, one small file each in `rules/`. The translation says
 * what it cannot honour; a rule says what is honoured and still not what its author can have meant, or what is left open.
 * Nothing is said twice: what the translation reports, no rule reports.
 */
import type { DiagnosticCode } from "../diagnostics/catalogue.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { ResourceView } from "../model/resource-set.js";

/** One question about a whole mesh. `check` is pure: the same view, the same findings in the same order. */
export interface Rule {
  /** Every code that the rule may report, but for those of the translation. */
  readonly codes: readonly DiagnosticCode[];
  check(view: ResourceView, report: Report): void;
}
