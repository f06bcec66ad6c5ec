import type { RouteSite } from "../binding/references.js";
import { backendFor } from "../binding/references.js";
import type { RequestRoute } from "../binding/routes.js";
import type { FieldPath, Origin } from "../diagnostics/origin.js";
import { at, pathText } from "../diagnostics/origin.js";
import type { BackendReference } from "../model/backend-reference.js";
import type { ResourceView } from "../model/resource-set.js";
import type { Condition, Obstacle } from "./condition.js";
import { conditionOf } from "./condition.js";
import type { EffectFinding } from "./object-findings.js";

/** Something that a route refers to and cannot have; `reason` is one of `ResolvedRefs`. */
interface Unresolved extends Obstacle {
  readonly reason: string;
  readonly origin: Origin;
}

/**
 * Whether all that a route refers to can be had, as seen at one of its parents. `findings` may know more than binding,
 * such as that nobody could send requests on to a backend which is there.
 */
export function resolvedReferences(
  { route, parent, findings }: RouteSite & { readonly findings: readonly EffectFinding[] },
  view: ResourceView,
): { readonly condition: Condition; readonly obstacles: readonly Obstacle[] } {
  const unbound = unboundReferences({ route, parent }, view);
  const known = new Set(unbound.map(({ origin }) => pathText(origin.path)));
  const more = findings
    .filter(({ meaning, path }) => meaning.consequence === "reference" && !known.has(pathText(path)))
    .map(({ meaning, message, origin }): Unresolved => ({ reason: meaning.reason, message, origin }));
  const unresolved = [...unbound, ...more];
  const [first] = unresolved;
  const type = "ResolvedRefs";
  if (first === undefined) {
    const message = "everything that the route refers to exists and may be used";
    return { condition: conditionOf(route, { type, status: "True", reason: type, message }), obstacles: [] };
  }
  const message = unresolved.map((each) => `${pathText(each.origin.path)}: ${each.message}`).join("; ");
  return {
    condition: conditionOf(route, { type, status: "False", reason: first.reason, message }),
    obstacles: unresolved,
  };
}

function unboundReferences(site: RouteSite, view: ResourceView): readonly Unresolved[] {
  return referencesOf(site.route).flatMap(({ reference, path }) => {
    const found = backendFor(reference, site, view);
    if (found.kind === "service") return [];
    return [{ reason: found.reason, message: found.message, origin: at(site.route.origin, ...path) }];
  });
}

interface PlacedReference {
  readonly reference: BackendReference;
  readonly path: FieldPath;
}

/** Every backend that a route names, and where: of its rules, and of the filters that copy requests. */
function referencesOf({ spec }: RequestRoute): readonly PlacedReference[] {
  return spec.rules.flatMap((rule, index) => {
    const path = ["spec", "rules", index];
    return [
      ...mirrorsIn(rule.filters, [...path, "filters"]),
      ...rule.backendRefs.flatMap((reference, backend) => {
        const place = [...path, "backendRefs", backend];
        return [{ reference, path: place }, ...mirrorsIn(reference.filters, [...place, "filters"])];
      }),
    ];
  });
}

type Filters = RequestRoute["spec"]["rules"][number]["filters"];

function mirrorsIn(filters: Filters, path: FieldPath): readonly PlacedReference[] {
  return [...filters].flatMap((filter, index) => {
    if (filter.type !== "RequestMirror") return [];
    return [{ reference: filter.requestMirror.backendRef, path: [...path, index, "requestMirror", "backendRef"] }];
  });
}
