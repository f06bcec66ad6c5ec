import { targetKind } from "../../binding/policies.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import { at } from "../../diagnostics/origin.js";
import { qualifiedName } from "../../model/addresses.js";
import type { Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import { targetsOf } from "../../model/selectors.js";
import { podsBehind } from "../doors.js";
import { flowText, listText, serviceText } from "../manifests.js";
import type { Restriction } from "../restrictions.js";
import { restrictionsOf, servedServices } from "../restrictions.js";
import type { Rule } from "../rule.js";

type Service = Resource<"Service">;

/** Services without rules that lead to the pods of a service with rules. Doors of pods cannot tell the two apart. */
export const otherServiceBypass: Rule = {
  codes: ["WM3051"],
  check: (view, report) => {
    for (const { policies, free } of waysPast(view)) {
      const [first] = policies;
      if (first === undefined) continue;
      const past = listText(policies.map((policy) => `${policy.kind} ${qualifiedName(policy)}`));
      const message = `${listText(free.map(serviceText))} ${free.length > 1 ? "lead" : "leads"} to the same pods, past ${past}`;
      const targets = free.map(({ metadata }) => flowText({ group: "", kind: "Service", name: metadata.name }));
      const related = free.slice(0, 3).map(({ origin }) => ({ origin, message: "a Service that nothing restricts" }));
      const origin = at(first.origin, "spec", first.spec.targetRefs === undefined ? "targetRef" : "targetRefs");
      report(diagnostic("WM3051", { origin, message, advice: `add ${targets.join(", ")}`, related }));
    }
  },
};

interface WaysPast {
  readonly policies: readonly Restriction[];
  /** The services through which the pods are reached without any restriction. */
  readonly free: readonly Service[];
}

/** Policies of services that the same services lead past, together. */
function waysPast(view: ResourceView): readonly WaysPast[] {
  const services = servedServices(view).flatMap(({ service }) => (service.spec.entry === undefined ? [service] : []));
  const restricted = services.flatMap((service) => {
    const policy = restrictionsOf(service, view).find((each) => isAbout(each, service));
    return policy === undefined ? [] : [{ service, policy }];
  });
  if (restricted.length === 0) return [];
  const freeByPod = servicesByPod(
    services.filter((service) => restrictionsOf(service, view).length === 0),
    view,
  );
  const found = new Map<string, WaysPast>();
  for (const { service, policy } of restricted) {
    const free = [...new Set(podsBehind(service, view).flatMap(({ origin }) => freeByPod.get(origin.object) ?? []))];
    if (free.length === 0) continue;
    const key = free.map(qualifiedName).join(" ");
    const policies = found.get(key)?.policies ?? [];
    found.set(key, { free, policies: [...new Set([...policies, policy])] });
  }
  return [...found.values()];
}

/** Whether a policy is about the service itself, rather than about all that its waypoint serves. */
function isAbout(policy: Restriction, service: Service): boolean {
  return targetsOf(policy.spec).some((target) => {
    return targetKind(target) === "service" && target.name === service.metadata.name;
  });
}

function servicesByPod(services: readonly Service[], view: ResourceView): ReadonlyMap<string, readonly Service[]> {
  const found = new Map<string, readonly Service[]>();
  for (const service of services) {
    for (const { origin } of podsBehind(service, view)) {
      found.set(origin.object, [...(found.get(origin.object) ?? []), service]);
    }
  }
  return found;
}
