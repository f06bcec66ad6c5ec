import type { CatalogueEntry } from "./catalogue-entry.js";

/** What `waymark validate` says about waypoints, services and pods that none of them shows by itself. */
export const bypassCodes = {
  WM3050: {
    severity: "warning",
    title: "Rules that a pod's own address avoids",
    meaning:
      "The waypoint judges what clients send to the Service. Whoever connects to the address of one of its pods is judged by nobody, because no policy stands at the pod's door: every client of the mesh, and every client outside it that reaches the network of the pods.",
    example:
      "An AuthorizationPolicy with `targetRefs` to Service `orders` allows only `web`. `curl http://POD-ADDRESS:8080/` from any pod of the mesh answers 200, and so does the name of a headless Service of these pods.",
    fix: "Add the policy that the advice shows: a policy without targetRefs that lets only the waypoint connect to the pods. If other clients must get in (a Service without a waypoint, a scraper of metrics), name their identities in it, too.",
  },
  WM3051: {
    severity: "warning",
    title: "Rules that another Service avoids",
    meaning:
      "A policy that targets a Service judges requests for that Service. Another Service leads to the same pods, and nothing restricts requests for it: clients that use its name are not judged.",
    example:
      "Service `catalog` has a policy that denies `/admin`; Service `catalog-v1` selects some of the same pods. `curl http://catalog-v1/admin` passes.",
    fix: "Name the other Service in the policy's targetRefs, or attach the policy to the waypoint's Gateway.",
  },
  WM3052: {
    severity: "warning",
    title: "Rules that another Service's route avoids",
    meaning:
      "A waypoint judges a request once, as one for the Service that the client asked for. Where a route of that Service sends the request on to another Service of the same waypoint, the policies of the other Service do not judge it.",
    example:
      "A policy on Service `payments` allows only `checkout`. A route of Service `shop`, which has no policy, has `payments` as a backend: every client of `shop` gets there.",
    fix: "Name the Service with the route in the policy's targetRefs, too, or attach the policy to the waypoint's Gateway.",
  },
  WM3053: {
    severity: "warning",
    title: "A denial that another port avoids",
    meaning:
      "The policy denies by the port that clients ask for. Another port of the same Service leads to the same port of the pods, and the policy does not name it.",
    example: 'The Service maps 80 and 8080 to targetPort 8080; a DENY rule has `ports: ["80"]`. Port 8080 is open.',
    fix: "Name the other port, too, or leave `ports` out.",
  },
  WM3054: {
    severity: "warning",
    title: "A pod's door that asks for no identity",
    meaning:
      "The pods of a Service with L7 rules have a policy at their door, but one of its rules lets clients in by port or address only. Everybody whom that rule lets in avoids the waypoint, clients outside the mesh included: they have no identity and send what they want in plain text.",
    example: 'An ALLOW policy with a selector and `to: [{operation: {ports: ["8080"]}}]`, and nothing else.',
    fix: "Add `from` with principals or namespaces to the rule, or use the policy that the advice shows.",
  },
  WM3055: {
    severity: "info",
    title: "Clients that may go around the waypoint",
    meaning:
      "The pods of a Service with L7 rules let in clients other than the waypoint. Those clients can connect to a pod's own address, and nothing looks into their requests there.",
    example:
      "A policy for the whole namespace allows `billing`, which may therefore send any request to every pod of it.",
    fix: "Nothing, if these clients are to be trusted with everything; otherwise narrow the policy to other pods with a selector.",
  },
  WM3056: {
    severity: "warning",
    title: "Pods outside the mesh behind a Service with rules",
    meaning:
      "The pods share the network of their node, or a label keeps them out of the mesh. Nothing of the mesh stands at their door, so clients that connect to their address avoid the rules of the Service, and no policy can change that.",
    example: "A Deployment with `hostNetwork: true` behind a Service whose AuthorizationPolicy allows only `web`.",
    fix: "Take the pods into the mesh (no `hostNetwork`, no `istio.io/dataplane-mode: none`), or close their address with a NetworkPolicy.",
  },
  WM3057: {
    severity: "warning",
    title: "Requests from an ingress that skip the waypoint",
    meaning:
      "A route of a Gateway that is no waypoint sends requests to a Service with L7 rules. Gateways send such requests straight to the pods, and the rules are not asked, unless the Service or its namespace has the label `istio.io/ingress-use-waypoint`.",
    example:
      "An HTTPRoute with parent `Gateway edge` and backend `orders`; Service `orders` has an AuthorizationPolicy.",
    fix: 'Label the Service `istio.io/ingress-use-waypoint: "true"`, and check that your gateway honours it; or judge these requests at the gateway.',
  },
  WM3058: {
    severity: "info",
    title: "Rules for a host that clients can reach by another way",
    meaning:
      "The waypoint judges requests that clients send to the host of the ServiceEntry as the mesh resolves it. The host is outside the mesh: a client that connects to one of its real addresses, or resolves the name elsewhere, goes past the waypoint.",
    example:
      "An AuthorizationPolicy for ServiceEntry `api.example.com`; a client that opens a connection to 203.0.113.7.",
    fix: "Let only the waypoint's pods leave the cluster (a NetworkPolicy for egress, or a firewall).",
  },
  WM3060: {
    severity: "info",
    title: "A waypoint that nobody uses",
    meaning:
      "No Service, pod or namespace asks for it by label, so it gets no traffic, and its policies judge nothing.",
    example: "A Gateway of class `istio-waypoint` in a namespace without the label `istio.io/use-waypoint`.",
    fix: "Label the Services, their namespace or their pods with `istio.io/use-waypoint`, or remove the Gateway.",
  },
  WM3061: {
    severity: "warning",
    title: "A label where nobody reads it",
    meaning:
      "`istio.io/use-waypoint` and its like are read on Services, ServiceEntries, WorkloadEntries, pods and namespaces; those of a Deployment's pods stand in its template. Here the label does nothing, so the object has not got the waypoint it asks for.",
    example: "`istio.io/use-waypoint: waypoint` in the metadata of a Deployment.",
    fix: "Move the label to the Service, to the namespace, or to the template of the pods.",
  },
  WM3062: {
    severity: "warning",
    title: "A Service whose selector fits no pod",
    meaning: "Its namespace has pods, and none of them has these labels: requests to the Service find no endpoint.",
    example: "`selector: {app: review}`, while the pods are labelled `app: reviews`.",
    fix: "Correct the selector, or the labels of the pods.",
  },
  WM3063: {
    severity: "info",
    title: "Settings of a Service that waypoints do not honour",
    meaning:
      "Where a waypoint (or the mesh's L4 layer) chooses among the endpoints of a Service, it is not bound by these settings of the cluster's own proxy.",
    example: "`sessionAffinity: ClientIP` on a Service with a waypoint.",
    fix: "Use `sessionPersistence` of a route, or a DestinationRule; or opt the Service out of its waypoint.",
  },
  WM3064: {
    severity: "info",
    title: "An older version of an API",
    meaning: "It is read and means the same. Its API may stop to serve this version.",
    example: "`apiVersion: gateway.networking.k8s.io/v1beta1` for an HTTPRoute.",
    fix: "Write the version that the message names.",
  },
  WM3065: {
    severity: "info",
    title: "An older name of a field",
    meaning: "It is read and means the same. The API keeps it for old manifests only.",
    example: "`jwks_uri` instead of `jwksUri`; `targetRef` instead of `targetRefs`.",
    fix: "Write the field that the message names.",
  },
  WM3066: {
    severity: "warning",
    title: "mTLS that nobody asks for",
    meaning:
      "A PeerAuthentication with `STRICT` is to refuse clients that do not prove who they are. waymark does not enforce the kind: connections without mTLS reach the pods, unless an AuthorizationPolicy asks for an identity.",
    example: "`mtls: {mode: STRICT}` in the root namespace, and no policy with `principals`.",
    fix: "Write an AuthorizationPolicy with `principals` (or `namespaces`) for the pods: a client without mTLS has none.",
  },
  WM3067: {
    severity: "info",
    title: "Clients without mTLS are let in",
    meaning:
      "A PeerAuthentication with `PERMISSIVE` or `DISABLE` opens pods to clients outside the mesh. waymark does not enforce the kind, and such clients get in anyway; rules that judge requests at a waypoint are avoided by them (WM3050).",
    example: "`mtls: {mode: PERMISSIVE}`, left from a migration.",
    fix: "Remove it, and let an AuthorizationPolicy with `principals` close the pods that nobody outside the mesh needs.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
