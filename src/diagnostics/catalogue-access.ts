import type { CatalogueEntry } from "./catalogue-entry.js";

export const accessCodes = {
  WM5045: {
    severity: "error",
    title: "The target has no such part",
    meaning:
      "The `sectionName` of a targetRef names a rule (`rules[].name`) of a route. There is no such rule, or the target is no route and has no rules. To be safe the policy judges the target as a whole.",
    fix: "Correct the name, name the rule of the route, or remove `sectionName`.",
  },
  WM5046: {
    severity: "warning",
    title: "A value that never matches",
    meaning:
      "No request can look like that when policies judge it: methods are upper case, paths start with a slash, have no query and are normalised before (`pathNormalization`), identities are `domain/ns/namespace/sa/account`. In an ALLOW rule it allows nothing, in a DENY rule it denies nothing.",
    fix: "Write the value as requests have it.",
  },
  WM5047: {
    severity: "warning",
    title: "A rule that never matches",
    meaning:
      "Two parts of the rule contradict each other, or it asks for something that requests there never have. It allows nothing in an ALLOW policy and denies nothing in a DENY policy.",
    fix: "Correct or remove the rule.",
  },
  WM5048: {
    severity: "warning",
    title: "A port that the target does not have",
    meaning:
      "A waypoint judges by the port that the client asked for, which is a port of the Service, not the targetPort of its pods. None of the policy's targets has this port.",
    fix: "Name the port of the Service.",
  },
  WM5049: {
    severity: "info",
    title: "Everything is refused",
    meaning:
      "An ALLOW policy without rules allows nothing, so only other ALLOW policies of the same target let anybody in. A DENY policy with an empty rule (`rules: [{}]`) refuses everything, whatever else allows it.",
    fix: "Nothing, if that is meant.",
  },
  WM5050: {
    severity: "warning",
    title: "A policy without effect beside one that allows everything",
    meaning:
      "ALLOW policies of one target add up: a request passes if any of them allows it. Another one allows everything (`rules: [{}]`), so this one restricts nothing.",
    fix: "Remove one of the two, or write this one as DENY.",
  },
  WM5051: {
    severity: "warning",
    title: "A denial by host",
    meaning:
      "The host of a request is whatever its client writes, and the mesh does not choose the service by it: a client that writes another host, or adds a port to it, is not denied.",
    fix: "Attach the policy to the Service, or allow the good hosts instead of denying the bad ones.",
  },
  WM5052: {
    severity: "warning",
    title: "The pod's door sees the waypoint",
    meaning:
      "Requests that come through a waypoint reach the pod under the waypoint's identity and address. A policy without targetRefs is judged at the pod's door, so its clients are not recognised there: what it denies them they can do through the waypoint.",
    fix: "Attach the policy to the Service or its waypoint with targetRefs.",
  },
  WM5053: {
    severity: "warning",
    title: "Waypoints are kept out",
    meaning:
      'The annotation `waymark.dev/admit-waypoints: "false"` on a policy without targetRefs keeps waymark from admitting the waypoints in front of its pods. Requests through them are refused unless an ALLOW policy names the waypoint\'s identity.',
    fix: "Remove the annotation, or name the waypoint's identity in a rule.",
  },
  WM5054: {
    severity: "warning",
    title: "A route's policy does not judge clients with routes of their own",
    meaning:
      "Clients of a namespace that attaches its own route to the Service (a consumer route) take that route instead, so policies of this route do not judge them.",
    fix: "Attach what must hold for everybody to the Service.",
  },
  WM5055: {
    severity: "info",
    title: "X-Forwarded-For is not believed",
    meaning:
      "Any client of the mesh can write the header. The remote address (`remoteIpBlocks`, `remote.ip`) is therefore the address from which the client connected to the mesh, the same as `ipBlocks`. Where all of the mesh's clients may be trusted to be honest, `defaultConfig.gatewayTopology.numTrustedProxies` of the MeshConfig makes waypoints believe the header: the address before the last so many is then the remote one.",
    fix: "Use `ipBlocks`, or judge the clients of a gateway at the gateway.",
  },
  WM5056: {
    severity: "error",
    title: "An authorizer of a route that requests may leave",
    meaning:
      "The authorizer of a route (action CUSTOM) is asked about requests that have this route when they arrive. The service verifies tokens, or asks an authorizer that may change requests (`clearRouteCache`), so a request may get another route afterwards, and its authorizer would not be asked. To be safe what the policy matches is denied.",
    fix: "Attach the policy to the Service; its rules can name paths and other conditions.",
  },
  WM5090: {
    severity: "warning",
    title: "A condition that always holds",
    meaning:
      "`connection.sni` is the server name of an encrypted connection. Requests and connections are out of their tunnel where they are judged and have none, so it is never one of the excluded names, and the rule matches as if the condition were not there.",
    fix: "Remove the condition, or name what is meant by hosts, ports or clients.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
