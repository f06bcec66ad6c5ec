export const bindingCodes = {
    WM3001: {
        severity: "error",
        title: "The waypoint asked for does not exist",
        meaning: "A label asks for a waypoint that nobody declares. The object gets no L7 rules, and connections to it are refused, because without its waypoint it would also lose the restrictions it relies on.",
        fix: "Create the Gateway, or correct the label; `istio.io/use-waypoint-namespace` names the Gateway's namespace if it is not the object's own.",
    },
    WM3002: {
        severity: "error",
        title: "The Gateway asked for is not a waypoint",
        meaning: "A label asks for a Gateway whose class is not a waypoint class. Connections to the object are refused until that is settled.",
        fix: "Use a Gateway of class `istio-waypoint` or `waymark-waypoint`, or of a GatewayClass whose controllerName is `waymark.dev/waypoint-controller`.",
    },
    WM3003: {
        severity: "error",
        title: "The waypoint does not take objects of this namespace",
        meaning: "The HBONE listener of the Gateway does not admit the namespace of the object that asks for it (`allowedRoutes.namespaces`; without it, only its own namespace). Connections to the object are refused until that is settled.",
        fix: "Let the listener admit the namespace (`from: All`, or a selector that its labels match), or use a waypoint of the own namespace.",
    },
    WM3004: {
        severity: "error",
        title: "The waypoint is not for this kind of traffic",
        meaning: "The object itself asks for a waypoint whose `istio.io/waypoint-for` excludes it: `service` takes traffic to services, `workload` to pods, `all` both. Connections to the object are refused until that is settled.",
        fix: "Change `istio.io/waypoint-for` on the Gateway, or ask for another waypoint.",
    },
    WM3005: {
        severity: "warning",
        title: "The waypoint has no HBONE listener",
        meaning: "A waypoint listens with protocol HBONE on port 15008. It is served nevertheless, but only to its own namespace, since the listener is what admits others.",
        fix: "Give the Gateway one listener with port 15008 and protocol HBONE.",
    },
    WM3006: {
        severity: "warning",
        title: "A waypoint's namespace without its name",
        meaning: "`istio.io/use-waypoint-namespace` means nothing on an object without `istio.io/use-waypoint`.",
        fix: "Add `istio.io/use-waypoint`, or remove the label.",
    },
    WM3007: {
        severity: "error",
        title: "Two Services have one cluster IP",
        meaning: "An address can belong to one Service only; the first by namespace and name keeps it. The other is reached at its other addresses, or at an automatic one.",
        fix: "Give each Service an address of its own, or none: waymark then chooses one.",
    },
    WM3008: {
        severity: "error",
        title: "No pod has the target port of the Service",
        meaning: "The Service names a target port that no container of its pods declares, so the port has no endpoints.",
        fix: "Name the container port, or use its number as targetPort.",
    },
    WM3009: {
        severity: "error",
        title: "An endpoint names a pod that does not exist",
        meaning: "Without the pod nobody knows whose identity the endpoint must prove. It is left out.",
        fix: "Add the pod, or remove the endpoint from the EndpointSlice.",
    },
    WM3010: {
        severity: "error",
        title: "L7 rules of a headless Service are not in effect",
        meaning: "Clients of a headless Service connect to the addresses of its pods, so nothing on the wire names the Service and its waypoint never sees the traffic. Since there are rules for it, connections to it are refused rather than let through without them.",
        fix: "Give the Service a cluster IP, or bind its pods to a waypoint for workloads and attach the rules to the Gateway.",
    },
    WM3011: {
        severity: "warning",
        title: "Unknown value of `istio.io/waypoint-for`",
        meaning: "The label knows `service`, `workload`, `all` and `none`. Anything else counts as `service`.",
        fix: "Correct the label.",
    },
    WM3012: {
        severity: "warning",
        title: "A waypoint's address is not an IP address",
        meaning: "Only IP addresses of a Gateway are used; waymark resolves no names.",
        fix: "Give the Gateway an address of type IPAddress, or none: waymark then chooses one.",
    },
    WM3013: {
        severity: "info",
        title: "A port that the mesh does not carry",
        meaning: "The mesh carries TCP. UDP and SCTP ports are left to the network.",
        fix: "Nothing, unless the port was meant to be TCP.",
    },
    WM3014: {
        severity: "warning",
        title: "Two pods have one address",
        meaning: "Policies and tunnels tell pods apart by their addresses, so a shared one makes one pod answer for the other.",
        fix: "Give each pod an address of its own, or none: waymark then chooses one.",
    },
};
//# sourceMappingURL=catalogue-binding.js.map