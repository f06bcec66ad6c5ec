import { isIP } from "node:net";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName, replicasByFirstChoice } from "../model/addresses.js";
import { isAskedFor } from "./entry-services.js";
import { hasLabels } from "./labels.js";
import { vipsOf } from "./services.js";
import { addressOf, isInMesh, podsIn, workloadNamed } from "./workloads.js";
/** Label of places outside the cluster that take HBONE as pods of the mesh do. */
const tunnelLabel = "networking.istio.io/tunnel";
/**
 * What answers for a host of a service entry. An address may be a DNS name where the entry's resolution says so. The
 * address of a pod of the mesh is that pod, whatever the entry says: nobody gets around its door.
 */
export function entryEndpoints(site, view, report) {
    const { service, port } = site;
    const { entry } = service.spec;
    if (entry === undefined)
        return [];
    const { spec, host } = entry;
    if (isAskedFor(spec)) {
        const { addresses } = vipsOf(service, view);
        return addresses.map((address) => ({ address, port: targetPortOf(port), inMesh: false, workload: address }));
    }
    if (spec.workloadSelector !== undefined)
        return selectedEndpoints(site, spec.workloadSelector.labels ?? {}, { view, report });
    const byName = spec.resolution !== "STATIC";
    const listed = spec.endpoints ?? [];
    if (listed.length === 0 && byName) {
        return [{ address: host, port: targetPortOf(port), inMesh: false, workload: host }];
    }
    const used = spec.resolution === "DNS_ROUND_ROBIN" ? listed.slice(0, 1) : listed;
    return used.flatMap((endpoint, index) => {
        const origin = at(service.origin, "spec", "endpoints", index);
        return endpointAt({ ...site, endpoint, origin, byName }, view, report) ?? [];
    });
}
function selectedEndpoints(site, labels, { view, report }) {
    const { service, port } = site;
    const { namespace } = service.metadata;
    if (Object.keys(labels).length === 0)
        return [];
    const pods = podsIn(namespace, view).filter((pod) => pod.ready && hasLabels(labels, pod.labels));
    return [
        ...pods.map((pod) => podEndpoint(pod, targetPortOf(port), view)),
        ...machineEndpoints(site, labels, { view, report }),
    ];
}
/** The workload entries of a service's namespace that have these labels, as endpoints of one of its ports. */
export function machineEndpoints(site, labels, { view, report }) {
    const { service } = site;
    const { entry } = service.spec;
    const byName = entry !== undefined && entry.spec.resolution !== "STATIC";
    return view.indexed("workload-entries-by-namespace", service.metadata.namespace).flatMap((machine) => {
        if (!hasLabels(labels, { ...machine.metadata.labels, ...machine.spec.labels }))
            return [];
        const place = { ...site, endpoint: machine.spec, origin: at(machine.origin, "spec"), byName };
        const bound = endpointAt(place, view, report);
        return bound === undefined ? [] : [{ ...bound, workload: qualifiedName(machine) }];
    });
}
function podEndpoint(pod, port, view) {
    const { namespace, serviceAccount, name } = pod;
    const account = { namespace, serviceAccount };
    return {
        address: addressOf(pod, view),
        port,
        account,
        inMesh: isInMesh(pod, view),
        workload: `${namespace}/${name}`,
    };
}
function endpointAt(place, view, report) {
    const { service, port, endpoint, origin, byName } = place;
    const { address = "", serviceAccount = "default", labels = {}, weight = 0, locality } = endpoint;
    const number = endpoint.ports?.[port.name ?? ""] ?? targetPortOf(port);
    const { namespace } = service.metadata;
    const tunnelled = labels[tunnelLabel] === "http";
    const problem = problemOf(endpoint, { byName, tunnelled });
    if (problem !== undefined) {
        report(diagnostic("WM3024", { origin, message: problem }));
        return undefined;
    }
    const pod = isIP(address) === 0 ? undefined : podAt(address, view);
    const account = pod === undefined || endpoint.serviceAccount !== undefined
        ? { namespace, serviceAccount }
        : { namespace: pod.namespace, serviceAccount: pod.serviceAccount };
    const inMesh = pod === undefined ? tunnelled : isInMesh(pod, view);
    return {
        address,
        port: number,
        inMesh,
        ...(inMesh && { account }),
        ...(weight > 0 && { weight }),
        ...(locality !== undefined && locality !== "" && { locality: locality.split("/").slice(0, 2).join("/") }),
        workload: pod === undefined ? address : `${pod.namespace}/${pod.name}`,
    };
}
function problemOf({ address = "", network = "" }, { byName, tunnelled }) {
    if (network !== "")
        return `an endpoint of network ${network} cannot be reached: there are no gateways between networks`;
    if (address === "")
        return "the endpoint has no address";
    if (address.startsWith("unix://"))
        return "Unix sockets are not supported";
    if (isIP(address) !== 0)
        return undefined;
    if (!byName)
        return `${address} is no IP address, and resolution STATIC resolves no names`;
    if (tunnelled)
        return `${address} is a name, but tunnels lead to IP addresses`;
    return /^[A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_])?\.?$/.test(address) ? undefined : `${address} is no DNS name`;
}
/** Service entries name no container ports. */
function targetPortOf({ targetPort, port }) {
    return typeof targetPort === "number" ? targetPort : port;
}
/** The pod that lives at an address, if it is one of ours. */
function podAt(address, view) {
    const pods = view.indexed("pods-by-address", address).map(qualifiedName);
    const played = view
        .indexed("deployments-by-address", address)
        .flatMap((deployment) => replicasByFirstChoice(deployment).get(address) ?? []);
    for (const name of [...pods, ...played]) {
        const [namespace = "", own = ""] = name.split("/");
        const workload = workloadNamed(namespace, own, view);
        if (workload !== undefined && addressOf(workload, view) === address)
            return workload;
    }
    return undefined;
}
/** The addresses of a service entry that are ranges, which nothing on the wire could stand for. */
export function addressRanges({ spec }) {
    return spec.addresses.flatMap((address, index) => (isIP(address.replace(/\/(32|128)$/, "")) === 0 ? [index] : []));
}
//# sourceMappingURL=entry-endpoints.js.map