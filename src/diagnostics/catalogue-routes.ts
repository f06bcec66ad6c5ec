import type { CatalogueEntry } from "./catalogue-entry.js";

export const routeCodes = {
  WM4001: {
    severity: "error",
    title: "The parent of a route does not exist",
    meaning: "The route names a Service that nobody declares, so it has no effect there.",
    fix: "Add the Service, or correct the parentRef.",
  },
  WM4002: {
    severity: "error",
    title: "The parent of a route has no such port",
    meaning:
      "The parentRef's `port` or `sectionName` (the name of a port) matches no TCP port of the Service, so the route has no effect there.",
    fix: "Name a port of the Service, or none to mean all its ports.",
  },
  WM4003: {
    severity: "warning",
    title: "Nothing enforces the route",
    meaning:
      "The parent Service has no waypoint, and only a waypoint applies routes. Requests go straight to the Service's pods.",
    fix: "Label the Service or its namespace with `istio.io/use-waypoint`.",
  },
  WM4004: {
    severity: "warning",
    title: "A route of a waypoint's Gateway is not in effect",
    meaning:
      "Routes of a mesh attach to the Services whose requests they route; a Gateway as parent means traffic that enters from outside, which waymark does not serve.",
    fix: 'Use the Service as parentRef: `kind: Service`, `group: ""`.',
  },
  WM4005: {
    severity: "warning",
    title: "A parent of unknown kind",
    meaning:
      "waymark applies routes whose parent is a Service or a ServiceEntry. It leaves this parentRef to whoever knows its kind.",
    fix: 'Use the Service as parentRef: `kind: Service`, `group: ""`.',
  },
  WM4006: {
    severity: "warning",
    title: "Host names of a mesh route are ignored",
    meaning:
      "The Service a client connects to decides which routes apply, whatever the Host header says; so says the Gateway API of routes with a Service as parent.",
    fix: "Remove `hostnames`, or match a header in the rules.",
  },
  WM4007: {
    severity: "error",
    title: "The backend does not exist",
    meaning:
      "The backendRef leads to no port of a Service, or of a host that the namespace of the route may use. Its share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: BackendNotFound).",
    fix: "Add the Service or its port, or correct the backendRef.",
  },
  WM4008: {
    severity: "error",
    title: "The backend's namespace does not permit the reference",
    meaning:
      "A backendRef to another namespace needs a ReferenceGrant there. Its share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: RefNotPermitted).",
    fix: "Add a ReferenceGrant in the backend's namespace.",
  },
  WM4009: {
    severity: "error",
    title: "The backend's kind is not supported",
    meaning:
      "Services can be backends, and hosts of the mesh (`kind: Hostname`, `group: networking.istio.io`). The share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: InvalidKind).",
    fix: "Refer to a Service, or to a host of a ServiceEntry.",
  },
  WM4010: {
    severity: "error",
    title: "The backend's protocol cannot carry HTTP",
    meaning:
      "The backendRef leads to a UDP or SCTP port. Its share of the requests is answered with 500, gRPC with UNAVAILABLE (Gateway API: UnsupportedProtocol).",
    fix: "Refer to a TCP port.",
  },
  WM4011: {
    severity: "warning",
    title: "A rule with nothing to do",
    meaning:
      "The rule has neither a backend nor a redirect, so it answers 500 (gRPC: UNAVAILABLE), as the Gateway API says.",
    fix: "Add backendRefs, or a RequestRedirect filter.",
  },
  WM4012: {
    severity: "warning",
    title: "All backends of a rule have weight 0",
    meaning: "No backend may get a request, so the rule answers 500 (gRPC: UNAVAILABLE), as the Gateway API says.",
    fix: "Give at least one backend a weight above 0.",
  },
  WM4013: {
    severity: "error",
    title: "A filter that is not honoured",
    meaning:
      "waymark does not apply this filter, or not in this place. A request must not go on as if the filter had been applied, so the rule answers 500, as the Gateway API says of filters that cannot be resolved.",
    fix: "Remove the filter, or do its work in the application.",
  },
  WM4015: {
    severity: "error",
    title: "A regular expression that cannot be used",
    meaning:
      "Patterns must be RE2 and bounded in length and size. The match is set aside; the rule's other matches stay in effect.",
    fix: "Correct the pattern; RE2 has no look-around and no back-references.",
  },
  WM4016: {
    severity: "warning",
    title: "The Host is set twice",
    meaning: "Both a header modifier and URLRewrite's `hostname` set the Host header. The rewrite wins.",
    fix: "Keep one of the two.",
  },
  WM4017: {
    severity: "error",
    title: "A prefix is replaced where none is matched",
    meaning:
      "ReplacePrefixMatch needs a rule whose matches are all of type PathPrefix. For the other matches it is not clear what to replace, so they answer 500.",
    fix: "Match by PathPrefix, or use ReplaceFullPath.",
  },
  WM4018: {
    severity: "warning",
    title: "A header or parameter is matched twice",
    meaning: "Of several matches of one name only the first counts, as the Gateway API says.",
    fix: "Remove the others.",
  },
  WM4019: {
    severity: "warning",
    title: "No protocol declared: HTTP assumed",
    meaning:
      "The port says nothing about its protocol, but there are L7 rules for it, so it is served as HTTP. A protocol whose server speaks first would hang.",
    fix: "Declare `appProtocol: http` (or `kubernetes.io/h2c`, `tcp`) on the Service port.",
  },
  WM4020: {
    severity: "info",
    title: "No protocol declared: TCP assumed",
    meaning:
      "The port says nothing about its protocol and there are no L7 rules for it, so its waypoint carries it as it is.",
    fix: "Declare `appProtocol` on the Service port.",
  },
  WM4021: {
    severity: "error",
    title: "Routes of a TCP port are not in effect",
    meaning: "The port's declared protocol is not HTTP, so nobody can look into its requests.",
    fix: "Declare `appProtocol: http` on the Service port, or point the route at another port.",
  },
  WM4023: {
    severity: "error",
    title: "A time limit that cannot be reached",
    meaning:
      "`backendRequest` is one try of `request`, so it cannot be longer. The rule is in effect with both limits, and `request` ends first; a Kubernetes API server refuses the route.",
    fix: "Make `backendRequest` shorter than `request`.",
  },
  WM4024: {
    severity: "error",
    title: "A modification that cannot be made",
    meaning:
      "Pseudo headers belong to HTTP itself, a request cannot be without Host, values cannot contain line breaks, nor paths spaces, `?` or `#`. The rule answers 500, since it cannot be applied as written.",
    fix: "Use URLRewrite to change path and host, and leave other pseudo headers alone.",
  },
  WM4025: {
    severity: "error",
    title: "Filters that exclude each other",
    meaning:
      "A redirect answers the request, so it goes with neither a rewrite nor backends; each filter but mirrors can be given once. The rule answers 500 where the order of effect would be a guess.",
    fix: "Keep one of them.",
  },
  WM4026: {
    severity: "error",
    title: "A match that cannot be used",
    meaning:
      "The path, or the service or method of gRPC, can never occur in a request. The match is set aside; the rule's other matches stay in effect.",
    fix: "Paths begin with `/`; names of gRPC services and methods are made of letters, digits and underscores.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
