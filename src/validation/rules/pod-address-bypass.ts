import { waypointForWorkload } from "../../binding/waypoints.js";
import type { AddressedWorkload } from "../../binding/workloads.js";
import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../diagnostics/origin.js";
import { at, pathText } from "../../diagnostics/origin.js";
import type { Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import type { Door } from "../doors.js";
import { doorOf, podsBehind, waypointIdentities } from "../doors.js";
import { listText, onlyThroughWaypoints, serviceText } from "../manifests.js";
import type { Restriction } from "../restrictions.js";
import { restrictionsOf, restrictionsOfWaypoint, servedServices } from "../restrictions.js";
import type { Rule } from "../rule.js";

/** The pods of services with L7 rules, as far as they can be reached around the waypoint. */
export const podAddressBypass: Rule = {
  codes: ["WM3050", "WM3054", "WM3055", "WM3056"],
  check: (view, report) => {
    for (const ways of groupedWays(view).values()) reportWays(ways, view, report);
  },
};

/** One way around the rules for a service. */
interface Way {
  readonly service: Resource<"Service">;
  readonly pod: AddressedWorkload;
  readonly door: Exclude<Door, { readonly kind: "closed" }>;
  readonly avoided: Restriction;
}

type Ways = readonly [Way, ...Way[]];

/** Together what one policy closes, so that it is said once. */
function groupedWays(view: ResourceView): ReadonlyMap<string, Ways> {
  const doors = new Map<string, Door>();
  const found = new Map<string, Ways>();
  for (const { service } of servedServices(view)) {
    const restrictions = restrictionsOf(service, view);
    const [avoided] = restrictions;
    // Of a host outside the mesh other things are to be said.
    if (avoided === undefined || service.spec.entry?.spec.location === "MESH_EXTERNAL") continue;
    for (const pod of podsBehind(service, view)) {
      const door = doors.get(pod.origin.object) ?? doorOf(pod, view);
      doors.set(pod.origin.object, door);
      if (door.kind === "closed" || isJudgedAnyway(pod, restrictions, view)) continue;
      const way = { service, pod, door, avoided };
      const key = keyOf(way);
      found.set(key, [...(found.get(key) ?? []), way] as unknown as Ways);
    }
  }
  return found;
}

function keyOf({ service, pod, door }: Way): string {
  switch (door.kind) {
    case "open":
      return `open ${pod.namespace} ${JSON.stringify(labelsOf(service, pod))}`;
    case "absent":
      return `absent ${pod.origin.object}`;
    case "anonymous":
    case "clients":
      return `${door.kind} ${door.origin.object} ${pathText(door.origin.path)}`;
  }
}

/** Whether connections to the pod's own address pass a waypoint that judges them by all of these policies. */
function isJudgedAnyway(pod: AddressedWorkload, restrictions: readonly Restriction[], view: ResourceView): boolean {
  const binding = waypointForWorkload(pod, view);
  if (binding.kind !== "bound") return false;
  const own = new Set(restrictionsOfWaypoint(binding.waypoint, view));
  return restrictions.every((restriction) => own.has(restriction));
}

function reportWays(ways: Ways, view: ResourceView, report: Report): void {
  const [{ service, door, avoided }] = ways;
  const pods = listText(ways.map(({ pod }) => pod.origin.object));
  const rules = `the rules for ${listText(ways.map((way) => serviceText(way.service)))}`;
  const related = [{ origin: avoided.origin, message: "a policy that can be avoided" }];
  switch (door.kind) {
    case "absent": {
      const message = `${pods} is not in the mesh: whoever connects to its address avoids ${rules}`;
      report(diagnostic("WM3056", { origin: selectorOf(service), related, message }));
      return;
    }
    case "open": {
      const message = `whoever connects to an address of ${pods} itself avoids ${rules}`;
      report(diagnostic("WM3050", { origin: selectorOf(service), related, message, advice: closing(ways, view) }));
      return;
    }
    case "anonymous": {
      const message = `${door.policy} lets clients in at ${pods} whoever they are: they avoid ${rules}`;
      report(diagnostic("WM3054", { origin: door.origin, related, message, advice: closing(ways, view) }));
      return;
    }
    case "clients": {
      const message = `${door.policy} lets clients in at ${pods} that avoid ${rules}`;
      report(diagnostic("WM3055", { origin: door.origin, related, message }));
      return;
    }
  }
}

/** What chooses the pods of a service. */
function selectorOf({ spec, origin }: Resource<"Service">): Origin {
  return at(origin, "spec", spec.entry === undefined ? "selector" : "workloadSelector");
}

function labelsOf({ spec }: Resource<"Service">, pod: AddressedWorkload): Readonly<Record<string, string>> {
  const labels = spec.selector ?? spec.entry?.spec.workloadSelector?.labels ?? {};
  return Object.keys(labels).length > 0 ? labels : pod.labels;
}

function closing(ways: Ways, view: ResourceView): string {
  const [{ service, pod }] = ways;
  const { name } = service.metadata;
  const pods = new Map(ways.map((way) => [way.pod.origin.object, way.pod]));
  const waypoints = [...new Set([...pods.values()].flatMap((one) => waypointIdentities(one, view)))].sort();
  const labels = labelsOf(service, pod);
  return `add ${onlyThroughWaypoints({ name, namespace: pod.namespace, labels, waypoints })}`;
}
