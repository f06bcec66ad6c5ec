/** The local mesh. */
export const runtimeCodes = {
    WM7501: {
        severity: "error",
        title: "An address of the mesh cannot be bound on this machine",
        meaning: "Pods and waypoints of the local mesh live on loopback addresses. Linux has all of 127.0.0.0/8 without set-up; other systems have 127.0.0.1 only, until an alias is added for each address. Whatever lives at this address cannot be reached; the rest of the mesh works.",
        fix: "On macOS, add the alias that the message names (`sudo ifconfig lo0 alias ADDRESS`), or run on Linux or in a Linux container.",
    },
    WM7502: {
        severity: "error",
        title: "A port that the mesh needs is in use",
        meaning: "Another process, often another local mesh of the same manifests, listens on this address and port. Whatever should listen there does not; the rest of the mesh works.",
        fix: "Stop the other process, or give the pod another address (annotation `waymark.dev/address`).",
    },
    WM7503: {
        severity: "error",
        title: "Two pods of the local mesh have one address",
        meaning: "On one machine two pods cannot share an address. That happens when the manifests give both the same one, or when two addresses differ in their first byte only and fall together as loopback addresses. The first by name keeps it; nothing listens for the other.",
        fix: "Give one of them another address (`status.podIP`, or the annotation `waymark.dev/address`).",
    },
    WM7504: {
        severity: "warning",
        title: "A process of the user's plays nobody",
        meaning: "`--workload` names no pod, Deployment or Service of the manifests, so nothing is forwarded to that process.",
        fix: "Write `namespace/name` of a pod, Deployment or Service that exists.",
    },
};
//# sourceMappingURL=catalogue-runtime.js.map