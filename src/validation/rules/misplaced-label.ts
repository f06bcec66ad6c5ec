import { useWaypointLabel, useWaypointNamespaceLabel, waypointForLabel } from "../../binding/waypoints.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import type { Kind, Resource } from "../../model/resource.js";
import type { Rule } from "../rule.js";

/** Labels that choose a waypoint, on objects whose labels nobody reads. */
export const misplacedLabel: Rule = {
  codes: ["WM3061"],
  check: (view, report) => {
    for (const { kinds, labels } of unread) {
      for (const object of kinds.flatMap((kind): readonly Resource[] => view.all(kind))) {
        const label = labels.find((one) => object.metadata.labels[one] !== undefined);
        if (label === undefined || repeatedInTemplate(object, label)) continue;
        const message = `${label} on a ${object.kind} says nothing`;
        const origin = at(object.origin, "metadata", "labels", label);
        report(diagnostic("WM3061", { origin, message, advice: adviceFor(object.kind) }));
      }
    }
  },
};

const wishes = [useWaypointLabel, useWaypointNamespaceLabel];

const unread: readonly { readonly kinds: readonly Kind[]; readonly labels: readonly string[] }[] = [
  {
    kinds: ["AuthorizationPolicy", "Deployment", "Gateway", "GRPCRoute", "HTTPRoute", "ServiceAccount"],
    labels: wishes,
  },
  { kinds: ["Deployment", "Namespace", "Pod", "Service"], labels: [waypointForLabel] },
];

/** Tools put the same labels on a Deployment and on its pods, where they are read. */
function repeatedInTemplate(object: Resource, label: string): boolean {
  if (object.kind !== "Deployment") return false;
  const { template } = (object as Resource<"Deployment">).spec;
  return template.metadata.labels[label] !== undefined;
}

function adviceFor(kind: Kind): string {
  if (kind === "Deployment") return "put it on the Service, or into spec.template.metadata.labels for the pods";
  return "it belongs on a Service, a pod or a Namespace; waypoint-for on the Gateway";
}
