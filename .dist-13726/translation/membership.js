/** Who serves whom, turned around: the services and workloads of each waypoint. */
import { serviceKeys, serviceWithKey } from "../binding/entry-services.js";
import { waypointFor, waypointForWorkload, waypointsOf, } from "../binding/waypoints.js";
import { podsIn, workloadNamed, workloadNamespaces } from "../binding/workloads.js";
import { sameElements } from "../incremental.js";
import { step } from "./step.js";
/** Every waypoint by its name. */
export function waypointsStep(current) {
    return step(current, { key: "waypoints", compute: ({ view }) => waypointsOf(view), same: sameWaypoints });
}
/** The waypoint of that name as it is now. */
export function waypointStep(current, name) {
    return step(current, {
        key: `waypoint-gateway/${name}`,
        compute: ({ scope }) => scope.cell(waypointsStep(current)).find((waypoint) => qualified(waypoint) === name),
    });
}
/** The keys of everything that is a service to its clients: Services, and hosts of service entries. */
export function serviceKeysStep(current) {
    return step(current, { key: "service-keys", compute: ({ view }) => serviceKeys(view), same: sameElements });
}
/** Which waypoint serves a service, and why. Undefined once the service is gone. */
export function bindingStep(current, service) {
    return step(current, {
        key: `binding/${service}`,
        compute: ({ view }) => {
            const found = serviceWithKey(service, view);
            return found === undefined ? undefined : waypointFor(found, view);
        },
        same: sameBinding,
    });
}
/** The services that a waypoint serves, by name. */
export function servicesOfStep(current, waypoint) {
    return step(current, {
        key: `services-of/${waypoint}`,
        compute: ({ scope }) => scope.cell(serviceMembersStep(current)).get(waypoint) ?? [],
        same: sameElements,
    });
}
/** The workloads whose own addresses a waypoint serves, by name. */
export function workloadsOfStep(current, waypoint) {
    return step(current, {
        key: `workloads-of/${waypoint}`,
        compute: ({ scope }) => scope.cell(workloadMembersStep(current)).get(waypoint) ?? [],
        same: sameElements,
    });
}
/** The workload of that name, wherever it is declared. */
export function workloadStep(current, workload) {
    return step(current, {
        key: `workload/${workload}`,
        compute: ({ view }) => {
            const [namespace = "", name = ""] = workload.split("/");
            return workloadNamed(namespace, name, view);
        },
    });
}
function serviceMembersStep(current) {
    return step(current, {
        key: "service-members",
        compute: ({ scope }) => membersOf(scope.cell(serviceKeysStep(current)).map((name) => ({ name, binding: scope.cell(bindingStep(current, name)) }))),
    });
}
function workloadMembersStep(current) {
    return step(current, {
        key: "workload-members",
        compute: ({ scope, view }) => {
            const namespaces = workloadNamespaces(view);
            return membersOf(namespaces.flatMap((namespace) => scope.cell(workloadBindingsStep(current, namespace))));
        },
    });
}
function workloadBindingsStep(current, namespace) {
    return step(current, {
        key: `workload-bindings/${namespace}`,
        compute: ({ view }) => podsIn(namespace, view).map((workload) => ({
            name: `${namespace}/${workload.name}`,
            binding: waypointForWorkload(workload, view),
        })),
        same: (before, after) => before.length === after.length &&
            before.every(({ name, binding }, i) => name === after[i]?.name && sameBinding(binding, after[i]?.binding)),
    });
}
function membersOf(bindings) {
    const members = new Map();
    for (const { name, binding } of bindings) {
        if (binding?.kind !== "bound")
            continue;
        const waypoint = qualified(binding.waypoint);
        const known = members.get(waypoint);
        if (known === undefined)
            members.set(waypoint, [name]);
        else
            known.push(name);
    }
    return members;
}
/** `namespace/name` of a waypoint. */
export function qualified(waypoint) {
    return `${waypoint.namespace}/${waypoint.name}`;
}
function sameWaypoints(before, after) {
    return before.length === after.length && before.every((waypoint, i) => sameWaypoint(waypoint, after[i]));
}
function sameWaypoint(one, other) {
    return (one.namespace === other?.namespace &&
        one.name === other.name &&
        one.className === other.className &&
        one.serviceAccount === other.serviceAccount &&
        one.address === other.address &&
        one.port === other.port &&
        one.origin === other.origin);
}
function sameBinding(before, after) {
    if (before === undefined || after === undefined || before.because !== after.because)
        return before === after;
    if (before.kind === "bound")
        return after.kind === "bound" && sameWaypoint(before.waypoint, after.waypoint);
    if (before.kind === "broken")
        return after.kind === "broken" && before.wanted === after.wanted && before.origin === after.origin;
    return after.kind === "none";
}
//# sourceMappingURL=membership.js.map