/** Where a policy is enforced: for those who show it. */
import { qualifiedName } from "../model/addresses.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PolicyTargetReference } from "../model/selectors.js";
import { targetsOf } from "../model/selectors.js";
import { servicesOfEntry } from "./entry-services.js";
import type { PluginObject } from "./policies.js";
import { inOwnNamespace, layer4PoliciesFor, targetKind } from "./policies.js";
import { parentServicesOf } from "./route-services.js";
import type { RequestRoute } from "./routes.js";
import { waypointFor, waypointsOf } from "./waypoints.js";
import { waypointsBefore } from "./waypoints-before.js";
import { isInMesh, podsIn, workloadNamespaces } from "./workloads.js";

/** One place that could enforce a policy. */
export interface Enforcement {
  /** `waypoint`: it looks into requests. `pod`: the node proxy at the pod's door, which sees connections. */
  readonly layer: "waypoint" | "pod";
  /** `namespace/name` of the waypoint or the pod; absent where there is none. */
  readonly where?: string;
  /** What is judged there: `Service shop/reviews`, `Pod shop/reviews-0`. */
  readonly judges: string;
  readonly inEffect: boolean;
  /** Why it is, or is not, in effect. */
  readonly because: string;
  /** Whose identity is judged: always that of the client on waypoints; at a pod's door that of the waypoints in front, too. */
  readonly sees: readonly string[];
}

type Policy = Resource<"AuthorizationPolicy"> | Resource<"RequestAuthentication"> | PluginObject;

/** Every place where a policy is or should be enforced, in the order of its targets or of the pods' names. */
export function enforcementOf(policy: Resource<"AuthorizationPolicy">, view: ResourceView): readonly Enforcement[] {
  const targets = targetsOf(policy.spec);
  if (targets.length > 0) return targets.flatMap((target) => enforcementAt(target, policy, view));
  return tried(policy, atDoors(policy, view));
}

/** Every place where one target of a policy is or should be enforced. */
export function enforcementAt(
  target: PolicyTargetReference,
  policy: Policy,
  view: ResourceView,
): readonly Enforcement[] {
  return tried(policy, at(target, policy, view));
}

function tried({ kind, metadata }: Policy, places: readonly Enforcement[]): readonly Enforcement[] {
  if (kind !== "AuthorizationPolicy" || metadata.annotations["istio.io/dry-run"] !== "true") return places;
  return places.map((place) => ({ ...place, inEffect: false, because: "the policy is on trial" }));
}

function at(target: PolicyTargetReference, policy: Policy, view: ResourceView): readonly Enforcement[] {
  const { namespace } = policy.metadata;
  const kind = targetKind(target);
  const judges = `${target.kind} ${kind === "class" ? "" : `${namespace}/`}${target.name}`;
  const nowhere = (because: string): readonly Enforcement[] => [
    { layer: "waypoint", judges, inEffect: false, because, sees: [] },
  ];
  if (kind === "unsupported") return nowhere("policies cannot target this kind");
  if (kind === "class" && namespace !== view.mesh.rootNamespace) return nowhere("only the root namespace may");
  if (kind !== "class" && !inOwnNamespace(target, namespace)) return nowhere("the target is in another namespace");
  if (kind === "gateway" || kind === "class") {
    const named = waypointsOf(view).filter((waypoint) => {
      if (kind === "class") return waypoint.className === target.name;
      return waypoint.namespace === namespace && waypoint.name === target.name;
    });
    if (named.length === 0) return nowhere("there is no such waypoint");
    return named.map((waypoint) => onWaypoint(qualified(waypoint), judges, "named by the policy"));
  }
  const services = servicesAt(target, namespace, view);
  if (services.length === 0) return nowhere("the target does not exist");
  return services.map((service): Enforcement => {
    const binding = waypointFor(service, view);
    const subject = kind === "service" ? judges : `${judges} (${service.spec.entry?.host ?? qualifiedName(service)})`;
    if (binding.kind === "bound") return onWaypoint(qualified(binding.waypoint), subject, binding.because);
    const because =
      binding.kind === "none" ? `no waypoint: ${binding.because}` : `${binding.wanted}: ${binding.because}`;
    // Without the waypoint that was asked for nobody gets through, so nothing passes unjudged.
    return { layer: "waypoint", judges: subject, inEffect: false, because, sees: [] };
  });
}

function servicesAt(
  target: PolicyTargetReference,
  namespace: string,
  view: ResourceView,
): readonly Resource<"Service">[] {
  const { kind, name } = target;
  if (targetKind(target) === "service") {
    const service = view.object("Service", namespace, name);
    return service === undefined ? [] : [service];
  }
  if (targetKind(target) === "service-entry") {
    const entry = view.object("ServiceEntry", namespace, name);
    return entry === undefined ? [] : servicesOfEntry(entry, view);
  }
  const route: RequestRoute | undefined =
    kind === "GRPCRoute" ? view.object("GRPCRoute", namespace, name) : view.object("HTTPRoute", namespace, name);
  return route === undefined ? [] : parentServicesOf(route, view);
}

function atDoors(policy: Resource<"AuthorizationPolicy">, view: ResourceView): readonly Enforcement[] {
  const { namespace } = policy.metadata;
  const namespaces = namespace === view.mesh.rootNamespace ? workloadNamespaces(view) : [namespace];
  return namespaces.flatMap((one) =>
    podsIn(one, view).flatMap((workload): readonly Enforcement[] => {
      if (!layer4PoliciesFor(workload, view).some((each) => each.origin.object === policy.origin.object)) return [];
      const where = `${one}/${workload.name}`;
      const sees = waypointsBefore(workload, view).map(qualified);
      const inMesh = isInMesh(workload, view);
      const because = inMesh ? selection(policy) : "the pod is not in the mesh";
      return [{ layer: "pod", where, judges: `Pod ${where}`, inEffect: inMesh, because, sees: [...sees, "client"] }];
    }),
  );
}

function selection({ spec }: Resource<"AuthorizationPolicy">): string {
  return spec.selector === undefined ? "the policy has no target" : "selected by its labels";
}

function onWaypoint(where: string, judges: string, because: string): Enforcement {
  return { layer: "waypoint", where, judges, inEffect: true, because, sees: ["client"] };
}

function qualified({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
