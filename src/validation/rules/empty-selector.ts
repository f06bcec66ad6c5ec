import { hasLabels } from "../../binding/labels.js";
import { podsIn, workloadNamespaces } from "../../binding/workloads.js";
import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import { qualifiedName } from "../../model/addresses.js";
import type { Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import { targetsOf } from "../../model/selectors.js";
import type { Rule } from "../rule.js";

/**
 * Selectors that fit none of the pods where they look. Manifests are often checked without those of the pods: where
 * there are none, nothing is said.
 */
export const emptySelector: Rule = {
  codes: ["WM3062", "WM5080"],
  check: (view, report) => {
    const machines = new Set(view.all("WorkloadEntry").map(({ metadata }) => metadata.namespace));
    for (const service of view.all("Service")) {
      const { selector = {} } = service.spec;
      const { namespace } = service.metadata;
      const sliced = view.indexed("slices-by-service", qualifiedName(service)).length > 0;
      if (Object.keys(selector).length === 0 || sliced || machines.has(namespace)) continue;
      if (fits(selector, [namespace], view) !== false) continue;
      const message = `no pod of namespace ${namespace} has the labels that Service ${qualifiedName(service)} selects`;
      report(diagnostic("WM3062", { origin: at(service.origin, "spec", "selector"), message }));
    }
    for (const policy of view.all("AuthorizationPolicy")) reportPolicy(policy, view, report);
  },
};

function reportPolicy(
  { spec, metadata, origin }: Resource<"AuthorizationPolicy">,
  view: ResourceView,
  report: Report,
): void {
  const labels = spec.selector?.matchLabels ?? {};
  if (Object.keys(labels).length === 0 || targetsOf(spec).length > 0) return;
  const everywhere = metadata.namespace === view.mesh.rootNamespace;
  const namespaces = everywhere ? workloadNamespaces(view) : [metadata.namespace];
  if (fits(labels, namespaces, view) !== false) return;
  const where = everywhere ? "the mesh" : `namespace ${metadata.namespace}`;
  const message = `no pod of ${where} has these labels: the policy guards nothing`;
  report(diagnostic("WM5080", { origin: at(origin, "spec", "selector"), message }));
}

/** Whether any pod has the labels; undefined where there are no pods to ask. */
function fits(
  labels: Readonly<Record<string, string>>,
  namespaces: readonly string[],
  view: ResourceView,
): boolean | undefined {
  const pods = namespaces.flatMap((namespace) => podsIn(namespace, view));
  return pods.length === 0 ? undefined : pods.some((pod) => hasLabels(labels, pod.labels));
}
