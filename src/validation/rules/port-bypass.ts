import { targetKind } from "../../binding/policies.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { PortCondition } from "../../ir/access.js";
import { lowerPolicy } from "../../lowering/policies.js";
import { qualifiedName } from "../../model/addresses.js";
import type { Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import { targetsOf } from "../../model/selectors.js";
import type { ServicePort } from "../../model/service.js";
import { isOnTrial } from "../restrictions.js";
import type { Rule } from "../rule.js";

/** Denials by port, where another port of the service leads to the same port of the pods. */
export const portBypass: Rule = {
  codes: ["WM3053"],
  check: (view, report) => {
    for (const policy of view.all("AuthorizationPolicy")) {
      if (policy.spec.action !== "DENY" || isOnTrial(policy.metadata)) continue;
      for (const { ports, origin } of deniedPorts(policy, view)) {
        for (const service of targetServices(policy, view)) {
          const open = service.spec.ports.find((port) => !ports.includes(port.port) && twinOf(port, ports, service));
          const twin = open && twinOf(open, ports, service);
          if (open === undefined || twin === undefined) continue;
          const message = `ports ${twin.port} and ${open.port} of Service ${qualifiedName(service)} lead to one port of the pods, and only ${twin.port} is denied`;
          report(diagnostic("WM3053", { origin, message, advice: `add "${open.port}"` }));
        }
      }
    }
  },
};

function deniedPorts(policy: Resource<"AuthorizationPolicy">, view: ResourceView): readonly PortCondition[] {
  const { rules } = lowerPolicy(policy, view, () => undefined).policy;
  return rules
    .flatMap(({ to, when }) => [...to.flat(), ...when])
    .flatMap((condition) => (condition.kind === "port" && !condition.negated ? [condition] : []));
}

function targetServices(policy: Resource<"AuthorizationPolicy">, view: ResourceView): readonly Resource<"Service">[] {
  return targetsOf(policy.spec).flatMap((target) => {
    if (targetKind(target) !== "service") return [];
    return view.object("Service", policy.metadata.namespace, target.name) ?? [];
  });
}

/** The denied port that leads to where `port` does. */
function twinOf(port: ServicePort, denied: readonly number[], service: Resource<"Service">): ServicePort | undefined {
  return service.spec.ports.find((other) => {
    const same = (other.targetPort ?? other.port) === (port.targetPort ?? port.port);
    return same && denied.includes(other.port) && other.protocol === port.protocol;
  });
}
