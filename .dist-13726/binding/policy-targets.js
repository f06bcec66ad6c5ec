import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { servicesOfEntry } from "./entry-services.js";
import { inOwnNamespace, targetKind } from "./policies.js";
import { hasRule } from "./route-policies.js";
import { consumersOf, parentServicesOf } from "./route-services.js";
import { isWaypoint, waypointFor } from "./waypoints.js";
/** Says where a policy is not in effect, and why. */
export function reportTargets(policy, view, report) {
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
function reportTarget(aim, view, report) {
    const { policy, target, origin } = aim;
    const { namespace } = policy.metadata;
    const kind = targetKind(target);
    const routeOfTokens = kind === "route" && policy.kind === "RequestAuthentication";
    if (kind === "unsupported" || routeOfTokens) {
        const whose = routeOfTokens ? "RequestAuthentications" : "policies";
        report(diagnostic("WM5002", { origin: at(origin, "kind"), message: `${whose} cannot target a ${target.kind}` }));
        return;
    }
    if (target.sectionName !== undefined && kind !== "route") {
        const message = `a ${target.kind} has no rules, so ${target.sectionName} says nothing`;
        report(diagnostic("WM5045", { origin: at(origin, "sectionName"), message }));
    }
    if (kind === "class") {
        if (namespace === view.mesh.rootNamespace)
            return;
        const message = `only policies in ${view.mesh.rootNamespace} may target a GatewayClass`;
        report(diagnostic("WM5004", { origin, message }));
        return;
    }
    if (!inOwnNamespace(target, namespace)) {
        const message = `the target is in namespace ${target.namespace}, the policy in ${namespace}`;
        report(diagnostic("WM5003", { origin: at(origin, "namespace"), message }));
        return;
    }
    reportObject(aim, view, report);
}
/** The object that a target names, in the namespace of the policy. */
function reportObject({ policy, target, origin }, view, report) {
    const { namespace } = policy.metadata;
    const what = `${target.kind} ${namespace}/${target.name}`;
    const object = objectOf(target, namespace, view);
    if (object === undefined) {
        report(diagnostic("WM5001", { origin: at(origin, "name"), message: `${what} does not exist` }));
    }
    else if (object.kind === "gateway") {
        if (isWaypoint(object.gateway, view))
            return;
        const message = `${what} is of class ${object.gateway.spec.gatewayClassName}, which is not a waypoint's`;
        report(diagnostic("WM5006", { origin, message }));
    }
    else if (object.kind === "route") {
        reportRoute({ route: object.route, target, origin }, view, report);
    }
    else {
        reportUnserved(object.services, { what, origin, view }, report);
    }
}
function objectOf(target, namespace, view) {
    const { name } = target;
    switch (targetKind(target)) {
        case "service": {
            const service = view.object("Service", namespace, name);
            return service && { kind: "services", services: [service] };
        }
        case "service-entry": {
            const entry = view.object("ServiceEntry", namespace, name);
            return entry && { kind: "services", services: servicesOfEntry(entry, view) };
        }
        case "gateway": {
            const gateway = view.object("Gateway", namespace, name);
            return gateway && { kind: "gateway", gateway };
        }
        default: {
            const http = target.kind === "HTTPRoute" ? view.object("HTTPRoute", namespace, name) : undefined;
            const route = http ?? (target.kind === "GRPCRoute" ? view.object("GRPCRoute", namespace, name) : undefined);
            return route && { kind: "route", route };
        }
    }
}
/** Says that a policy of services is enforced by nobody, if it is. */
function reportUnserved(services, aim, report) {
    const bindings = services.map((service) => waypointFor(service, aim.view));
    const [first] = bindings;
    if (first?.kind !== "none" || bindings.some(({ kind }) => kind !== "none"))
        return;
    const message = `nothing enforces the policy: ${aim.what} has no waypoint (${first.because})`;
    report(diagnostic("WM5005", { origin: aim.origin, message }));
}
function reportRoute(aim, view, report) {
    const { route, target, origin } = aim;
    const { namespace, name } = route.metadata;
    const what = `${route.kind} ${namespace}/${name}`;
    const { sectionName } = target;
    if (sectionName !== undefined && !hasRule(route, sectionName)) {
        const names = route.spec.rules.flatMap((rule) => (rule.name === undefined ? [] : [rule.name]));
        const message = `${what} has no rule named ${sectionName}: the policy judges all of its rules`;
        const advice = names.length > 0 ? `its rules are ${names.join(", ")}` : "its rules have no names";
        report(diagnostic("WM5045", { origin: at(origin, "sectionName"), message, advice }));
    }
    const services = parentServicesOf(route, view);
    if (!services.some((service) => waypointFor(service, view).kind !== "none")) {
        const message = `nothing enforces the policy: no parent of ${what} is a Service with a waypoint`;
        report(diagnostic("WM5005", { origin, message }));
    }
    for (const service of services) {
        if (service.metadata.namespace !== namespace)
            continue;
        const consumers = consumersOf(service, view);
        if (consumers.length === 0)
            continue;
        const message = `clients in ${consumers.join(", ")} have routes of their own to Service ${qualifiedName(service)}: the policy does not judge them`;
        report(diagnostic("WM5054", { origin, message }));
    }
}
//# sourceMappingURL=policy-targets.js.map