/** How findings write objects, and manifests to add: on one line, in YAML's flow style, ready to be copied. */
import { qualifiedName } from "../model/addresses.js";
import type { Resource } from "../model/resource.js";
import type { MatchLabels } from "../model/selectors.js";

/** `a, b, c and 4 more`; each once. */
export function listText(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const more = distinct.length - 3;
  return more > 1 ? `${distinct.slice(0, 3).join(", ")} and ${more} more` : distinct.join(", ");
}

/** What operators call a service, or a host of a service entry. */
export function serviceText(service: Resource<"Service">): string {
  return service.spec.entry?.host ?? `Service ${qualifiedName(service)}`;
}

/** A value in YAML's flow style; texts are quoted only where they must be. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, member]) => `${plain(key)}: ${flowText(member)}`)
      .join(", ")}}`;
  }
  return typeof value === "string" ? plain(value) : String(value);
}

function plain(text: string): string {
  const safe = /^[A-Za-z/][\w./*@-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return safe ? text : JSON.stringify(text);
}

/** The policy that lets only these waypoints (SPIFFE ids) connect to the pods with these labels. */
export function onlyThroughWaypoints(pods: {
  readonly name: string;
  readonly namespace: string;
  readonly labels: MatchLabels;
  readonly waypoints: readonly string[];
}): string {
  const principals = pods.waypoints.map((identity) => identity.replace(/^spiffe:\/\//, ""));
  return flowText({
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name: `${pods.name}-only-through-waypoint`, namespace: pods.namespace },
    spec: {
      selector: { matchLabels: pods.labels },
      action: "ALLOW",
      rules: [{ from: [{ source: { principals } }] }],
    },
  });
}
