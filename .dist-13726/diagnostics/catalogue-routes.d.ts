export declare const routeCodes: {
    readonly WM4001: {
        readonly severity: "error";
        readonly title: "The parent of a route does not exist";
        readonly meaning: "The route names a Service that nobody declares, so it has no effect there.";
        readonly fix: "Add the Service, or correct the parentRef.";
    };
    readonly WM4002: {
        readonly severity: "error";
        readonly title: "The parent of a route has no such port";
        readonly meaning: "The parentRef's `port` or `sectionName` (the name of a port) matches no TCP port of the Service, so the route has no effect there.";
        readonly fix: "Name a port of the Service, or none to mean all its ports.";
    };
    readonly WM4003: {
        readonly severity: "warning";
        readonly title: "Nothing enforces the route";
        readonly meaning: "The parent Service has no waypoint, and only a waypoint applies routes. Requests go straight to the Service's pods.";
        readonly fix: "Label the Service or its namespace with `istio.io/use-waypoint`.";
    };
    readonly WM4004: {
        readonly severity: "warning";
        readonly title: "A route of a waypoint's Gateway is not in effect";
        readonly meaning: "Routes of a mesh attach to the Services whose requests they route; a Gateway as parent means traffic that enters from outside, which waymark does not serve.";
        readonly fix: "Use the Service as parentRef: `kind: Service`, `group: \"\"`.";
    };
    readonly WM4005: {
        readonly severity: "warning";
        readonly title: "A parent of unknown kind";
        readonly meaning: "waymark applies routes whose parent is a Service or a ServiceEntry. It leaves this parentRef to whoever knows its kind.";
        readonly fix: "Use the Service as parentRef: `kind: Service`, `group: \"\"`.";
    };
    readonly WM4006: {
        readonly severity: "warning";
        readonly title: "Host names of a mesh route are ignored";
        readonly meaning: "The Service a client connects to decides which routes apply, whatever the Host header says; so says the Gateway API of routes with a Service as parent.";
        readonly fix: "Remove `hostnames`, or match a header in the rules.";
    };
    readonly WM4007: {
        readonly severity: "error";
        readonly title: "The backend does not exist";
        readonly meaning: "The backendRef leads to no port of a Service, or of a host that the namespace of the route may use. Its share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: BackendNotFound).";
        readonly fix: "Add the Service or its port, or correct the backendRef.";
    };
    readonly WM4008: {
        readonly severity: "error";
        readonly title: "The backend's namespace does not permit the reference";
        readonly meaning: "A backendRef to another namespace needs a ReferenceGrant there. Its share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: RefNotPermitted).";
        readonly fix: "Add a ReferenceGrant in the backend's namespace.";
    };
    readonly WM4009: {
        readonly severity: "error";
        readonly title: "The backend's kind is not supported";
        readonly meaning: "Services can be backends, and hosts of the mesh (`kind: Hostname`, `group: networking.istio.io`). The share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: InvalidKind).";
        readonly fix: "Refer to a Service, or to a host of a ServiceEntry.";
    };
    readonly WM4010: {
        readonly severity: "error";
        readonly title: "The backend's protocol cannot carry HTTP";
        readonly meaning: "The backendRef leads to a UDP or SCTP port. Its share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: UnsupportedProtocol).";
        readonly fix: "Refer to a TCP port.";
    };
    readonly WM4011: {
        readonly severity: "warning";
        readonly title: "A rule with nothing to do";
        readonly meaning: "The rule has neither a backend nor a redirect, so it answers 500 (gRPC: UNAVAILABLE), as the Gateway API says.";
        readonly fix: "Add backendRefs, or a RequestRedirect filter.";
    };
    readonly WM4012: {
        readonly severity: "warning";
        readonly title: "All backends of a rule have weight 0";
        readonly meaning: "No backend may get a request, so the rule answers 500 (gRPC: UNAVAILABLE), as the Gateway API says.";
        readonly fix: "Give at least one backend a weight above 0.";
    };
    readonly WM4013: {
        readonly severity: "error";
        readonly title: "A filter that is not honoured";
        readonly meaning: "waymark does not apply this filter, or not in this place. A request must not go on as if the filter had been applied, so the rule answers 500, as the Gateway API says of filters that cannot be resolved.";
        readonly fix: "Remove the filter, or do its work in the application.";
    };
    readonly WM4015: {
        readonly severity: "error";
        readonly title: "A regular expression that cannot be used";
        readonly meaning: "Patterns must be RE2 and bounded in length and size. The match is set aside; the rule's other matches stay in effect.";
        readonly fix: "Correct the pattern; RE2 has no look-around and no back-references.";
    };
    readonly WM4016: {
        readonly severity: "warning";
        readonly title: "The Host is set twice";
        readonly meaning: "Both a header modifier and URLRewrite's `hostname` set the Host header. The rewrite wins.";
        readonly fix: "Keep one of the two.";
    };
    readonly WM4017: {
        readonly severity: "error";
        readonly title: "A prefix is replaced where none is matched";
        readonly meaning: "ReplacePrefixMatch needs a rule whose matches are all of type PathPrefix. For the other matches it is not clear what to replace, so they answer 500.";
        readonly fix: "Match by PathPrefix, or use ReplaceFullPath.";
    };
    readonly WM4018: {
        readonly severity: "warning";
        readonly title: "A header or parameter is matched twice";
        readonly meaning: "Of several matches of one name only the first counts, as the Gateway API says.";
        readonly fix: "Remove the others.";
    };
    readonly WM4019: {
        readonly severity: "warning";
        readonly title: "No protocol declared: HTTP assumed";
        readonly meaning: "The port says nothing about its protocol, but there are L7 rules for it, so it is served as HTTP. A protocol whose server speaks first would hang.";
        readonly fix: "Declare `appProtocol: http` (or `kubernetes.io/h2c`, `tcp`) on the Service port.";
    };
    readonly WM4020: {
        readonly severity: "info";
        readonly title: "No protocol declared: TCP assumed";
        readonly meaning: "The port says nothing about its protocol and there are no L7 rules for it, so its waypoint carries it as it is.";
        readonly fix: "Declare `appProtocol` on the Service port.";
    };
    readonly WM4021: {
        readonly severity: "error";
        readonly title: "Routes of a TCP port are not in effect";
        readonly meaning: "The port's declared protocol is not HTTP, so nobody can look into its requests.";
        readonly fix: "Declare `appProtocol: http` on the Service port, or point the route at another port.";
    };
    readonly WM4023: {
        readonly severity: "warning";
        readonly title: "A time limit that cannot be reached";
        readonly meaning: "`backendRequest` is one try of `request`, so it cannot be longer. The rule is in effect with both limits; `request` ends first.";
        readonly fix: "Make `backendRequest` shorter than `request`.";
    };
    readonly WM4024: {
        readonly severity: "error";
        readonly title: "A modification that cannot be made";
        readonly meaning: "Pseudo headers belong to HTTP itself, a request cannot be without Host, values cannot contain line breaks, nor paths spaces, `?` or `#`. The rule answers 500, since it cannot be applied as written.";
        readonly fix: "Use URLRewrite to change path and host, and leave other pseudo headers alone.";
    };
    readonly WM4025: {
        readonly severity: "error";
        readonly title: "Filters that exclude each other";
        readonly meaning: "A redirect answers the request, so it goes with neither a rewrite nor backends; each filter but mirrors can be given once. The rule answers 500 where the order of effect would be a guess.";
        readonly fix: "Keep one of them.";
    };
    readonly WM4026: {
        readonly severity: "error";
        readonly title: "A match that cannot be used";
        readonly meaning: "The path, or the service or method of gRPC, can never occur in a request. The match is set aside; the rule's other matches stay in effect.";
        readonly fix: "Paths begin with `/`; names of gRPC services and methods are made of letters, digits and underscores.";
    };
};
