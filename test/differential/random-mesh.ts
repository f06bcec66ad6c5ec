/**
 * Random meshes. Each service has routes and policies of its own; all share the backends, so that one mesh of Envoys
 * does for many of them.
 */
import fc from "fast-check";
import { aNamespace, anAccount, anApp, aWaypoint, type Manifest } from "../support/manifests.js";
import { authentication, policies, providers } from "./random-policies.js";
import { type Extra, grpcRules, httpRules } from "./random-routes.js";
import { entryTarget, home, neighbour, outside, policy, target } from "./vocabulary.js";

export const clients = [`${home}/sa/web`, `${home}/sa/admin`, `${neighbour}/sa/web`, `${outside}/sa/web`] as const;

/** A random service: its objects, and what distinguishes requests to it. */
export interface RandomService {
  readonly name: string;
  /** As its clients call it. */
  readonly host: string;
  readonly isTcp: boolean;
  /** Whether some of its rules are for calls. */
  readonly takesCalls: boolean;
  readonly extra: Extra;
  readonly objects: readonly Manifest[];
}

/** An address of somebody who is not of the mesh. */
const outsideAddress = "127.66.8.1";

/** What all services of a mesh share. */
export function commonObjects(pathNormalization: string): readonly Manifest[] {
  const ports = [
    { name: "http", port: 80 },
    { name: "calls", port: 81, appProtocol: "kubernetes.io/h2c" },
  ];
  return [
    aNamespace(home, "waypoint"),
    aWaypoint(home),
    aNamespace(neighbour, "waypoint"),
    aWaypoint(neighbour),
    aNamespace(outside),
    ...clients.map((client) => {
      const [namespace = "", , account = ""] = client.split("/");
      return anAccount(namespace, account);
    }),
    ...anApp({
      namespace: home,
      name: "one",
      replicas: 2,
      ports: [...ports, { name: "tcp", port: 90, targetPort: 9090, appProtocol: "tcp" }],
    }),
    ...anApp({ namespace: home, name: "two", ports }),
    ...anApp({ namespace: home, name: "guarded", ports }),
    ...anApp({ namespace: home, name: "authorizer" }),
    ...anApp({ namespace: neighbour, name: "far" }),
    policy({ name: "door", namespace: home, action: "ALLOW", selector: { matchLabels: { app: "guarded" } } }, [
      { from: [{ source: { principals: [`cluster.local/ns/${home}/sa/web`] } }] },
    ]),
    policy({ name: "far", namespace: neighbour, action: "DENY", targetRefs: [target("far")] }, [
      { to: [{ operation: { paths: ["/a/*"], methods: ["POST"] } }] },
      {
        from: [{ source: { principals: [`cluster.local/ns/${home}/sa/admin`] } }],
        to: [{ operation: { paths: ["/b"] } }],
      },
    ]),
    ...["HTTPRoute", "GRPCRoute"].map((kind) => grant(neighbour, kind)),
    ...worldOutside,
    {
      apiVersion: "waymark.dev/v1alpha1",
      kind: "MeshConfig",
      metadata: { name: "mesh" },
      spec: { pathNormalization: { normalization: pathNormalization }, extensionProviders: providers.map(provider) },
    },
  ];
}

function grant(namespace: string, kind: string): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1beta1",
    kind: "ReferenceGrant",
    metadata: { name: `to-home-${kind.toLowerCase()}`, namespace },
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind, namespace: home }],
      to: [{ group: "", kind: "Service" }],
    },
  };
}

const worldOutside: readonly Manifest[] = [
  {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "differential-world", labels: { "istio.io/dataplane-mode": "none" } },
  },
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: "outside-0",
      namespace: "differential-world",
      annotations: { "waymark.dev/address": outsideAddress },
    },
    spec: { containers: [{ name: "app", image: "echo", ports: [{ containerPort: 8080 }] }] },
  },
  entry("out", { hosts: ["out.example"], endpoints: [{ address: outsideAddress }] }),
];

function entry(name: string, spec: Manifest): Manifest {
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "ServiceEntry",
    metadata: { name, namespace: home },
    spec: {
      ports: [{ number: 80, name: "main", protocol: "HTTP", targetPort: 8080 }],
      resolution: "STATIC",
      ...spec,
    },
  };
}

const answers: Readonly<Record<(typeof providers)[number], Manifest>> = {
  asked: { statusOnError: "502" },
  allows: { pathPrefix: "/check?status=200&of=" },
  denies: { pathPrefix: "/check?status=403&of=" },
  fails: { pathPrefix: "/check?status=500&of=", statusOnError: "502" },
  "fails-open": { pathPrefix: "/check?status=500&of=", failOpen: true },
};

function provider(name: (typeof providers)[number]): Manifest {
  const service = `authorizer.${home}.svc.cluster.local`;
  return { name, envoyExtAuthzHttp: { service, port: 80, timeout: "20s", ...answers[name] } };
}

const protocols = ["http", "http", "http", "http", "http", "http", "kubernetes.io/h2c", undefined, "tcp"] as const;
type Drawn = Readonly<{
  protocol: (typeof protocols)[number];
  place: "service" | "outside" | "pods";
  extra: Extra;
  routes: readonly (readonly Manifest[])[];
  calls: readonly (readonly Manifest[])[];
  policies: readonly { action: string; rules: readonly unknown[]; provider: string; about: number }[];
  authentication: unknown;
}>;

const drawn: fc.Arbitrary<Drawn> = fc.constantFrom<Extra>("nothing", "mirrors", "retries").chain((extra) =>
  fc.record({
    protocol: fc.constantFrom(...protocols),
    place: fc.constantFrom("service", "service", "service", "service", "outside", "pods"),
    extra: fc.constant(extra),
    routes: fc.array(httpRules(extra), { maxLength: 2 }),
    calls: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(grpcRules(extra), { minLength: 1, maxLength: 2 }) },
    ),
    policies,
    authentication,
  }),
);

/** Services, each with what applies to it. */
export function randomServices(count: number, seed: number): readonly RandomService[] {
  return fc.sample(drawn, { numRuns: count, seed }).map((one, index) => randomService(`s${index}`, one));
}

function randomService(name: string, one: Drawn): RandomService {
  const { protocol, place, extra, authentication: jwtRules } = one;
  const isTcp = protocol === "tcp";
  const [routes, calls] = isTcp ? [[], []] : [one.routes, one.calls];
  const self = place === "service" ? target(name) : entryTarget(name);
  const routed = (kind: string, rules: readonly Manifest[], number: number): Manifest => ({
    apiVersion: "gateway.networking.k8s.io/v1",
    kind,
    metadata: { name: `${name}-${number}`, namespace: home },
    spec: { parentRefs: [self], rules: rules.map((rule, at) => ({ name: `r${at}`, ...rule })) },
  });
  const about = { self, routes: [...routes.map(() => "HTTPRoute"), ...calls.map(() => "GRPCRoute")] };
  return {
    name,
    host: place === "service" ? `${name}.${home}` : `${name}.example`,
    isTcp,
    takesCalls: calls.length > 0,
    extra,
    objects: [
      receiver(name, one),
      ...routes.map((rules, number) => routed("HTTPRoute", rules, number)),
      ...calls.map((rules, number) => routed("GRPCRoute", rules, number)),
      ...one.policies.map((drawnPolicy, number) => policyOf(`${name}-${number}`, drawnPolicy, about)),
      ...(jwtRules === undefined
        ? []
        : [
            {
              apiVersion: "security.istio.io/v1",
              kind: "RequestAuthentication",
              metadata: { name, namespace: home },
              spec: { targetRefs: [self], jwtRules },
            },
          ]),
    ],
  };
}

/** What the requests are sent to: a Service, or an entry for a place outside or for pods. */
function receiver(name: string, { protocol, place }: Drawn): Manifest {
  const targetPort = protocol === "tcp" ? 9090 : 8080;
  if (place === "service") {
    const port = { name: "main", port: 80, targetPort, ...(protocol !== undefined && { appProtocol: protocol }) };
    return {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace: home },
      spec: { selector: { app: "one" }, ports: [port] },
    };
  }
  const spoken = protocol === "kubernetes.io/h2c" ? "HTTP2" : protocol === "tcp" ? "TCP" : "HTTP";
  const where =
    place === "pods"
      ? { location: "MESH_INTERNAL", workloadSelector: { labels: { app: "one" } } }
      : { location: "MESH_EXTERNAL", endpoints: [{ address: outsideAddress }] };
  const ports = [{ number: 80, name: "main", protocol: spoken, targetPort }];
  return entry(name, { hosts: [`${name}.example`], ports, ...where });
}

/** Most policies are about the service, some about one of its routes or a rule of it. */
function policyOf(
  name: string,
  { action, rules, provider: asked, about }: Drawn["policies"][number],
  { self, routes }: { readonly self: Manifest; readonly routes: readonly string[] },
): Manifest {
  const kind = action === "AUDIT" ? undefined : routes[about];
  const service = name.replace(/-\d+$/, "");
  const number = kind === "GRPCRoute" ? about - routes.indexOf("GRPCRoute") : about;
  const ref =
    kind === undefined
      ? self
      : {
          group: "gateway.networking.k8s.io",
          kind,
          name: `${service}-${number}`,
          ...(rules.length === 1 && { sectionName: "r0" }),
        };
  const whom = action === "CUSTOM" ? { provider: { name: asked } } : {};
  return policy({ name, namespace: home, action, ...whom, targetRefs: [ref] }, rules);
}
