/** Objects of which nothing is known but what was said about them. */
import { apiVersionOf, kindTable } from "../model/kind-table.js";
import type { Kind, Resource } from "../model/resource.js";
import type { ObjectStatus } from "./condition.js";
import { conditionOf, distinctObstacles, identityOf, inEffectCondition } from "./condition.js";
import type { EffectFinding } from "./object-findings.js";
import { sameDocument } from "./object-findings.js";

/** An object that nobody attaches to anything: in effect as far as nothing is said against it. */
export function plainStatus(resource: Resource, findings: readonly EffectFinding[]): ObjectStatus {
  const lost = isLost(resource, findings);
  const because = distinctObstacles(findings);
  const summary = { inEffect: lost ? "no" : because.length > 0 ? "partly" : "yes", where: [], because } as const;
  return { ...identityOf(resource), ...summary, conditions: [inEffectCondition(resource, summary)] };
}

/** One target of several is a part; all of them, or the object as such, is all there is. */
function isLost({ spec }: Resource, findings: readonly EffectFinding[]): boolean {
  const heavy = findings.filter(({ meaning, path }) => {
    return meaning.consequence === "rejected" || meaning.consequence === "inert" || path.length <= 1;
  });
  const targets = "targetRefs" in spec ? (spec.targetRefs?.length ?? 0) : 0;
  const lostTargets = new Set(heavy.flatMap(({ path }) => (path[1] === "targetRefs" ? [path[2]] : [])));
  return heavy.some(({ path }) => path[1] !== "targetRefs") || (targets > 0 && lostTargets.size >= targets);
}

/** Objects that were set aside when they were read, because of errors in them or because another one has their name. */
export function setAsideStatuses(
  byObject: ReadonlyMap<string, readonly EffectFinding[]>,
  present: (kind: Kind, namespace: string, name: string) => Resource | undefined,
): readonly ObjectStatus[] {
  return [...byObject].flatMap(([object, findings]) => {
    const named = objectNamed(object);
    if (named === undefined) return [];
    const other = present(named.kind, named.namespace, named.name);
    const others = findings.filter(({ origin }) => {
      return other === undefined || !sameDocument(origin.document, other.origin.document);
    });
    return documentsOf(others).map((own) => setAside(named, own));
  });
}

interface Named {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
}

/** `HTTPRoute shop/reviews`, `Namespace shop`: what diagnostics call objects. */
function objectNamed(object: string): Named | undefined {
  const [, kind = "", namespace = "", name = ""] = /^(\w+) (?:([^\s/]+)\/)?([^\s/]+)$/.exec(object) ?? [];
  if (!Object.hasOwn(kindTable, kind)) return undefined;
  return { kind: kind as Kind, namespace, name };
}

function documentsOf(findings: readonly EffectFinding[]): readonly (readonly EffectFinding[])[] {
  const groups: EffectFinding[][] = [];
  for (const finding of findings) {
    const group = groups.find(([first]) => sameDocument(first?.origin.document, finding.origin.document));
    if (group === undefined) groups.push([finding]);
    else group.push(finding);
  }
  return groups;
}

function setAside({ kind, namespace, name }: Named, findings: readonly EffectFinding[]): ObjectStatus {
  const [first] = findings;
  if (first === undefined) throw new Error("an object is set aside because of something");
  const summary = { inEffect: "no", where: [], because: distinctObstacles(findings) } as const;
  const nothing = { metadata: { name, namespace, labels: {}, annotations: {} } };
  const message = "the object was set aside when it was read";
  const { object, document } = first.origin;
  return {
    apiVersion: apiVersionOf(kindTable[kind]),
    kind,
    namespace,
    name,
    ...summary,
    conditions: [
      conditionOf(nothing, { type: "Accepted", status: "False", reason: "Invalid", message }),
      inEffectCondition(nothing, summary),
    ],
    origin: { object, path: [], ...(document !== undefined && { document }) },
  };
}
