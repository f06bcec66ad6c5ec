/** Service entries, workload entries and TLS to what is behind them. */
export const entryCodes = {
    WM3020: {
        severity: "error",
        title: "A host that clients cannot use",
        meaning: "Clients name what they want to reach, and a name must lead to one thing: wildcard hosts, IP addresses as hosts and resolution DYNAMIC_DNS are not supported. The host is not reachable; the entry's other hosts are.",
        fix: "List the hosts by name; addresses belong into `addresses` or `endpoints`.",
    },
    WM3021: {
        severity: "error",
        title: "A host that somebody else has",
        meaning: "A Service of the cluster keeps its own name, and of two ServiceEntries of one namespace the first by name keeps the host. The other's is not in effect.",
        fix: "Remove the host from one of the two.",
    },
    WM3022: {
        severity: "error",
        title: "A virtual address that cannot be had",
        meaning: "An address can belong to one thing only: what lives in the mesh keeps it, then the first ServiceEntry by name; ranges of addresses are not supported. Hosts that are left without get an automatic address; by name they are reachable all the same.",
        fix: "Give the ServiceEntry an address of its own, or none.",
    },
    WM3023: {
        severity: "error",
        title: "Nothing tells where a host is",
        meaning: "With resolution NONE connections go to the address that the client asked for, which must be one of `addresses`, and which only the first host has. Connections by name have no address to go to: they are refused.",
        fix: "Give the entry one of `addresses`, or use resolution DNS or STATIC.",
    },
    WM3024: {
        severity: "error",
        title: "An endpoint that cannot be used",
        meaning: "With resolution STATIC an endpoint is an IP address; with DNS it may be a name. Unix sockets, endpoints of other networks and endpoints without an address are not supported, and a place that speaks HBONE needs an IP address. The endpoint is left out.",
        fix: "Give the endpoint an IP address, or use resolution DNS.",
    },
    WM3025: {
        severity: "warning",
        title: "A service without endpoints",
        meaning: "Nothing answers under the entry's hosts: requests get 503.",
        fix: "Add `endpoints`, or a `workloadSelector` that selects a Pod or WorkloadEntry of the entry's namespace, or use resolution DNS.",
    },
    WM3026: {
        severity: "error",
        title: "Fields of a service entry that do not go together",
        meaning: "An API server would refuse this object: resolution NONE has no endpoints, and DNS_ROUND_ROBIN one at most. The extra endpoints are left out.",
        fix: "Use resolution STATIC or DNS, or remove the endpoints.",
    },
    WM3028: {
        severity: "warning",
        title: "A DestinationRule without effect",
        meaning: "A DestinationRule is read in the namespace of the service that it is about and in the root namespace, for a host that exists there; of several the first by name counts.",
        fix: "Move it into the service's namespace, or correct its host.",
    },
    WM3029: {
        severity: "warning",
        title: "Settings of a DestinationRule or BackendTLSPolicy that are not honoured",
        meaning: "Of a DestinationRule the TLS settings are in effect, for the service as a whole or for single ports; of a BackendTLSPolicy everything but its options.",
        fix: "Do not rely on the settings that the message names.",
    },
    WM3030: {
        severity: "error",
        title: "TLS to a service that cannot be had as asked",
        meaning: "The certificates or the mode that a DestinationRule or BackendTLSPolicy asks for are not to be had. Nothing is sent in the clear instead: requests get 503.",
        fix: "In a BackendTLSPolicy, refer to ConfigMaps with the key `ca.crt` or to the `System` roots; in a DestinationRule, use mode SIMPLE, or MUTUAL with files (`clientCertificate`, `privateKey`, `caCertificates`) on the waypoint's machine.",
    },
    WM3031: {
        severity: "warning",
        title: "TLS that needs a waypoint",
        meaning: "A waypoint is what speaks TLS in place of its clients. This service has none, so its clients' bytes leave as they are.",
        fix: "Label the service or its namespace with `istio.io/use-waypoint`.",
    },
    WM3032: {
        severity: "warning",
        title: "TLS that believes anybody",
        meaning: "`insecureSkipVerify` lets whoever answers read and change what is sent.",
        fix: "Remove it, and name the authority in `caCertificates`.",
    },
    WM3033: {
        severity: "warning",
        title: "A BackendTLSPolicy without effect at a target",
        meaning: "Targets are Services and ServiceEntries of the policy's namespace; `sectionName` is the name of a port.",
        fix: "Correct the targetRef.",
    },
};
//# sourceMappingURL=catalogue-entries.js.map