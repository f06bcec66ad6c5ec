/** Which policies keep anybody out of a service at its waypoint: the ones that somebody could want to avoid. */
import { serviceKeys, serviceWithKey } from "../binding/entry-services.js";
import { authenticationsFor, authorizationPoliciesFor } from "../binding/policies.js";
import { routePoliciesFor } from "../binding/route-policies.js";
import { routesFor } from "../binding/routes.js";
import type { WaypointGateway } from "../binding/waypoints.js";
import { waypointFor } from "../binding/waypoints.js";
import type { AuthorizationRule } from "../model/authorization-policy.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import { onceFor } from "./once.js";

/** A policy that refuses some requests. */
export type Restriction = Resource<"AuthorizationPolicy"> | Resource<"RequestAuthentication">;

/** A service (or a host of a service entry) and the waypoint that serves it. */
export interface ServedService {
  readonly service: Resource<"Service">;
  readonly waypoint: WaypointGateway;
}

/** Every service that has a waypoint, by the order of their keys. */
export function servedServices(view: ResourceView): readonly ServedService[] {
  return served(view, view);
}

const served = onceFor((_: ResourceView, view: ResourceView): readonly ServedService[] =>
  serviceKeys(view).flatMap((key) => {
    const service = serviceWithKey(key, view);
    const binding = service && waypointFor(service, view);
    return service !== undefined && binding?.kind === "bound" ? [{ service, waypoint: binding.waypoint }] : [];
  }),
);

/**
 * What a service's waypoint refuses some requests with: policies of the service, the waypoint, its class and the routes.
 * None without a waypoint.
 */
export const restrictionsOf = onceFor((service: Resource<"Service">, view: ResourceView): readonly Restriction[] => {
  const binding = waypointFor(service, view);
  if (binding.kind !== "bound") return [];
  const judged = { service, waypoint: binding.waypoint };
  const policies = new Set([...authorizationPoliciesFor(judged, view), ...ofRoutes(service, view)]);
  return [...[...policies].filter(restricts), ...authenticationsFor(judged, view).filter(asksForTokens)];
});

/** The policies of the waypoint itself, which hold for whatever passes it. */
export function restrictionsOfWaypoint(waypoint: WaypointGateway, view: ResourceView): readonly Restriction[] {
  return [
    ...authorizationPoliciesFor({ waypoint }, view).filter(restricts),
    ...authenticationsFor({ waypoint }, view).filter(asksForTokens),
  ];
}

function ofRoutes(service: Resource<"Service">, view: ResourceView): readonly Resource<"AuthorizationPolicy">[] {
  return service.spec.ports.flatMap((port) =>
    routesFor(service, port, view).flatMap(({ route }) => {
      const rules: readonly { readonly name?: string }[] = route.spec.rules;
      return rules.flatMap((rule) => routePoliciesFor(route, rule, view));
    }),
  );
}

/** Whether a policy in force refuses anybody anything. */
function restricts({ spec, metadata }: Resource<"AuthorizationPolicy">): boolean {
  if (isOnTrial(metadata)) return false;
  switch (spec.action) {
    case "AUDIT":
      return false;
    case "ALLOW":
      return !spec.rules.some(isEmpty);
    default:
      return spec.rules.length > 0;
  }
}

function asksForTokens({ spec }: Resource<"RequestAuthentication">): boolean {
  return spec.unreadable === true || spec.jwtRules.some(({ presence }) => presence === "REQUIRED");
}

/** Whether a policy is recorded rather than enforced. */
export function isOnTrial({ annotations }: Resource["metadata"]): boolean {
  return annotations["istio.io/dry-run"] === "true";
}

/** A rule without conditions: it matches everything. */
function isEmpty({ from, to, when }: AuthorizationRule): boolean {
  return [from, to, when].every((list) => list === undefined || list.length === 0);
}
