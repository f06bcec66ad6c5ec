/**
 * The meshes that are measured: folders of manifests as a platform team would keep them, one folder a namespace, one
 * file a service. No randomness: the same shape gives the same bytes on every machine.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * @typedef {object} Shape
 * @property {number} waypoints one a namespace
 * @property {number} services spread evenly over the namespaces
 * @property {number} endpointsPerService
 * @property {number} policyEvery every nth service has an AuthorizationPolicy
 * @property {boolean} authentication whether every service has a RequestAuthentication
 */

const oneToFifty = { waypoints: 50, services: 1_000, endpointsPerService: 2, policyEvery: 10, authentication: false };

/** @satisfies {Record<string, Shape>} */
export const shapes = {
  /** 1,000 services and HTTPRoutes of 3 rules, 50 waypoints, 2,000 endpoints, 100 AuthorizationPolicies. */
  medium: oneToFifty,
  /** Five times as many services behind twice as many waypoints. */
  large: { ...oneToFifty, waypoints: 100, services: 5_000 },
  /** The medium mesh with a policy and a RequestAuthentication on every service. */
  guarded: { ...oneToFifty, policyEvery: 1, authentication: true },
};

/** @typedef {{ path: string, text: string }} ManifestFile `path` is relative to the folder of the world */

/**
 * @param {Shape} of
 * @returns {Generator<ManifestFile>}
 */
export function* filesOf(of) {
  for (let team = 0; team < of.waypoints; team++) yield { path: `${teamName(team)}/mesh.yaml`, text: teamText(team) };
  for (let index = 0; index < of.services; index++) yield serviceFile(of, index);
}

/**
 * Writes the world into an existing folder.
 * @returns {{ files: number, bytes: number }}
 */
export function writeWorld(folder, of) {
  let files = 0;
  let bytes = 0;
  for (const { path, text } of filesOf(of)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    files++;
    bytes += text.length;
  }
  return { files, bytes };
}

/** `namespace/name` of the waypoint that serves a service. */
export function waypointOf(of, index) {
  return waypointName(placeOf(of, index).team);
}

/** `namespace/name` of every waypoint. */
export function waypointNames(of) {
  return Array.from({ length: of.waypoints }, (_, team) => waypointName(team));
}

/**
 * The file of one service. `edition` is what an edit of its route changes: one header value, one resource on the wire.
 * @param {Shape} of
 * @param {number} index
 * @returns {ManifestFile}
 */
export function serviceFile(of, index, edition = 0) {
  const place = placeOf(of, index);
  const pods = Array.from({ length: of.endpointsPerService }, (_, copy) => podOf(of, index, copy));
  const documents = [
    serviceText(place),
    routeText(place, edition),
    sliceText(place, pods),
    ...pods.map((pod) => podText(place, pod)),
    ...(index % of.policyEvery === 0 ? [policyText(place)] : []),
    ...(of.authentication ? [authenticationText(place)] : []),
  ];
  return { path: `${place.namespace}/${place.name}.yaml`, text: documents.join("---\n") };
}

/** Where a service lives, and a sibling that takes a part of its requests. */
function placeOf(of, index) {
  const perTeam = of.services / of.waypoints;
  const team = Math.floor(index / perTeam);
  const within = index % perTeam;
  return {
    team,
    namespace: teamName(team),
    name: serviceName(within),
    sibling: serviceName((within + 1) % perTeam),
    virtualAddress: `10.96.${index >> 8}.${index & 0xff}`,
  };
}

function podOf(of, index, copy) {
  const number = index * of.endpointsPerService + copy;
  return { suffix: copy, address: `10.${128 + (number >> 16)}.${(number >> 8) & 0xff}.${number & 0xff}` };
}

function teamName(team) {
  return `team-${String(team).padStart(3, "0")}`;
}

function waypointName(team) {
  return `${teamName(team)}/waypoint`;
}

function serviceName(within) {
  return `service-${String(within).padStart(3, "0")}`;
}

// Loopback addresses, so that a real Envoy can be any one of these waypoints on the box of the bench.
function teamText(team) {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${teamName(team)}
  labels:
    istio.io/use-waypoint: waypoint
    istio.io/dataplane-mode: ambient
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
  namespace: ${teamName(team)}
  labels:
    istio.io/waypoint-for: service
spec:
  gatewayClassName: istio-waypoint
  addresses:
    - type: IPAddress
      value: 127.77.${team >> 8}.${(team & 0xff) + 1}
  listeners:
    - name: mesh
      port: 15008
      protocol: HBONE
`;
}

function serviceText({ namespace, name, virtualAddress }) {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
spec:
  clusterIP: ${virtualAddress}
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
      appProtocol: http
`;
}

function routeText({ namespace, name, sibling }, edition) {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  parentRefs:
    - group: ""
      kind: Service
      name: ${name}
      port: 80
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /api/v2
          headers:
            - name: x-canary
              value: "true"
      backendRefs:
        - name: ${sibling}
          port: 80
    - matches:
        - path:
            type: PathPrefix
            value: /api
          method: GET
        - path:
            type: Exact
            value: /health
      filters:
        - type: RequestHeaderModifier
          requestHeaderModifier:
            set:
              - name: x-edition
                value: "${edition}"
      timeouts:
        request: 10s
      backendRefs:
        - name: ${name}
          port: 80
          weight: 90
        - name: ${sibling}
          port: 80
          weight: 10
    - backendRefs:
        - name: ${name}
          port: 80
`;
}

function sliceText({ namespace, name }, pods) {
  const endpoints = pods.map(
    ({ address, suffix }) => `  - addresses:
      - ${address}
    conditions:
      ready: true
    zone: zone-${"abc"[suffix % 3]}
    targetRef:
      kind: Pod
      name: ${name}-${suffix}
      namespace: ${namespace}
`,
  );
  return `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: ${name}-1
  namespace: ${namespace}
  labels:
    kubernetes.io/service-name: ${name}
addressType: IPv4
ports:
  - name: http
    port: 8080
    protocol: TCP
endpoints:
${endpoints.join("")}`;
}

function podText({ namespace, name }, { address, suffix }) {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}-${suffix}
  namespace: ${namespace}
  labels:
    app: ${name}
spec:
  serviceAccountName: ${name}
  containers:
    - name: app
      image: example.test/${name}:1
status:
  phase: Running
  podIP: ${address}
`;
}

function policyText({ namespace, name, sibling }) {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: ${name}
  action: ALLOW
  rules:
    - from:
        - source:
            principals:
              - cluster.local/ns/${namespace}/sa/${sibling}
              - cluster.local/ns/ingress/sa/gateway
      to:
        - operation:
            methods: [GET, POST]
            paths: [/api/*, /health]
    - from:
        - source:
            namespaces: [monitoring]
      to:
        - operation:
            paths: [/metrics]
`;
}

// The base point of P-256: a valid public key without a private half to keep.
const publicKey = {
  kty: "EC",
  kid: "one",
  crv: "P-256",
  x: "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
  y: "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
};

function authenticationText({ namespace, name }) {
  return `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: ${name}
  jwtRules:
    - issuer: https://issuer.example.test/${namespace}
      audiences: [${name}]
      jwks: '${JSON.stringify({ keys: [publicKey] })}'
`;
}
