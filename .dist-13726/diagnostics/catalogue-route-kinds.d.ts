export declare const routeKindCodes: {
    readonly WM4045: {
        readonly severity: "info";
        readonly title: "A route of a Gateway that is no waypoint";
        readonly meaning: "The parentRef leads to a Gateway of another class, or to none that is known. Such Gateways let traffic in from outside; waymark leaves the parentRef to their own controller.";
        readonly fix: "Nothing, if that is meant. To route requests inside the mesh, use the Service as parentRef: `kind: Service`, `group: \"\"`.";
    };
    readonly WM4046: {
        readonly severity: "warning";
        readonly title: "One parent is named twice";
        readonly meaning: "Two parentRefs of a route lead to the same ports of the same parent. The route is in effect there once; a Kubernetes API server refuses it.";
        readonly fix: "Remove one of them, or tell them apart by `port` or `sectionName`.";
    };
    readonly WM4047: {
        readonly severity: "error";
        readonly title: "A route of a Service that is an alias";
        readonly meaning: "A Service of type ExternalName is a name in DNS: clients never connect to it, so there are no requests to route. The route is not in effect there.";
        readonly fix: "Attach the route to a Service with a cluster IP.";
    };
    readonly WM4048: {
        readonly severity: "error";
        readonly title: "A kind of route that is not in effect";
        readonly meaning: "TLSRoute, TCPRoute and UDPRoute of a Service are read but not applied: connections go to the Service's own endpoints.";
        readonly fix: "Remove the route. Requests can be routed by HTTPRoute and GRPCRoute, on ports whose protocol is HTTP.";
    };
    readonly WM4049: {
        readonly severity: "warning";
        readonly title: "Two rules of a route have one name";
        readonly meaning: "The names of a route's rules must be unique. The rules are in effect, but under their numbers instead of the name, so nothing can refer to them by it.";
        readonly fix: "Give each rule a name of its own.";
    };
    readonly WM4050: {
        readonly severity: "info";
        readonly title: "HTTPRoutes and GRPCRoutes of one port";
        readonly meaning: "waymark applies both: GRPCRoutes take gRPC requests only, the more specific match comes first, and HTTPRoutes get what is left. Other implementations ignore HTTPRoutes of a port that has GRPCRoutes, as GEP-1294 recommends.";
        readonly fix: "Nothing here. For manifests that mean the same everywhere, keep to one kind of route for each port.";
    };
    readonly WM4051: {
        readonly severity: "error";
        readonly title: "A match by claim where nobody verifies tokens";
        readonly meaning: "The rule matches by the claims of a verified token, but no RequestAuthentication for the Service, its waypoint or the waypoint's class verifies any. The match never holds, whatever token a request carries.";
        readonly fix: "Add a RequestAuthentication whose targetRefs name the Service.";
    };
    readonly WM4052: {
        readonly severity: "info";
        readonly title: "A match by claim that only waymark reads";
        readonly meaning: "`@request.auth.claims…` is no header name, so the Gateway API's schema does not admit it: waymark routes by it, but the manifest cannot be applied to a cluster.";
        readonly fix: "For a cluster, name a header in `outputClaimToHeaders` of the RequestAuthentication, and match that header: what clients send in it is removed.";
    };
    readonly WM4053: {
        readonly severity: "warning";
        readonly title: "No request reaches a rule";
        readonly meaning: "Another rule for the same requests matches exactly the same and comes first: that of the older route, of the route with the earlier name, or the earlier one in the route.";
        readonly fix: "Remove one of the two, or make one more specific.";
    };
    readonly WM4054: {
        readonly severity: "warning";
        readonly title: "Calls are sent to a port that is not HTTP/2";
        readonly meaning: "gRPC needs HTTP/2, but the port of the backend declares another protocol, and what is declared counts. A port that declares nothing is spoken to in HTTP/2 as soon as a GRPCRoute leads there.";
        readonly fix: "Declare `appProtocol: kubernetes.io/h2c` (or `grpc`) on the backend's port, or nothing.";
    };
    readonly WM4055: {
        readonly severity: "warning";
        readonly title: "A route without rules";
        readonly meaning: "The route takes no request, but since it is there, requests that no other route takes get 404.";
        readonly fix: "Add a rule, or remove the route.";
    };
    readonly WM4056: {
        readonly severity: "warning";
        readonly title: "A route without parents";
        readonly meaning: "The route names no parentRef, so it is about no requests of the mesh. `useDefaultGateways` asks for Gateways that let traffic in from outside.";
        readonly fix: "Name the Service whose requests it routes: `kind: Service`, `group: \"\"`.";
    };
    readonly WM4057: {
        readonly severity: "info";
        readonly title: "A route for the clients of one namespace";
        readonly meaning: "The route is in another namespace than its parent, so it is a consumer's (GEP-1294): it applies to requests of clients in its own namespace, and they get no route of the parent's namespace any more.";
        readonly fix: "Nothing, if that is meant. A route for all clients belongs into the namespace of the parent.";
    };
};
