import type { ResourceView } from "../model/resource-set.js";
import type { LabelSelector, MatchLabels } from "../model/selectors.js";

type Labels = Readonly<Record<string, string>>;
type LabelExpression = NonNullable<LabelSelector["matchExpressions"]>[number];

/** Whether `labels` has all of `wanted`. */
export function hasLabels(wanted: MatchLabels, labels: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** Whether a Kubernetes label selector selects an object with these labels. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  if (!hasLabels(selector.matchLabels ?? {}, labels)) return false;
  return (selector.matchExpressions ?? []).every((expression) => holds(expression, labels));
}

function holds({ key, operator, values = [] }: LabelExpression, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
  }
}

/** The labels of a namespace; a namespace nobody declared still has its name (as every namespace in Kubernetes). */
export function namespaceLabels(namespace: string, view: ResourceView): Labels {
  const declared = view.object("Namespace", "", namespace)?.metadata.labels ?? {};
  return { "kubernetes.io/metadata.name": namespace, ...declared };
}
