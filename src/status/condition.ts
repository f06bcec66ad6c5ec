/**
 * What becomes of each object, as Kubernetes says it: conditions. They are derived from the answers of binding and from
 * the diagnostics about the object, the same ones that are printed, so that the two can never contradict each other.
 */
import type { DiagnosticCode } from "../diagnostics/catalogue.js";
import type { Origin } from "../diagnostics/origin.js";
import type { Kind, Resource } from "../model/resource.js";

/** `metav1.Condition` without `lastTransitionTime`, which whoever writes it must add: nothing here has a clock. */
export interface Condition {
  /** Such as `Accepted`, or our own `waymark.dev/InEffect`. */
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  /** One word, for programs. */
  readonly reason: string;
  /** A sentence, for people. */
  readonly message: string;
  /** The generation of the object that this is about; absent where the object has none. */
  readonly observedGeneration?: number;
}

/** Our own type of condition: whether all that the object says is in effect, and where. */
const inEffectType = "waymark.dev/InEffect";

/** `partly`: something of it is in effect, and something is not. */
export type Extent = "yes" | "partly" | "no";

/** Something that keeps an object, or a part of it, from being in effect. */
export interface Obstacle {
  readonly message: string;
  /** The diagnostic that says the same; absent where the deciding place is in another object, which has it. */
  readonly code?: DiagnosticCode;
  /** The deciding place. */
  readonly origin?: Origin;
}

/** The status of one object: `conditions`, `parents` and `ancestors` as in its `status` in Kubernetes. */
export interface ObjectStatus {
  readonly apiVersion: string;
  readonly kind: Kind;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  readonly inEffect: Extent;
  /** Where it is in effect, such as `waypoint shop/waypoint`; each place once, sorted. */
  readonly where: readonly string[];
  readonly conditions: readonly Condition[];
  /** Of routes: `status.parents` (Gateway API, `RouteParentStatus`). */
  readonly parents?: readonly ParentStatus[];
  /** Of policies: `status.ancestors` (Gateway API, `PolicyAncestorStatus`). */
  readonly ancestors?: readonly AncestorStatus[];
  /** Of waypoints: where they can be reached. */
  readonly addresses?: readonly { readonly type: "IPAddress"; readonly value: string }[];
  /** Of waypoints: what they serve, such as `Service shop/reviews`. */
  readonly serves?: readonly string[];
  /** What keeps it from being wholly in effect. */
  readonly because: readonly Obstacle[];
  readonly origin: Origin;
}

/** A route at one of its parents. */
export interface ParentStatus {
  readonly parentRef: ObjectReference;
  readonly controllerName: string;
  readonly conditions: readonly Condition[];
}

/** A policy at one of its targets. */
export interface AncestorStatus {
  readonly ancestorRef: ObjectReference;
  readonly controllerName: string;
  readonly conditions: readonly Condition[];
}

/** An object as users refer to it. */
interface ObjectReference {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
}

type Written = Omit<Condition, "observedGeneration">;

/** A condition of `resource`. */
export function conditionOf({ metadata }: Pick<Resource, "metadata">, written: Written): Condition {
  const { generation } = metadata;
  return generation === undefined ? written : { ...written, observedGeneration: generation };
}

/** What a status has in common with its object. */
export function identityOf(
  resource: Resource,
): Pick<ObjectStatus, "apiVersion" | "kind" | "namespace" | "name" | "origin"> {
  const { apiVersion, kind, metadata, origin } = resource;
  return { apiVersion, kind, namespace: metadata.namespace, name: metadata.name, origin };
}

/** The condition that sums up: `where` says where it is in effect, `because` why it is not, or not wholly. */
export function inEffectCondition(
  resource: Pick<Resource, "metadata">,
  summary: Pick<ObjectStatus, "inEffect" | "where" | "because"> & { readonly reason?: string },
): Condition {
  const { inEffect, where, because } = summary;
  const obstacles = [...new Set(because.map(({ message }) => message))].join("; ");
  const places = where.join(", ") || "as written";
  const byExtent = {
    yes: { status: "True", reason: "InEffect", message: places },
    partly: { status: "False", reason: "PartlyInEffect", message: `${places}; but ${obstacles}` },
    no: { status: "False", reason: "NotInEffect", message: obstacles },
  } as const;
  const { status, reason, message } = byExtent[inEffect];
  return conditionOf(resource, { type: inEffectType, status, reason: summary.reason ?? reason, message });
}

/** The extent of a whole from that of its parts; a whole without parts is not in effect. */
export function extentOf(parts: readonly Extent[]): Extent {
  if (parts.every((part) => part === "no")) return "no";
  return parts.every((part) => part === "yes") ? "yes" : "partly";
}

/** Each place and sentence once, without what its finder added. */
export function distinctObstacles(obstacles: readonly Obstacle[]): readonly Obstacle[] {
  const byText = new Map<string, Obstacle>();
  for (const { message, code, origin } of obstacles) {
    const key = JSON.stringify([code, origin?.object, origin?.path, message]);
    if (byText.has(key)) continue;
    byText.set(key, { message, ...(code !== undefined && { code }), ...(origin !== undefined && { origin }) });
  }
  return [...byText.values()];
}

/** Each text once, sorted. */
export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
