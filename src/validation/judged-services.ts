/** The services that a policy judges requests for. */
import { servicesOfEntry } from "../binding/entry-services.js";
import { inOwnNamespace, targetKind } from "../binding/policies.js";
import { parentServicesOf } from "../binding/route-services.js";
import { waypointFor } from "../binding/waypoints.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PolicyTargetReference } from "../model/selectors.js";
import { targetsOf } from "../model/selectors.js";
import type { ServedService } from "./restrictions.js";

type Policy = Resource<"AuthorizationPolicy"> | Resource<"RequestAuthentication">;

/** The services that a policy judges, of those that have a waypoint (`served`). */
export function judgedBy(
  policy: Policy,
  served: readonly ServedService[],
  view: ResourceView,
): readonly ServedService[] {
  const { namespace } = policy.metadata;
  const found = targetsOf(policy.spec).flatMap((target): readonly ServedService[] => {
    const kind = targetKind(target);
    if (kind === "class") {
      if (namespace !== view.mesh.rootNamespace) return [];
      return served.filter(({ waypoint }) => waypoint.className === target.name);
    }
    if (kind === "unsupported" || !inOwnNamespace(target, namespace)) return [];
    if (kind === "gateway") {
      return served.filter(({ waypoint }) => waypoint.namespace === namespace && waypoint.name === target.name);
    }
    return targetServices(target, namespace, view).flatMap((service) => {
      const binding = waypointFor(service, view);
      return binding.kind === "bound" ? [{ service, waypoint: binding.waypoint }] : [];
    });
  });
  return found;
}

function targetServices(
  target: PolicyTargetReference,
  namespace: string,
  view: ResourceView,
): readonly Resource<"Service">[] {
  switch (targetKind(target)) {
    case "service": {
      const service = view.object("Service", namespace, target.name);
      return service === undefined ? [] : [service];
    }
    case "service-entry": {
      const entry = view.object("ServiceEntry", namespace, target.name);
      return entry === undefined ? [] : servicesOfEntry(entry, view);
    }
    default: {
      const grpc = target.kind === "GRPCRoute";
      const route = grpc
        ? view.object("GRPCRoute", namespace, target.name)
        : view.object("HTTPRoute", namespace, target.name);
      return route === undefined ? [] : parentServicesOf(route, view);
    }
  }
}
