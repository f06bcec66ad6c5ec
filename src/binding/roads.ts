/** How a waypoint reaches a service that requests are sent on to. */
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { BrokenBinding, WaypointGateway } from "./waypoints.js";
import { waypointFor } from "./waypoints.js";

/** `straight`: to its endpoints, because no other waypoint has rules for it. */
export type Road =
  | { readonly kind: "straight" }
  | { readonly kind: "waypoint"; readonly waypoint: WaypointGateway }
  | { readonly kind: "refused"; readonly binding: BrokenBinding };

/** The road of a waypoint (undefined: of nobody in particular) to a service: through the service's own waypoint, if that is another one. */
export function roadTo(
  service: Resource<"Service">,
  from: Pick<WaypointGateway, "namespace" | "name"> | undefined,
  view: ResourceView,
): Road {
  const binding = waypointFor(service, view);
  if (binding.kind === "broken") return { kind: "refused", binding };
  if (binding.kind === "none") return { kind: "straight" };
  const { waypoint } = binding;
  const own = waypoint.namespace === from?.namespace && waypoint.name === from.name;
  return own ? { kind: "straight" } : { kind: "waypoint", waypoint };
}

/** The road of the waypoint of `parent`. */
export function roadBetween(parent: Resource<"Service">, service: Resource<"Service">, view: ResourceView): Road {
  const binding = waypointFor(parent, view);
  return roadTo(service, binding.kind === "bound" ? binding.waypoint : undefined, view);
}
