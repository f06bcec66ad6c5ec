/** What the L4 layer must do, put together from a step for each service and each pod. */
import { serviceWithKey } from "../binding/entry-services.js";
import { addressOf, isInMesh, podsIn, workloadNamed, workloadNamespaces } from "../binding/workloads.js";
import { sameElements } from "../incremental.js";
import { clientsOf } from "../lowering/clients.js";
import { lowerGuardedPod } from "../lowering/guarded-pods.js";
import { lowerL4Services } from "../lowering/l4-services.js";
import { trustDomainsOf } from "../lowering/settings.js";
import { serviceKeysStep } from "./membership.js";
import { step } from "./step.js";
/** The whole L4 layer. */
export function nodeLayerStep(current) {
    return step(current, {
        key: "node-layer",
        compute: ({ scope, view }) => ({
            trustDomains: trustDomainsOf(view.mesh),
            clients: scope.cell(clientsStep(current)),
            services: scope.cell(servicesStep(current)),
            pods: scope.cell(podsStep(current)),
        }),
    });
}
function clientsStep(current) {
    return step(current, {
        key: "l4-clients",
        compute: ({ view }) => clientsOf(view),
        same: (before, after) => JSON.stringify(before) === JSON.stringify(after),
    });
}
function servicesStep(current) {
    return step(current, {
        key: "l4-services",
        compute: ({ scope }) => scope.cell(serviceKeysStep(current)).flatMap((service) => scope.cell(serviceStep(current, service))),
        same: sameElements,
    });
}
function serviceStep(current, service) {
    return step(current, {
        key: `l4-service/${service}`,
        compute: ({ view, report }) => {
            const found = serviceWithKey(service, view);
            return found === undefined ? [] : lowerL4Services(found, view, report);
        },
    });
}
function podsStep(current) {
    return step(current, {
        key: "l4-pods",
        compute: ({ scope }) => scope.cell(podNamesStep(current)).flatMap((name) => scope.cell(guardedPodStep(current, name)) ?? []),
        same: sameElements,
    });
}
/** The pods of the mesh, by name. */
export function podNamesStep(current) {
    return step(current, {
        key: "l4-pod-names",
        compute: ({ view }) => workloadNamespaces(view).flatMap((namespace) => podsIn(namespace, view).map(({ name }) => `${namespace}/${name}`)),
        same: sameElements,
    });
}
/** A pod and the rules at its door. Undefined once it is gone or out of the mesh. */
export function guardedPodStep(current, pod) {
    return step(current, {
        key: `l4-pod/${pod}`,
        compute: ({ view, report }) => {
            const [namespace = "", name = ""] = pod.split("/");
            const workload = workloadNamed(namespace, name, view);
            if (workload === undefined || !isInMesh(workload, view))
                return undefined;
            return lowerGuardedPod({ ...workload, address: addressOf(workload, view) }, view, report);
        },
    });
}
//# sourceMappingURL=node-layer.js.map