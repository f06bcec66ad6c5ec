import { automaticAddress, declaredPodAddresses, replicaNames, replicasByFirstChoice } from "../model/addresses.js";
import { podStatus } from "../model/pod.js";
/** Label of pods and namespaces: `none` keeps a workload out of the mesh. */
const dataplaneModeLabel = "istio.io/dataplane-mode";
/** The workloads of a namespace, by name. */
export function workloadsIn(namespace, view) {
    return podsIn(namespace, view).map((pod) => ({ ...pod, address: addressOf(pod, view) }));
}
/** The workload `namespace/name`. */
export function workloadNamed(namespace, name, view) {
    const pod = view.object("Pod", namespace, name);
    if (pod !== undefined)
        return declaredPod(pod)[0];
    // The pods of a deployment have no object of their own: `reviews-0` belongs to the deployment `reviews`.
    const deployment = view.object("Deployment", namespace, name.replace(/-\d+$/, ""));
    return deployment === undefined ? undefined : playedPods(deployment).find((played) => played.name === name);
}
/** The workloads of a namespace without their addresses, by name: cheaper where most of them are not wanted. */
export function podsIn(namespace, view) {
    const pods = view.indexed("pods-by-namespace", namespace);
    const deployments = view.indexed("deployments-by-namespace", namespace);
    const known = mergedPods.get(pods)?.get(deployments);
    if (known !== undefined)
        return known;
    const merged = merge(pods, deployments);
    const byDeployments = mergedPods.get(pods) ?? new WeakMap();
    mergedPods.set(pods, byDeployments.set(deployments, merged));
    return merged;
}
// Every service of a namespace asks for all of its pods. The lists are immutable, so what was made of them stays true;
// they are still looked up each time, because looking up is what the caller's dependencies are made of.
const mergedPods = new WeakMap();
function merge(pods, deployments) {
    const declared = pods.flatMap(declaredPod);
    const names = new Set(declared.map((pod) => pod.name));
    // A declared pod may bear a name that a deployment would give: what was written by hand counts.
    const played = deployments.flatMap(playedPods).filter((pod) => !names.has(pod.name));
    return [...declared, ...played].sort((one, other) => compareText(one.name, other.name));
}
/** Every namespace that has workloads, by name. */
export function workloadNamespaces(view) {
    const owners = [...view.names("Pod"), ...view.names("Deployment")];
    return [...new Set(owners.map((owner) => owner.slice(0, owner.indexOf("/"))))].sort(compareText);
}
/** Where a workload can be reached: what it declares, else an automatic address that nobody else has. */
export function addressOf(workload, view) {
    const declared = workload.declaredAddresses[0];
    if (declared !== undefined)
        return declared;
    const name = `${workload.namespace}/${workload.name}`;
    const first = automaticAddress("pod", name, "first");
    const pods = view.indexed("pods-by-address", first).flatMap((pod) => {
        const owns = declaredPodAddresses(pod).length > 0;
        return owns ? [""] : [`${pod.metadata.namespace}/${pod.metadata.name}`];
    });
    const replicas = view
        .indexed("deployments-by-address", first)
        .flatMap((deployment) => replicasByFirstChoice(deployment).get(first) ?? []);
    // A declared address (the empty name) comes before every automatic one.
    const earlier = [...pods, ...replicas].some((other) => other < name);
    return earlier ? automaticAddress("pod", name, "second") : first;
}
/** Whether the mesh carries traffic to and from a workload. The pod's own label wins over its namespace's. */
export function isInMesh(workload, view) {
    if (workload.hostNetwork)
        return false;
    const own = workload.labels[dataplaneModeLabel];
    if (own !== undefined)
        return own !== "none";
    return view.object("Namespace", "", workload.namespace)?.metadata.labels[dataplaneModeLabel] !== "none";
}
/** Orders texts by code unit: the same everywhere, whatever the locale. */
export function compareText(one, other) {
    return one < other ? -1 : one > other ? 1 : 0;
}
function declaredPod(pod) {
    const { phase, ready } = podStatus(pod);
    if (phase === "Succeeded" || phase === "Failed")
        return [];
    const declaredAddresses = declaredPodAddresses(pod);
    return [{ ...workloadOf(pod.metadata, pod.spec), declaredAddresses, ready: ready ?? true, origin: pod.origin }];
}
function playedPods(deployment) {
    const { namespace } = deployment.metadata;
    const { metadata, spec } = deployment.spec.template;
    return replicaNames(deployment).map((name) => ({
        ...workloadOf({ namespace, name, ...metadata }, spec),
        declaredAddresses: [],
        ready: true,
        origin: deployment.origin,
    }));
}
function workloadOf(metadata, spec) {
    return {
        namespace: metadata.namespace,
        name: metadata.name,
        serviceAccount: spec.serviceAccountName,
        labels: metadata.labels,
        annotations: metadata.annotations,
        ports: spec.containers.flatMap((container) => container.ports),
        hostNetwork: spec.hostNetwork,
    };
}
//# sourceMappingURL=workloads.js.map