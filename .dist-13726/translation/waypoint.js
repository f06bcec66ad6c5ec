/** Everything one waypoint is told, put together from the steps of its ports. */
import { serviceWithKey } from "../binding/entry-services.js";
import { connectOriginateCluster } from "../envoy/connect-originate.js";
import { connectPolicySlot } from "../envoy/connect-policy.js";
import { onwardListener } from "../envoy/onward.js";
import { copiesCluster, copiesListener } from "../envoy/onward-copies.js";
import { sameElements } from "../incremental.js";
import { destinationKey } from "../ir/destination.js";
import { destinationResourcesStep, destinationStep, grpcClusterStep } from "./destination.js";
import { forwardersStep } from "./forwarders.js";
import { servicesOfStep, workloadsOfStep } from "./membership.js";
import { pluginStep } from "./plugin.js";
import { askedDestinations, grpcOf, grpcStep, pluginsOfPortStep, portResourcesStep, servedPortStep, settingsStep, targetsStep, } from "./port.js";
import { encoded, sameResources, step } from "./step.js";
import { workloadPortsStep, workloadResourcesStep } from "./workload.js";
/** The resources of a waypoint as bundles. Undefined once the waypoint is gone. */
export function waypointResourcesStep(current, waypoint) {
    return step(current, {
        key: `waypoint-resources/${waypoint}`,
        compute: ({ scope }) => {
            if (scope.cell(settingsStep(current, waypoint)) === undefined)
                return undefined;
            const ports = scope.cell(portsStep(current, waypoint));
            return [
                scope.cell(connectOriginateStep(current)),
                scope.cell(onwardStep(current, waypoint)),
                scope.cell(connectPolicyStep(current, waypoint)),
                ...scope.cell(pluginUsesStep(current, waypoint)).map(({ plugin }) => scope.cell(pluginStep(current, plugin))),
                ...ports.map((port) => scope.cell(portResourcesStep(current, port))),
                ...scope
                    .cell(destinationIdsStep(current, waypoint))
                    .map((id) => scope.cell(destinationResourcesStep(current, id))),
                ...scope.cell(grpcIdsStep(current, waypoint)).map((id) => scope.cell(grpcClusterStep(current, id))),
                ...scope
                    .cell(workloadsOfStep(current, waypoint))
                    .map((workload) => scope.cell(workloadResourcesStep(current, { waypoint, workload }))),
            ];
        },
        same: (before, after) => before !== undefined && after !== undefined ? sameElements(before, after) : before === after,
    });
}
/** The IR of a waypoint: for those who show or explain it. Undefined once the waypoint is gone. */
export function waypointStateStep(current, waypoint) {
    return step(current, {
        key: `waypoint-state/${waypoint}`,
        compute: ({ scope }) => {
            const settings = scope.cell(settingsStep(current, waypoint));
            if (settings === undefined)
                return undefined;
            const ids = scope.cell(destinationIdsStep(current, waypoint));
            const workloads = scope.cell(workloadsOfStep(current, waypoint));
            const forwarders = scope.cell(forwardersStep(current, waypoint));
            const pods = workloads.flatMap((workload) => scope.cell(workloadPortsStep(current, { waypoint, workload })));
            return {
                settings,
                ports: [
                    ...scope
                        .cell(portsStep(current, waypoint))
                        .flatMap((port) => scope.cell(servedPortStep(current, port)) ?? []),
                    ...pods.map(({ served }) => served),
                ],
                destinations: [
                    ...ids.map((id) => scope.cell(destinationStep(current, id))),
                    ...pods.map(({ destination }) => destination),
                ],
                ...(forwarders.length > 0 && { forwarders }),
            };
        },
    });
}
/** The ports of the services of a waypoint, in the order of their names. */
function portsStep(current, waypoint) {
    return step(current, {
        key: `ports/${waypoint}`,
        compute: ({ scope }) => scope
            .cell(servicesOfStep(current, waypoint))
            .flatMap((service) => scope.cell(portNumbersStep(current, service)).map((port) => ({ waypoint, service, port }))),
        same: (before, after) => before.length === after.length &&
            before.every(({ service, port }, index) => service === after[index]?.service && port === after[index].port),
    });
}
function portNumbersStep(current, service) {
    return step(current, {
        key: `port-numbers/${service}`,
        compute: ({ view }) => {
            const ports = serviceWithKey(service, view)?.spec.ports ?? [];
            return [...new Set(ports.map(({ port }) => port))].sort((one, other) => one - other);
        },
        same: sameElements,
    });
}
function destinationIdsStep(current, waypoint) {
    return step(current, {
        key: `destination-ids/${waypoint}`,
        compute: ({ scope }) => {
            const found = new Map();
            for (const port of scope.cell(portsStep(current, waypoint))) {
                for (const id of scope.cell(targetsStep(current, port)))
                    found.set(destinationKey(id), id);
            }
            for (const workload of scope.cell(workloadsOfStep(current, waypoint))) {
                for (const { served } of scope.cell(workloadPortsStep(current, { waypoint, workload }))) {
                    for (const id of askedDestinations(served))
                        found.set(destinationKey(id), id);
                }
            }
            return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, id]) => id);
        },
        same: sameElements,
    });
}
/** The destinations that are asked by gRPC. */
function grpcIdsStep(current, waypoint) {
    return step(current, {
        key: `grpc-ids/${waypoint}`,
        compute: ({ scope }) => {
            const ofPorts = scope.cell(portsStep(current, waypoint)).flatMap((port) => scope.cell(grpcStep(current, port)));
            const ofPods = scope
                .cell(workloadsOfStep(current, waypoint))
                .flatMap((workload) => scope.cell(workloadPortsStep(current, { waypoint, workload })))
                .flatMap(({ served }) => grpcOf(served));
            const found = new Map([...ofPorts, ...ofPods].map((id) => [destinationKey(id), id]));
            return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, id]) => id);
        },
        same: sameElements,
    });
}
/** The way to the pods: the same for every waypoint, in bytes, too. */
function connectOriginateStep(current) {
    return step(current, {
        key: "connect-originate",
        compute: () => [encoded(connectOriginateCluster())],
        same: sameResources,
    });
}
const onwardResources = [onwardListener(), copiesListener(), copiesCluster()].map(encoded);
/** The way to other waypoints, where there are requests to be sent on. */
function onwardStep(current, waypoint) {
    return step(current, {
        key: `connect-onward/${waypoint}`,
        compute: ({ scope }) => {
            const ids = scope.cell(destinationIdsStep(current, waypoint));
            return ids.some(({ onward }) => onward === "for-clients") ? onwardResources : [];
        },
        same: sameResources,
    });
}
function connectPolicyStep(current, waypoint) {
    return step(current, {
        key: `connect-policy/${waypoint}`,
        compute: ({ scope }) => [
            encoded(connectPolicySlot(scope.cell(tcpPortsStep(current, waypoint)), scope.cell(forwardersStep(current, waypoint)))),
        ],
        same: sameResources,
    });
}
/** The plugins that run anywhere on the waypoint, one use of each, sorted by name. */
function pluginUsesStep(current, waypoint) {
    return step(current, {
        key: `plugin-uses/${waypoint}`,
        compute: ({ scope }) => {
            const ports = scope
                .cell(portsStep(current, waypoint))
                .map((port) => scope.cell(pluginsOfPortStep(current, port)));
            const pods = scope
                .cell(workloadsOfStep(current, waypoint))
                .flatMap((workload) => scope.cell(workloadPortsStep(current, { waypoint, workload })))
                .map(({ served }) => served.access.plugins ?? []);
            const found = new Map([...ports, ...pods].flat().map((use) => [use.plugin, use]));
            return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, use]) => use);
        },
        same: (before, after) => before.length === after.length &&
            before.every((use, index) => use.plugin === after[index]?.plugin && use.without === after[index].without),
    });
}
function tcpPortsStep(current, waypoint) {
    return step(current, {
        key: `tcp-ports/${waypoint}`,
        compute: ({ scope }) => [
            ...scope.cell(portsStep(current, waypoint)).map((port) => scope.cell(servedPortStep(current, port))),
            ...scope
                .cell(workloadsOfStep(current, waypoint))
                .flatMap((workload) => scope.cell(workloadPortsStep(current, { waypoint, workload })))
                .map(({ served }) => served),
        ].filter((served) => served?.port.protocol === "tcp"),
        same: sameElements,
    });
}
//# sourceMappingURL=waypoint.js.map