/** Routes from both ends: the services whose requests a route speaks about, and the routes that send requests to a service. */
import { qualifiedName } from "../model/addresses.js";
import { type BackendReference, hostKey } from "../model/backend-reference.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import { isEntryReference, servicesOfEntry } from "./entry-services.js";
import { backendFor } from "./references.js";
import type { RequestRoute } from "./routes.js";
import { isServiceReference, routesFor } from "./routes.js";
import type { WaypointGateway } from "./waypoints.js";
import { waypointFor } from "./waypoints.js";

/** The services that a route names as its parents, hosts of service entries included. */
export function parentServicesOf(route: RequestRoute, view: ResourceView): readonly Resource<"Service">[] {
  return route.spec.parentRefs.flatMap((parent): readonly Resource<"Service">[] => {
    const namespace = parent.namespace ?? route.metadata.namespace;
    if (isServiceReference(parent)) {
      const service = view.object("Service", namespace, parent.name);
      return service === undefined ? [] : [service];
    }
    if (!isEntryReference(parent)) return [];
    const entry = view.object("ServiceEntry", namespace, parent.name);
    return entry === undefined ? [] : servicesOfEntry(entry, view);
  });
}

/** The namespaces, other than the service's own, whose clients have routes of their own to a service; sorted. */
export function consumersOf(service: Resource<"Service">, view: ResourceView): readonly string[] {
  const audiences = service.spec.ports.flatMap((port) =>
    routesFor(service, port, view).map(({ audience }) => audience),
  );
  const namespaces = audiences.flatMap((audience) => (audience.kind === "consumer" ? [audience.namespace] : []));
  return [...new Set(namespaces)].sort();
}

/** The waypoints of other services whose routes send requests on to this one, copies included. */
export function waypointsForwardingTo(service: Resource<"Service">, view: ResourceView): readonly WaypointGateway[] {
  const { entry } = service.spec;
  const name = entry === undefined ? qualifiedName(service) : hostKey(entry.host);
  const routes: readonly RequestRoute[] = [
    ...view.indexed("routes-by-backend", name),
    ...view.indexed("grpc-routes-by-backend", name),
  ];
  return routes.flatMap((route) =>
    parentServicesOf(route, view).flatMap((parent): readonly WaypointGateway[] => {
      const binding = waypointFor(parent, view);
      if (binding.kind !== "bound" || !sendsTo(service, { route, parent }, view)) return [];
      return [binding.waypoint];
    }),
  );
}

function sendsTo(
  service: Resource<"Service">,
  site: { readonly route: RequestRoute; readonly parent: Resource<"Service"> },
  view: ResourceView,
): boolean {
  return backendsOf(site.route).some((reference) => {
    const found = backendFor(reference, site, view);
    return found.kind === "service" && found.service.origin.object === service.origin.object;
  });
}

/** Every backend that a route names: of its rules, and of the filters that copy requests. */
export function backendsOf({ spec }: RequestRoute): readonly BackendReference[] {
  return spec.rules.flatMap((rule) => [
    ...rule.backendRefs,
    ...[rule, ...rule.backendRefs].flatMap(({ filters }) =>
      filters.flatMap((filter) => (filter.type === "RequestMirror" ? [filter.requestMirror.backendRef] : [])),
    ),
  ]);
}
