import type { CatalogueEntry } from "./catalogue-entry.js";

export const routeKindCodes = {
  WM4045: {
    severity: "info",
    title: "A route of a Gateway that is no waypoint",
    meaning:
      "The parentRef leads to a Gateway of another class, or to none that is known. Such Gateways let traffic in from outside; waymark leaves the parentRef to their own controller.",
    fix: 'Nothing, if that is meant. To route requests inside the mesh, use the Service as parentRef: `kind: Service`, `group: ""`.',
  },
  WM4046: {
    severity: "warning",
    title: "One parent is named twice",
    meaning:
      "Two parentRefs of a route lead to the same ports of the same parent. The route is in effect there once; a Kubernetes API server refuses it.",
    fix: "Remove one of them, or tell them apart by `port` or `sectionName`.",
  },
  WM4047: {
    severity: "error",
    title: "A route of a Service that is an alias",
    meaning:
      "A Service of type ExternalName is a name in DNS: clients never connect to it, so there are no requests to route. The route is not in effect there.",
    fix: "Attach the route to a Service with a cluster IP.",
  },
  WM4048: {
    severity: "error",
    title: "A kind of route that is not in effect",
    meaning:
      "TLSRoute, TCPRoute and UDPRoute of a Service are read but not applied: connections go to the Service's own endpoints.",
    fix: "Remove the route. Requests can be routed by HTTPRoute and GRPCRoute, on ports whose protocol is HTTP.",
  },
  WM4049: {
    severity: "error",
    title: "Two rules of a route have one name",
    meaning:
      "The names of a route's rules must be unique. The rules are in effect, but under their numbers instead of the name, so nothing can refer to them by it. A Kubernetes API server refuses the route.",
    fix: "Give each rule a name of its own.",
  },
  WM4050: {
    severity: "info",
    title: "HTTPRoutes and GRPCRoutes of one port",
    meaning:
      "waymark applies both: GRPCRoutes take gRPC requests only, the more specific match comes first, and HTTPRoutes get what is left. Other implementations ignore HTTPRoutes of a port that has GRPCRoutes, as GEP-1294 recommends.",
    fix: "Nothing here. For manifests that mean the same everywhere, keep to one kind of route for each port.",
  },
  WM4051: {
    severity: "error",
    title: "A match by claim where nobody verifies tokens",
    meaning:
      "The rule matches by the claims of a verified token, but no RequestAuthentication for the Service, its waypoint or the waypoint's class verifies any. The match never holds, whatever token a request carries.",
    fix: "Add a RequestAuthentication whose targetRefs name the Service.",
  },
  WM4052: {
    severity: "info",
    title: "A match by claim that only waymark reads",
    meaning:
      "`@request.auth.claims…` is no header name, so the Gateway API's schema does not admit it: waymark routes by it, but the manifest cannot be applied to a cluster.",
    fix: "For a cluster, name a header in `outputClaimToHeaders` of the RequestAuthentication, and match that header: what clients send in it is removed.",
  },
  WM4053: {
    severity: "warning",
    title: "No request reaches a rule",
    meaning:
      "Another rule for the same requests matches exactly the same and comes first: that of the older route, of the route with the earlier name, or the earlier one in the route.",
    fix: "Remove one of the two, or make one more specific.",
  },
  WM4054: {
    severity: "warning",
    title: "Calls are sent to a port that is not HTTP/2",
    meaning:
      "gRPC needs HTTP/2, but the port of the backend declares another protocol, and what is declared counts. A port that declares nothing is spoken to in HTTP/2 as soon as a GRPCRoute leads there.",
    fix: "Declare `appProtocol: kubernetes.io/h2c` (or `grpc`) on the backend's port, or nothing.",
  },
  WM4055: {
    severity: "warning",
    title: "A route without rules",
    meaning: "The route takes no request, but since it is there, requests that no other route takes get 404.",
    fix: "Add a rule, or remove the route.",
  },
  WM4056: {
    severity: "warning",
    title: "A route without parents",
    meaning:
      "The route names no parentRef, so it is about no requests of the mesh. `useDefaultGateways` asks for Gateways that let traffic in from outside.",
    fix: 'Name the Service whose requests it routes: `kind: Service`, `group: ""`.',
  },
  WM4057: {
    severity: "info",
    title: "A route for the clients of one namespace",
    meaning:
      "The route is in another namespace than its parent, so it is a consumer's (GEP-1294): it applies to requests of clients in its own namespace, and they get no route of the parent's namespace any more.",
    fix: "Nothing, if that is meant. A route for all clients belongs into the namespace of the parent.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
