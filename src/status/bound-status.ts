/** Whom waypoints serve: Services, ServiceEntries, and pods at their own addresses. */
import { servicesOfEntry } from "../binding/entry-services.js";
import type { WaypointBinding } from "../binding/waypoints.js";
import { waypointFor, waypointForWorkload } from "../binding/waypoints.js";
import type { Workload } from "../binding/workloads.js";
import { qualifiedName } from "../model/addresses.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import { brokenText, waypointText } from "./binding-words.js";
import type { Condition, ObjectStatus, Obstacle } from "./condition.js";
import { conditionOf, distinctObstacles, identityOf, inEffectCondition } from "./condition.js";
import type { EffectFinding } from "./object-findings.js";

/** A Service and its waypoint. */
export function serviceStatus(
  service: Resource<"Service">,
  view: ResourceView,
  findings: readonly EffectFinding[],
): ObjectStatus {
  const bound = { what: `Service ${qualifiedName(service)}`, binding: waypointFor(service, view) };
  return boundStatus(service, bound, findings);
}

/** A ServiceEntry and the waypoint of its hosts. */
export function entryStatus(
  entry: Resource<"ServiceEntry">,
  view: ResourceView,
  findings: readonly EffectFinding[],
): ObjectStatus {
  const [first] = servicesOfEntry(entry, view);
  const what = `ServiceEntry ${qualifiedName(entry)}`;
  if (first !== undefined) return boundStatus(entry, { what, binding: waypointFor(first, view) }, findings);
  const because = distinctObstacles([...findings, { message: `${what} has no host that clients can use` }]);
  const summary = { inEffect: "no", where: [], because } as const;
  return { ...identityOf(entry), ...summary, conditions: [inEffectCondition(entry, summary)] };
}

/** A pod, or the Deployment that it is of, and the waypoint for its own address; undefined if it asks for none. */
export function workloadStatus(
  owner: Resource<"Pod"> | Resource<"Deployment">,
  workload: Workload | undefined,
  site: { readonly view: ResourceView; readonly findings: readonly EffectFinding[] },
): ObjectStatus | undefined {
  const binding = workload && waypointForWorkload(workload, site.view);
  const isUnserved = binding === undefined || binding.kind === "none";
  if (isUnserved && site.findings.length === 0) return undefined;
  const what = `${owner.kind} ${qualifiedName(owner)}`;
  return boundStatus(owner, { what, binding: binding ?? { kind: "none", because: "not-in-mesh" } }, site.findings);
}

function boundStatus(
  owner: Resource,
  { what, binding }: { readonly what: string; readonly binding: WaypointBinding },
  findings: readonly EffectFinding[],
): ObjectStatus {
  const unserved: readonly Obstacle[] =
    binding.kind === "broken" ? [{ message: brokenText(what, binding), origin: binding.origin }] : [];
  // The label that asks for the waypoint may be the object's own: then there is a diagnostic that says the same.
  const said = binding.kind === "broken" && findings.some(({ origin }) => sameField(origin, binding.origin));
  const because = distinctObstacles(said ? findings : [...findings, ...unserved]);
  const inEffect = binding.kind === "broken" ? "no" : because.length > 0 ? "partly" : "yes";
  const where = binding.kind === "bound" ? [waypointText(binding.waypoint)] : [];
  const bound = waypointBound(owner, what, binding);
  const summary = { inEffect, where, because } as const;
  return { ...identityOf(owner), ...summary, conditions: [...bound, inEffectCondition(owner, summary)] };
}

type Named = Pick<EffectFinding["origin"], "object" | "path">;

function sameField(one: Named, other: Named): boolean {
  return one.object === other.object && one.path.join("/") === other.path.join("/");
}

/** Reasons as Istio gives them, so that what reads them there reads them here. */
const boundReasons = {
  "not-found": "WaypointIsNotReady",
  "not-a-waypoint": "WaypointIsNotReady",
  "other-traffic": "UnsupportedTrafficType",
  forbidden: "AttachmentDenied",
} as const;

/** Whoever asks for no waypoint has no such condition. */
function waypointBound(owner: Resource, what: string, binding: WaypointBinding): readonly Condition[] {
  const type = "istio.io/WaypointBound";
  if (binding.kind === "none") return [];
  if (binding.kind === "broken") {
    const reason = boundReasons[binding.because];
    return [conditionOf(owner, { type, status: "False", reason, message: brokenText(what, binding) })];
  }
  const message = `${waypointText(binding.waypoint)} serves it`;
  return [conditionOf(owner, { type, status: "True", reason: "WaypointAccepted", message })];
}
