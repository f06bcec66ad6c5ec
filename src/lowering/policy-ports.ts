import { servicesOfEntry } from "../binding/entry-services.js";
import { targetKind } from "../binding/policies.js";
import { parentServicesOf } from "../binding/route-services.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Rule } from "../ir/access.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PolicyTargetReference } from "../model/selectors.js";
import { targetsOf } from "../model/selectors.js";
import type { ServicePort } from "../model/service.js";

/** Says which ports of a policy none of its targets has. A Gateway or a class has the ports of all that it serves. */
export function reportForeignPorts(
  policy: Resource<"AuthorizationPolicy">,
  rules: readonly Rule[],
  { view, report }: { readonly view: ResourceView; readonly report: Report },
): void {
  const conditions = rules
    .flatMap(({ to, when }) => [...to.flat(), ...when])
    .flatMap((condition) => {
      return condition.kind === "port" ? [condition] : [];
    });
  if (conditions.length === 0) return;
  const declared = portsOfTargets(policy, view);
  if (declared === undefined) return;
  for (const { ports, origin } of conditions) {
    const foreign = ports.filter((number) => declared.every(({ port }) => port !== number));
    if (foreign.length === 0) continue;
    const message = `no target of the policy has port ${foreign.join(" or ")}`;
    report(diagnostic("WM5048", { origin, message, advice: `the targets have ${portTexts(declared).join(", ")}` }));
  }
}

/** The ports of what an object aims at; undefined where they cannot be listed, or there is nothing. */
export function portsOfTargets(
  { spec, metadata }: Resource<"AuthorizationPolicy" | "WasmPlugin" | "TrafficExtension">,
  view: ResourceView,
): readonly ServicePort[] | undefined {
  const services = targetsOf(spec).map((target) => servicesAt(target, metadata.namespace, view));
  const known = services.flatMap((each) => each ?? []);
  return known.length === 0 || services.includes(undefined)
    ? undefined
    : known.flatMap((service) => service.spec.ports);
}

/** `80 (targetPort 8080)`, each once. */
export function portTexts(ports: readonly ServicePort[]): readonly string[] {
  const texts = ports.map(({ port, targetPort }) =>
    targetPort === undefined ? `${port}` : `${port} (targetPort ${targetPort})`,
  );
  return [...new Set(texts)];
}

/** The services behind a target; undefined where they cannot be listed. */
function servicesAt(
  target: PolicyTargetReference,
  namespace: string,
  view: ResourceView,
): readonly Resource<"Service">[] | undefined {
  switch (targetKind(target)) {
    case "service": {
      const service = view.object("Service", namespace, target.name);
      return service === undefined ? [] : [service];
    }
    case "service-entry": {
      const entry = view.object("ServiceEntry", namespace, target.name);
      return entry === undefined ? [] : servicesOfEntry(entry, view);
    }
    case "route": {
      const route =
        target.kind === "GRPCRoute"
          ? view.object("GRPCRoute", namespace, target.name)
          : view.object("HTTPRoute", namespace, target.name);
      return route === undefined ? [] : parentServicesOf(route as Parameters<typeof parentServicesOf>[0], view);
    }
    default:
      return undefined;
  }
}
