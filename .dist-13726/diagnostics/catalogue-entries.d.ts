/** Service entries, workload entries and TLS to what is behind them. */
export declare const entryCodes: {
    readonly WM3020: {
        readonly severity: "error";
        readonly title: "A host that clients cannot use";
        readonly meaning: "Clients name what they want to reach, and a name must lead to one thing: wildcard hosts, IP addresses as hosts and resolution DYNAMIC_DNS are not supported. The host is not reachable; the entry's other hosts are.";
        readonly fix: "List the hosts by name; addresses belong into `addresses` or `endpoints`.";
    };
    readonly WM3021: {
        readonly severity: "error";
        readonly title: "A host that somebody else has";
        readonly meaning: "A Service of the cluster keeps its own name, and of two ServiceEntries of one namespace the first by name keeps the host. The other's is not in effect.";
        readonly fix: "Remove the host from one of the two.";
    };
    readonly WM3022: {
        readonly severity: "error";
        readonly title: "A virtual address that cannot be had";
        readonly meaning: "An address can belong to one thing only: what lives in the mesh keeps it, then the first ServiceEntry by name; ranges of addresses are not supported. Hosts that are left without get an automatic address; by name they are reachable all the same.";
        readonly fix: "Give the ServiceEntry an address of its own, or none.";
    };
    readonly WM3023: {
        readonly severity: "error";
        readonly title: "Nothing tells where a host is";
        readonly meaning: "With resolution NONE connections go to the address that the client asked for, which must be one of `addresses`, and which only the first host has. Connections by name have no address to go to: they are refused.";
        readonly fix: "Give the entry one of `addresses`, or use resolution DNS or STATIC.";
    };
    readonly WM3024: {
        readonly severity: "error";
        readonly title: "An endpoint that cannot be used";
        readonly meaning: "With resolution STATIC an endpoint is an IP address; with DNS it may be a name. Unix sockets, endpoints of other networks and endpoints without an address are not supported, and a place that speaks HBONE needs an IP address. The endpoint is left out.";
        readonly fix: "Give the endpoint an IP address, or use resolution DNS.";
    };
    readonly WM3025: {
        readonly severity: "warning";
        readonly title: "A service without endpoints";
        readonly meaning: "Nothing answers under the entry's hosts: requests get 503.";
        readonly fix: "Add `endpoints`, or a `workloadSelector` that selects a Pod or WorkloadEntry of the entry's namespace, or use resolution DNS.";
    };
    readonly WM3026: {
        readonly severity: "error";
        readonly title: "Fields of a service entry that do not go together";
        readonly meaning: "An API server would refuse this object: resolution NONE has no endpoints, and DNS_ROUND_ROBIN one at most. The extra endpoints are left out.";
        readonly fix: "Use resolution STATIC or DNS, or remove the endpoints.";
    };
    readonly WM3028: {
        readonly severity: "warning";
        readonly title: "A DestinationRule without effect";
        readonly meaning: "A DestinationRule is read in the namespace of the service that it is about and in the root namespace, for a host that exists there; of several the first by name counts.";
        readonly fix: "Move it into the service's namespace, or correct its host.";
    };
    readonly WM3029: {
        readonly severity: "warning";
        readonly title: "Settings of a DestinationRule or BackendTLSPolicy that are not honoured";
        readonly meaning: "Of a DestinationRule the TLS settings are in effect, for the service as a whole or for single ports; of a BackendTLSPolicy everything but its options.";
        readonly fix: "Do not rely on the settings that the message names.";
    };
    readonly WM3030: {
        readonly severity: "error";
        readonly title: "TLS to a service that cannot be had as asked";
        readonly meaning: "The certificates or the mode that a DestinationRule or BackendTLSPolicy asks for are not to be had. Nothing is sent in the clear instead: requests get 503.";
        readonly fix: "In a BackendTLSPolicy, refer to ConfigMaps with the key `ca.crt` or to the `System` roots; in a DestinationRule, use mode SIMPLE, or MUTUAL with files (`clientCertificate`, `privateKey`, `caCertificates`) on the waypoint's machine.";
    };
    readonly WM3031: {
        readonly severity: "warning";
        readonly title: "TLS that needs a waypoint";
        readonly meaning: "A waypoint is what speaks TLS in place of its clients. This service has none, so its clients' bytes leave as they are.";
        readonly fix: "Label the service or its namespace with `istio.io/use-waypoint`.";
    };
    readonly WM3032: {
        readonly severity: "warning";
        readonly title: "TLS that believes anybody";
        readonly meaning: "`insecureSkipVerify` lets whoever answers read and change what is sent.";
        readonly fix: "Remove it, and name the authority in `caCertificates`.";
    };
    readonly WM3033: {
        readonly severity: "warning";
        readonly title: "A BackendTLSPolicy without effect at a target";
        readonly meaning: "Targets are Services and ServiceEntries of the policy's namespace; `sectionName` is the name of a port.";
        readonly fix: "Correct the targetRef.";
    };
};
