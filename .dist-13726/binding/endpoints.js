import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { entryEndpoints, machineEndpoints } from "./entry-endpoints.js";
import { hasLabels } from "./labels.js";
import { addressOf, compareText, isInMesh, podsIn, workloadNamed } from "./workloads.js";
/**
 * The endpoints of a service port, sorted by address, each once. Endpoint slices win over the selector, as in a
 * cluster. Pods that are not ready are left out, unless the service publishes them (`publishNotReadyAddresses`).
 */
export function endpointsOf(site, view, report) {
    if (site.service.spec.entry !== undefined)
        return distinct(entryEndpoints(site, view, report));
    const slices = view.indexed("slices-by-service", qualifiedName(site.service));
    const found = slices.length > 0 ? fromSlices(site, view, report) : fromSelector(site, view, report);
    return distinct(found);
}
function fromSelector({ service, port }, view, report) {
    const { selector = {}, publishNotReadyAddresses } = service.spec;
    if (Object.keys(selector).length === 0)
        return [];
    const pods = podsIn(service.metadata.namespace, view).filter((pod) => hasLabels(selector, pod.labels));
    const resolved = pods.map((pod) => ({ pod, number: targetPortOf(port, pod) }));
    if (pods.length > 0 && resolved.every(({ number }) => number === undefined)) {
        const declared = [...new Set(pods.flatMap((pod) => pod.ports.flatMap(({ name }) => name ?? [])))].sort();
        report(diagnostic("WM3008", {
            origin: at(service.origin, "spec", "ports", service.spec.ports.indexOf(port), "targetPort"),
            message: `no pod of Service ${qualifiedName(service)} has a port named "${port.targetPort}"`,
            advice: declared.length > 0 ? `the pods name ${declared.join(", ")}` : "give the container port this name",
        }));
    }
    const found = resolved.flatMap(({ pod, number }) => number === undefined || !(pod.ready || publishNotReadyAddresses) ? [] : [endpointAt(pod, number, view)]);
    return [...found, ...machineEndpoints({ service, port }, selector, { view, report })];
}
/** The number of a service's target port on a pod; undefined if the pod has no port of that name. */
function targetPortOf({ targetPort, port, protocol }, pod) {
    if (typeof targetPort !== "string")
        return targetPort ?? port;
    return pod.ports.find((declared) => declared.name === targetPort && declared.protocol === protocol)?.containerPort;
}
function endpointAt(pod, port, view) {
    const { namespace, serviceAccount } = pod;
    return {
        address: addressOf(pod, view),
        port,
        account: { namespace, serviceAccount },
        inMesh: isInMesh(pod, view),
        workload: `${namespace}/${pod.name}`,
    };
}
function fromSlices({ service, port }, view, report) {
    const { namespace } = service.metadata;
    const slices = view.indexed("slices-by-service", qualifiedName(service));
    return slices.flatMap((slice) => {
        if (slice.spec.addressType === "FQDN")
            return [];
        const match = slice.spec.ports.find((candidate) => candidate.name === (port.name ?? ""));
        const number = match && (match.port ?? (typeof port.targetPort === "number" ? port.targetPort : port.port));
        if (number === undefined)
            return [];
        return slice.spec.endpoints.flatMap((endpoint, index) => {
            const address = endpoint.addresses[0];
            if (address === undefined)
                return [];
            if (endpoint.conditions.ready === false && !service.spec.publishNotReadyAddresses)
                return [];
            const locality = endpoint.zone === undefined ? {} : { locality: `/${endpoint.zone}` };
            const pod = podBehind(endpoint, namespace, view);
            if (pod === "missing") {
                const origin = at(slice.origin, "endpoints", index, "targetRef");
                const name = endpoint.targetRef?.name ?? "";
                report(diagnostic("WM3009", {
                    origin,
                    message: `the endpoint ${address} names Pod ${namespace}/${name}, which does not exist`,
                    advice: "remove the endpoint, or add the pod: without it nobody knows whose identity to expect",
                }));
                return [];
            }
            if (pod === undefined)
                return [{ address, port: number, inMesh: false, workload: address, ...locality }];
            return [{ ...endpointAt(pod, number, view), address, ...locality }];
        });
    });
}
/** The workload an endpoint stands for: the pod it names, else the one at its address in the service's namespace. */
function podBehind(endpoint, namespace, view) {
    const { targetRef, addresses } = endpoint;
    if (targetRef?.kind === "Pod" && targetRef.name !== undefined) {
        return workloadNamed(namespace, targetRef.name, view) ?? "missing";
    }
    return podsIn(namespace, view).find((pod) => addresses.includes(addressOf(pod, view)));
}
/** Each address and port once; of the two families of one pod the first by address order (IPv4). */
function distinct(endpoints) {
    const sorted = [...endpoints].sort((one, other) => compareText(addressOrder(one), addressOrder(other)) || one.port - other.port);
    const seen = new Set();
    return sorted.filter(({ workload, port }) => {
        const key = `${workload} ${port}`;
        if (seen.has(key))
            return false;
        seen.add(key);
        return true;
    });
}
/** IPv4 before IPv6, then by text. */
function addressOrder({ address }) {
    return `${address.includes(":") ? 6 : 4} ${address}`;
}
//# sourceMappingURL=endpoints.js.map