import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { FieldPath, Origin, SourceDocument } from "../diagnostics/origin.js";
import type { Resource } from "../model/resource.js";
import { type Meaning, meanings, otherErrors } from "./catalogue-reasons.js";
import type { Obstacle } from "./condition.js";

/** A diagnostic that takes effect away from the object that it is about. */
export interface EffectFinding extends Obstacle {
  /** In the object. */
  readonly path: FieldPath;
  readonly meaning: Meaning;
  readonly origin: Origin;
  readonly diagnostic: Diagnostic;
}

/** Diagnostics by the object that they are about, as far as they take effect away from it. */
export class ObjectFindings {
  readonly #byObject: ReadonlyMap<string, readonly EffectFinding[]>;

  constructor(diagnostics: readonly Diagnostic[]) {
    const byObject = new Map<string, EffectFinding[]>();
    for (const finding of diagnostics.flatMap(effectFinding)) {
      const { object } = finding.origin;
      const known = byObject.get(object);
      if (known === undefined) byObject.set(object, [finding]);
      else known.push(finding);
    }
    this.#byObject = byObject;
  }

  /** What is said about `resource`, and not about another object of its name. */
  of({ origin }: Pick<Resource, "origin">): readonly EffectFinding[] {
    const found = this.#byObject.get(origin.object) ?? [];
    return found.filter((finding) => sameDocument(finding.origin.document, origin.document));
  }

  /** By objects' names, whether or not they exist. */
  get all(): ReadonlyMap<string, readonly EffectFinding[]> {
    return this.#byObject;
  }
}

/** What a diagnostic means for its object; undefined if it takes nothing away from it. */
function meaningOf({ code, severity }: Pick<Diagnostic, "code" | "severity">): Meaning | undefined {
  const meaning = meanings[code];
  if (severity === "error") return meaning ?? otherErrors;
  return meaning?.always === true ? meaning : undefined;
}

/** Whether two objects were read from the same place. */
export function sameDocument(one: SourceDocument | undefined, other: SourceDocument | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.source.file === other.source.file &&
    (one.source.firstLine ?? 1) === (other.source.firstLine ?? 1) &&
    one.start === other.start &&
    one.within.join("/") === other.within.join("/")
  );
}

function effectFinding(diagnostic: Diagnostic): readonly EffectFinding[] {
  const { code, message, origin } = diagnostic;
  const meaning = meaningOf(diagnostic);
  if (meaning === undefined || origin === undefined) return [];
  return [{ code, message, origin, path: origin.path, meaning, diagnostic }];
}
