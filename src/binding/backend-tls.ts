/** Which BackendTLSPolicy speaks about a service port, and where one has no effect. */
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import { isEntryReference, kindOfService, servicesOfEntry } from "./entry-services.js";
import { isServiceReference } from "./routes.js";
import { waypointFor } from "./waypoints.js";

type Policy = Resource<"BackendTLSPolicy">;

/** The policy about a port: one that names the port before one for all ports, then the oldest, then the first by name. */
export function backendTlsFor(service: Resource<"Service">, port: ServicePort, view: ResourceView): Policy | undefined {
  // Most meshes have none, and then one look-up is enough.
  if (view.names("BackendTLSPolicy").length === 0) return undefined;
  const { namespace, name } = service.metadata;
  const policies = view.indexed("backend-tls-by-target", `${kindOfService(service)}/${namespace}/${name}`);
  const speaking = (section: string | undefined): Policy | undefined =>
    policies.filter((policy) => targets(policy, service, section)).sort(byAge)[0];
  return (port.name === undefined ? undefined : speaking(port.name)) ?? speaking(undefined);
}

function targets({ metadata, spec }: Policy, service: Resource<"Service">, section: string | undefined): boolean {
  const isMeant = service.spec.entry === undefined ? isServiceReference : isEntryReference;
  const { name, namespace } = service.metadata;
  return (
    metadata.namespace === namespace &&
    spec.targetRefs.some((target) => isMeant(target) && target.name === name && target.sectionName === section)
  );
}

/** The list is sorted by name, and sorting keeps the order of equals. */
function byAge(one: Policy, other: Policy): number {
  const [first = "~", second = "~"] = [one.metadata.creationTimestamp, other.metadata.creationTimestamp];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Says at which targets a policy is not in effect. */
export function reportBackendTls(policy: Policy, view: ResourceView, report: Report): void {
  for (const [index, target] of policy.spec.targetRefs.entries()) {
    const origin = at(policy.origin, "spec", "targetRefs", index);
    const what = `${target.kind} ${policy.metadata.namespace}/${target.name}`;
    if (!isServiceReference(target) && !isEntryReference(target)) {
      report(diagnostic("WM3033", { origin: at(origin, "kind"), message: `a ${target.kind} cannot be a target` }));
      continue;
    }
    const service = targetOf(target, policy.metadata.namespace, view);
    if (service === undefined) {
      report(diagnostic("WM3033", { origin: at(origin, "name"), message: `${what} does not exist` }));
    } else if (!service.spec.ports.some(({ name }) => name === (target.sectionName ?? name))) {
      const message = `${what} has no port named ${target.sectionName}`;
      report(diagnostic("WM3033", { origin: at(origin, "sectionName"), message }));
    } else if (waypointFor(service, view).kind === "none") {
      report(diagnostic("WM3031", { origin, message: `nobody speaks TLS to ${what}: it has no waypoint` }));
    }
  }
}

function targetOf(
  target: { readonly group: string; readonly kind: string; readonly name: string },
  namespace: string,
  view: ResourceView,
): Resource<"Service"> | undefined {
  if (isServiceReference(target)) return view.object("Service", namespace, target.name);
  const entry = view.object("ServiceEntry", namespace, target.name);
  return entry && servicesOfEntry(entry, view)[0];
}
