import { servicesOfEntry } from "../binding/entry-services.js";
import { targetKind } from "../binding/policies.js";
import { parentServicesOf } from "../binding/route-services.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { targetsOf } from "../model/selectors.js";
/** Says which ports of a policy none of its targets has. A Gateway or a class has the ports of all that it serves. */
export function reportForeignPorts(policy, rules, { view, report }) {
    const conditions = rules
        .flatMap(({ to, when }) => [...to.flat(), ...when])
        .flatMap((condition) => {
        return condition.kind === "port" ? [condition] : [];
    });
    if (conditions.length === 0)
        return;
    const services = targetsOf(policy.spec).map((target) => servicesAt(target, policy.metadata.namespace, view));
    const known = services.flatMap((each) => each ?? []);
    if (known.length === 0 || services.includes(undefined))
        return;
    const declared = known.flatMap(({ spec }) => spec.ports);
    for (const { ports, origin } of conditions) {
        const foreign = ports.filter((number) => declared.every(({ port }) => port !== number));
        if (foreign.length === 0)
            continue;
        const own = [
            ...new Set(declared.map(({ port, targetPort }) => targetPort === undefined ? `${port}` : `${port} (targetPort ${targetPort})`)),
        ];
        const message = `no target of the policy has port ${foreign.join(" or ")}`;
        report(diagnostic("WM5048", { origin, message, advice: `the targets have ${own.join(", ")}` }));
    }
}
/** The services behind a target; undefined where they cannot be listed. */
function servicesAt(target, namespace, view) {
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
            const route = target.kind === "GRPCRoute"
                ? view.object("GRPCRoute", namespace, target.name)
                : view.object("HTTPRoute", namespace, target.name);
            return route === undefined ? [] : parentServicesOf(route, view);
        }
        default:
            return undefined;
    }
}
//# sourceMappingURL=policy-ports.js.map