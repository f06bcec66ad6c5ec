import { backendFor } from "../../binding/references.js";
import { roadBetween } from "../../binding/roads.js";
import type { RequestRoute } from "../../binding/routes.js";
import { routesFor } from "../../binding/routes.js";
import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import { qualifiedName } from "../../model/addresses.js";
import type { BackendReference } from "../../model/backend-reference.js";
import type { Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import { flowText } from "../manifests.js";
import type { Restriction, ServedService } from "../restrictions.js";
import { restrictionsOf, servedServices } from "../restrictions.js";
import type { Rule } from "../rule.js";

/** Routes of a service without rules that lead to a service with rules, of the same waypoint. */
export const onwardRouteBypass: Rule = {
  codes: ["WM3052"],
  check: (view, report) => {
    for (const served of servedServices(view)) {
      if (restrictionsOf(served.service, view).length > 0) continue;
      const attached = served.service.spec.ports.flatMap((port) => routesFor(served.service, port, view));
      for (const route of new Set(attached.map((one) => one.route))) reportRoute(route, served, { view, report });
    }
  },
};

interface Reading {
  readonly view: ResourceView;
  readonly report: Report;
}

function reportRoute(route: RequestRoute, served: ServedService, { view, report }: Reading): void {
  const said = new Set<string>();
  const rules: readonly { readonly backendRefs: readonly BackendReference[] }[] = route.spec.rules;
  for (const [rule, { backendRefs }] of rules.entries()) {
    for (const [index, reference] of backendRefs.entries()) {
      const found = backendFor(reference, { route, parent: served.service }, view);
      if (found.kind !== "service" || said.has(found.service.origin.object)) continue;
      const policy = skipped(served.service, found.service, view);
      if (policy === undefined) continue;
      said.add(found.service.origin.object);
      const parent = qualifiedName(served.service);
      const message = `${policy.kind} ${qualifiedName(policy)} does not judge what the route sends to Service ${qualifiedName(found.service)}: it comes as a request for Service ${parent}, which has no rules`;
      const same = served.service.metadata.namespace === policy.metadata.namespace;
      const target = flowText({ group: "", kind: "Service", name: served.service.metadata.name });
      const advice = same ? `add ${target} to its targetRefs` : `add a policy for Service ${parent}`;
      const related = [{ origin: policy.origin, message: "the policy that can be avoided" }];
      const origin = at(route.origin, "spec", "rules", rule, "backendRefs", index);
      report(diagnostic("WM3052", { origin, message, advice, related }));
    }
  }
}

/** The first restriction of a backend that requests for `parent` are not judged by. */
function skipped(
  parent: Resource<"Service">,
  backend: Resource<"Service">,
  view: ResourceView,
): Restriction | undefined {
  if (backend.origin.object === parent.origin.object) return undefined;
  return roadBetween(parent, backend, view).kind === "straight" ? restrictionsOf(backend, view)[0] : undefined;
}
