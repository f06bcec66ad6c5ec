import { isMeshService } from "../binding/services.js";
import { destinationIdOf } from "./names.js";
/**
 * What an `http` URL of keys means inside the mesh; undefined if its host is no name of a service. Such names mean
 * nothing outside, so waypoints ask the service themselves, over mTLS: the control plane may not even be in the cluster.
 */
export function meshKeys(url, view) {
    if (!/^http:/i.test(url) || !URL.canParse(url))
        return undefined;
    const { hostname, port } = new URL(url);
    const [name = "", namespace = "", ...suffix] = hostname.toLowerCase().replace(/\.$/, "").split(".");
    const isShort = suffix.length === 0;
    const isServiceName = ["svc", `svc.${view.mesh.clusterDomain}`].includes(suffix.join("."));
    if (!isShort && !isServiceName)
        return undefined;
    const service = view.object("Service", namespace, name);
    if (service === undefined || !isMeshService(service)) {
        return isShort ? undefined : { kind: "unusable", because: `there is no Service ${namespace}/${name} in the mesh` };
    }
    const number = port === "" ? 80 : Number(port);
    if (!service.spec.ports.some((candidate) => candidate.port === number && candidate.protocol === "TCP")) {
        return { kind: "unusable", because: `Service ${namespace}/${name} has no port ${number}` };
    }
    return { kind: "service", from: destinationIdOf(service, number, view.mesh) };
}
/** Whether waypoints fetch these keys themselves, or would if they could. */
export function isInMesh(url, view) {
    return meshKeys(url, view) !== undefined;
}
//# sourceMappingURL=mesh-keys.js.map