import { backendFor } from "../../binding/references.js";
import { isWaypoint } from "../../binding/waypoints.js";
import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import { qualifiedName } from "../../model/addresses.js";
import type { Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import { restrictionsOf } from "../restrictions.js";
import type { Rule } from "../rule.js";

const ingressLabel = "istio.io/ingress-use-waypoint";

/** Routes of gateways at the edge of the mesh that lead to services with rules, around their waypoint. */
export const ingressBypass: Rule = {
  codes: ["WM3057"],
  check: (view, report) => {
    const routes = [...view.all("HTTPRoute"), ...view.all("GRPCRoute")];
    for (const route of routes) {
      const gateway = edgeOf(route, view);
      if (gateway !== undefined) reportRoute(route, gateway, { view, report });
    }
  },
};

type Route = Resource<"HTTPRoute"> | Resource<"GRPCRoute">;

/** The gateway of a route that is at the edge; unknown ones may be anything. */
function edgeOf({ metadata, spec }: Route, view: ResourceView): Resource<"Gateway"> | undefined {
  for (const { group, kind, name, namespace = metadata.namespace } of spec.parentRefs) {
    if (kind !== "Gateway" || group !== "gateway.networking.k8s.io") continue;
    const gateway = view.object("Gateway", namespace, name);
    if (gateway !== undefined && !isWaypoint(gateway, view)) return gateway;
  }
  return undefined;
}

function reportRoute(
  route: Route,
  gateway: Resource<"Gateway">,
  { view, report }: { readonly view: ResourceView; readonly report: Report },
): void {
  const said = new Set<string>();
  for (const [rule, { backendRefs }] of route.spec.rules.entries()) {
    for (const [index, { name, namespace = route.metadata.namespace, group, kind, port }] of backendRefs.entries()) {
      const service = kind === "Service" ? view.object("Service", namespace, name) : undefined;
      if (service === undefined || said.has(qualifiedName(service)) || isLabelled(service, view)) continue;
      const found = backendFor(
        { group, kind, name, namespace, ...(port !== undefined && { port }) },
        { route, parent: service },
        view,
      );
      const [policy] = restrictionsOf(service, view);
      if (found.kind !== "service" || policy === undefined) continue;
      said.add(qualifiedName(service));
      const message = `requests from Gateway ${qualifiedName(gateway)} reach Service ${qualifiedName(service)} past ${policy.kind} ${qualifiedName(policy)}`;
      const advice = `label Service ${qualifiedName(service)} with ${ingressLabel}: "true"`;
      const related = [{ origin: policy.origin, message: "the policy that can be avoided" }];
      const origin = at(route.origin, "spec", "rules", rule, "backendRefs", index);
      report(diagnostic("WM3057", { origin, message, advice, related }));
    }
  }
}

function isLabelled(service: Resource<"Service">, view: ResourceView): boolean {
  const own = service.metadata.labels[ingressLabel];
  const label = own ?? view.object("Namespace", "", service.metadata.namespace)?.metadata.labels[ingressLabel];
  return label === "true";
}
