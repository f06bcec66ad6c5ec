export declare const bindingCodes: {
    readonly WM3001: {
        readonly severity: "error";
        readonly title: "The waypoint asked for does not exist";
        readonly meaning: "A label asks for a waypoint that nobody declares. The object gets no L7 rules, and connections to it are refused, because without its waypoint it would also lose the restrictions it relies on.";
        readonly fix: "Create the Gateway, or correct the label; `istio.io/use-waypoint-namespace` names the Gateway's namespace if it is not the object's own.";
    };
    readonly WM3002: {
        readonly severity: "error";
        readonly title: "The Gateway asked for is not a waypoint";
        readonly meaning: "A label asks for a Gateway whose class is not a waypoint class. Connections to the object are refused until that is settled.";
        readonly fix: "Use a Gateway of class `istio-waypoint` or `waymark-waypoint`, or of a GatewayClass whose controllerName is `waymark.dev/waypoint-controller`.";
    };
    readonly WM3003: {
        readonly severity: "error";
        readonly title: "The waypoint does not take objects of this namespace";
        readonly meaning: "The HBONE listener of the Gateway does not admit the namespace of the object that asks for it (`allowedRoutes.namespaces`; without it, only its own namespace). Connections to the object are refused until that is settled.";
        readonly fix: "Let the listener admit the namespace (`from: All`, or a selector that its labels match), or use a waypoint of the own namespace.";
    };
    readonly WM3004: {
        readonly severity: "error";
        readonly title: "The waypoint is not for this kind of traffic";
        readonly meaning: "The object itself asks for a waypoint whose `istio.io/waypoint-for` excludes it: `service` takes traffic to services, `workload` to pods, `all` both. Connections to the object are refused until that is settled.";
        readonly fix: "Change `istio.io/waypoint-for` on the Gateway, or ask for another waypoint.";
    };
    readonly WM3005: {
        readonly severity: "warning";
        readonly title: "The waypoint has no HBONE listener";
        readonly meaning: "A waypoint listens with protocol HBONE on port 15008. It is served nevertheless, but only to its own namespace, since the listener is what admits others.";
        readonly fix: "Give the Gateway one listener with port 15008 and protocol HBONE.";
    };
    readonly WM3006: {
        readonly severity: "warning";
        readonly title: "A waypoint's namespace without its name";
        readonly meaning: "`istio.io/use-waypoint-namespace` means nothing on an object without `istio.io/use-waypoint`.";
        readonly fix: "Add `istio.io/use-waypoint`, or remove the label.";
    };
    readonly WM3007: {
        readonly severity: "error";
        readonly title: "Two Services have one cluster IP";
        readonly meaning: "An address can belong to one Service only; the first by namespace and name keeps it. The other is reached at its other addresses, or at an automatic one.";
        readonly fix: "Give each Service an address of its own, or none: waymark then chooses one.";
    };
    readonly WM3008: {
        readonly severity: "error";
        readonly title: "No pod has the target port of the Service";
        readonly meaning: "The Service names a target port that no container of its pods declares, so the port has no endpoints.";
        readonly fix: "Name the container port, or use its number as targetPort.";
    };
    readonly WM3009: {
        readonly severity: "error";
        readonly title: "An endpoint names a pod that does not exist";
        readonly meaning: "Without the pod nobody knows whose identity the endpoint must prove. It is left out.";
        readonly fix: "Add the pod, or remove the endpoint from the EndpointSlice.";
    };
    readonly WM3010: {
        readonly severity: "error";
        readonly title: "L7 rules of a headless Service are not in effect";
        readonly meaning: "Clients of a headless Service connect to the addresses of its pods, so nothing on the wire names the Service and its waypoint never sees the traffic. Since there are rules for it, connections to it are refused rather than let through without them.";
        readonly fix: "Give the Service a cluster IP, or bind its pods to a waypoint for workloads and attach the rules to the Gateway.";
    };
    readonly WM3011: {
        readonly severity: "warning";
        readonly title: "Unknown value of `istio.io/waypoint-for`";
        readonly meaning: "The label knows `service`, `workload`, `all` and `none`. Anything else counts as `service`.";
        readonly fix: "Correct the label.";
    };
    readonly WM3012: {
        readonly severity: "warning";
        readonly title: "A waypoint's address is not an IP address";
        readonly meaning: "Only IP addresses of a Gateway are used; waymark resolves no names.";
        readonly fix: "Give the Gateway an address of type IPAddress, or none: waymark then chooses one.";
    };
    readonly WM3013: {
        readonly severity: "info";
        readonly title: "A port that the mesh does not carry";
        readonly meaning: "The mesh carries TCP. UDP and SCTP ports are left to the network.";
        readonly fix: "Nothing, unless the port was meant to be TCP.";
    };
    readonly WM3014: {
        readonly severity: "warning";
        readonly title: "Two pods have one address";
        readonly meaning: "Policies and tunnels tell pods apart by their addresses, so a shared one makes one pod answer for the other.";
        readonly fix: "Give each pod an address of its own, or none: waymark then chooses one.";
    };
};
