import { waypointFor, waypointForWorkload, waypointsOf } from "../../binding/waypoints.js";
import { podsIn, workloadNamespaces } from "../../binding/workloads.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { ResourceView } from "../../model/resource-set.js";
import { servedServices } from "../restrictions.js";
import type { Rule } from "../rule.js";

/** Waypoints that serve nobody, in a mesh that has something to serve. */
export const unusedWaypoint: Rule = {
  codes: ["WM3060"],
  check: (view, report) => {
    if (view.names("Service").length === 0) return;
    const used = usedWaypoints(view);
    for (const { namespace, name, origin } of waypointsOf(view)) {
      const waypoint = `${namespace}/${name}`;
      if (used.has(waypoint)) continue;
      const message = `no Service, pod or namespace uses the waypoint ${waypoint}`;
      const advice = `label what it is for with istio.io/use-waypoint: ${name}`;
      report(diagnostic("WM3060", { origin, message, advice }));
    }
  },
};

/** Those that serve, and those that a label of a namespace or of an object without a claim to it names. */
function usedWaypoints(view: ResourceView): ReadonlySet<string> {
  const services = servedServices(view).map(({ waypoint }) => `${waypoint.namespace}/${waypoint.name}`);
  const wanted = view.all("Service").map((service) => waypointFor(service, view));
  const pods = workloadNamespaces(view).flatMap((namespace) =>
    podsIn(namespace, view).map((pod) => waypointForWorkload(pod, view)),
  );
  const others = [...wanted, ...pods].flatMap((binding) => {
    if (binding.kind === "broken") return [binding.wanted];
    return binding.kind === "bound" ? [`${binding.waypoint.namespace}/${binding.waypoint.name}`] : [];
  });
  const namespaces = view.all("Namespace").flatMap(({ metadata }) => {
    const { "istio.io/use-waypoint": name, "istio.io/use-waypoint-namespace": home = metadata.name } = metadata.labels;
    return name === undefined ? [] : [`${home}/${name}`];
  });
  return new Set([...services, ...others, ...namespaces]);
}
