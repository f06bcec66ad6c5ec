import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import type { ParentReference } from "../model/http-route.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";

/** A route that speaks about requests to a service port. */
export interface AttachedRoute {
  readonly route: Resource<"HTTPRoute">;
  /**
   * A producer's route (in the service's own namespace) is for everybody. A consumer's (in another namespace) is for
   * the clients of its namespace and comes first for them.
   */
  readonly audience: { readonly kind: "producer" } | { readonly kind: "consumer"; readonly namespace: string };
  /** The parentRef that attaches it. */
  readonly origin: Origin;
}

/** The routes attached to a service port, each once, in the order of their names. */
export function routesFor(
  service: Resource<"Service">,
  port: ServicePort,
  view: ResourceView,
): readonly AttachedRoute[] {
  const { namespace } = service.metadata;
  const routes = view.indexed("routes-by-parent", `Service/${qualifiedName(service)}`);
  return routes.flatMap((route): AttachedRoute[] => {
    const own = route.metadata.namespace;
    const index = route.spec.parentRefs.findIndex(
      (parent) => refersTo(parent, own, service) && coversPort(parent, port),
    );
    if (index < 0) return [];
    const audience = own === namespace ? { kind: "producer" as const } : { kind: "consumer" as const, namespace: own };
    return [{ route, audience, origin: at(route.origin, "spec", "parentRefs", index) }];
  });
}

/** Whether a parentRef of a route in `routeNamespace` means this service. */
function refersTo(parent: ParentReference, routeNamespace: string, service: Resource<"Service">): boolean {
  return (
    isServiceReference(parent) &&
    parent.name === service.metadata.name &&
    (parent.namespace ?? routeNamespace) === service.metadata.namespace
  );
}

/** `port` and `sectionName` (the port's name) narrow a parentRef to one port. */
export function coversPort(parent: ParentReference, port: ServicePort): boolean {
  if (parent.port !== undefined && parent.port !== port.port) return false;
  return parent.sectionName === undefined || parent.sectionName === port.name;
}

/** Whether a reference means a Service; the core group is written `""`, or `core` by mistake often enough. */
export function isServiceReference(reference: { readonly group: string; readonly kind: string }): boolean {
  return reference.kind === "Service" && (reference.group === "" || reference.group === "core");
}
