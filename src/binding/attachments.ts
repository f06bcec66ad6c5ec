/**
 * What an object says it applies to, checked once per object: parents and targets that do not exist, that nothing
 * enforces, or that are not of the mesh. The object stays in effect wherever else it applies.
 */
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import type { ParentReference } from "../model/http-route.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PolicyTargetReference } from "../model/selectors.js";
import { targetKind } from "./policies.js";
import { coversPort, isServiceReference } from "./routes.js";
import { isWaypoint, waypointFor } from "./waypoints.js";

/** Says where a route is not in effect, and why. */
export function reportParents(route: Resource<"HTTPRoute">, view: ResourceView, report: Report): void {
  const { parentRefs, hostnames } = route.spec;
  for (const [index, parent] of parentRefs.entries()) {
    reportParent({ route, parent, origin: at(route.origin, "spec", "parentRefs", index) }, view, report);
  }
  if (hostnames.length > 0 && parentRefs.some(isServiceReference)) {
    const message = "host names mean nothing for a route whose parent is a Service: they are ignored";
    report(diagnostic("WM4006", { origin: at(route.origin, "spec", "hostnames"), message }));
  }
}

function reportParent(
  {
    route,
    parent,
    origin,
  }: { readonly route: Resource<"HTTPRoute">; readonly parent: ParentReference; readonly origin: Origin },
  view: ResourceView,
  report: Report,
): void {
  const namespace = parent.namespace ?? route.metadata.namespace;
  const name = `${namespace}/${parent.name}`;
  if (!isServiceReference(parent)) {
    const gateway = parent.kind === "Gateway" && parent.group === "gateway.networking.k8s.io";
    const code = gateway ? "WM4004" : "WM4005";
    report(diagnostic(code, { origin, message: `the route has no effect at ${parent.kind} ${name}` }));
    return;
  }
  const service = view.object("Service", namespace, parent.name);
  if (service === undefined) {
    report(diagnostic("WM4001", { origin: at(origin, "name"), message: `Service ${name} does not exist` }));
    return;
  }
  if (!service.spec.ports.some((port) => port.protocol === "TCP" && coversPort(parent, port))) {
    const field = parent.port === undefined ? "sectionName" : "port";
    const declared = service.spec.ports.map((port) =>
      port.name === undefined ? port.port : `${port.port} (${port.name})`,
    );
    const message = `Service ${name} has no TCP port ${parent[field] ?? ""}`.trimEnd();
    const advice = declared.length > 0 ? `the Service declares ${declared.join(" and ")}` : undefined;
    report(diagnostic("WM4002", { origin: at(origin, field), message, advice }));
    return;
  }
  const binding = waypointFor(service, view);
  if (binding.kind === "none") {
    const message = `nothing applies the route: Service ${name} has no waypoint (${binding.because})`;
    report(diagnostic("WM4003", { origin, message }));
  }
}

type Policy = Resource<"AuthorizationPolicy"> | Resource<"RequestAuthentication">;

/** Says where a policy is not in effect, and why. */
export function reportTargets(policy: Policy, view: ResourceView, report: Report): void {
  const { targetRefs, targetRef } = policy.spec;
  const targets = targetRefs ?? (targetRef === undefined ? [] : [targetRef]);
  if (targets.length === 0 && policy.kind === "RequestAuthentication") {
    const message = `RequestAuthentication ${qualifiedName(policy)} has no target, so nobody verifies its tokens`;
    report(diagnostic("WM5019", { origin: at(policy.origin, "spec"), message }));
  }
  for (const [index, target] of targets.entries()) {
    const path = targetRefs === undefined ? ["targetRef"] : ["targetRefs", index];
    reportTarget({ policy, target, origin: at(policy.origin, "spec", ...path) }, view, report);
  }
}

function reportTarget(
  {
    policy,
    target,
    origin,
  }: { readonly policy: Policy; readonly target: PolicyTargetReference; readonly origin: Origin },
  view: ResourceView,
  report: Report,
): void {
  const { namespace } = policy.metadata;
  const what = `${target.kind} ${namespace}/${target.name}`;
  const kind = targetKind(target);
  if (kind === "unsupported") {
    report(diagnostic("WM5002", { origin: at(origin, "kind"), message: `policies cannot target a ${target.kind}` }));
    return;
  }
  if (kind === "class") {
    if (namespace === view.mesh.rootNamespace) return;
    const message = `only policies in ${view.mesh.rootNamespace} may target a GatewayClass`;
    report(diagnostic("WM5004", { origin, message }));
    return;
  }
  if (target.namespace !== undefined && target.namespace !== "" && target.namespace !== namespace) {
    const message = `the target is in namespace ${target.namespace}, the policy in ${namespace}`;
    report(diagnostic("WM5003", { origin: at(origin, "namespace"), message }));
    return;
  }
  const object = view.object(kind === "service" ? "Service" : "Gateway", namespace, target.name);
  if (object === undefined) {
    report(diagnostic("WM5001", { origin: at(origin, "name"), message: `${what} does not exist` }));
  } else if (object.kind === "Gateway") {
    const gateway = object as Resource<"Gateway">;
    if (isWaypoint(gateway, view)) return;
    const message = `${what} is of class ${gateway.spec.gatewayClassName}, which is not a waypoint's`;
    report(diagnostic("WM5006", { origin, message }));
  } else {
    const binding = waypointFor(object as Resource<"Service">, view);
    if (binding.kind !== "none") return;
    const message = `nothing enforces the policy: ${what} has no waypoint (${binding.because})`;
    report(diagnostic("WM5005", { origin, message }));
  }
}

/** Plugins are read and checked, and that is all for now: whoever relies on one must know. */
export function reportPlugin(plugin: Resource<"WasmPlugin">, _view: ResourceView, report: Report): void {
  const message = `WasmPlugin ${qualifiedName(plugin)} is not in effect: waymark does not deliver plugins yet`;
  report(diagnostic("WM6001", { origin: at(plugin.origin, "spec"), message }));
}
