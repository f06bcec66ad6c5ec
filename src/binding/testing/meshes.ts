/** Small meshes for tests: manifests in, a view out, and whatever is reported on the way. */
import type { Diagnostic, Report } from "../../diagnostics/diagnostic.js";
import type { Kind, Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import { resourcesFromText } from "../../sources/resources-from-text.js";

export interface TestMesh {
  readonly view: ResourceView;
  /** What reading the manifests and everything since has reported. */
  readonly diagnostics: readonly Diagnostic[];
  readonly report: Report;
  /** `service("shop/reviews")`; throws if there is none. */
  readonly service: (name: string) => Resource<"Service">;
  readonly find: <K extends Kind>(kind: K, name: string) => Resource<K>;
  /** The reported codes, each once, sorted. */
  readonly codes: () => readonly string[];
}

/** The mesh that these manifests (YAML, several documents each) describe. */
export function meshOf(...manifests: readonly string[]): TestMesh {
  const { resources, diagnostics: read } = resourcesFromText(manifests.join("\n---\n"), "mesh.yaml");
  const diagnostics = [...read];
  const find = <K extends Kind>(kind: K, name: string): Resource<K> => {
    const [namespace = "", short = ""] = name.split("/");
    const found = resources.object(kind, namespace, short);
    if (found === undefined) throw new Error(`the test mesh has no ${kind} ${name}: ${JSON.stringify(read)}`);
    return found;
  };
  return {
    view: resources,
    diagnostics,
    report: (diagnostic) => void diagnostics.push(diagnostic),
    service: (name) => find("Service", name),
    find,
    codes: () => [...new Set(diagnostics.map(({ code }) => code))].sort(),
  };
}

const apiVersions: Partial<Record<Kind, string>> = {
  AuthorizationPolicy: "security.istio.io/v1",
  BackendTLSPolicy: "gateway.networking.k8s.io/v1",
  Deployment: "apps/v1",
  DestinationRule: "networking.istio.io/v1",
  EndpointSlice: "discovery.k8s.io/v1",
  Gateway: "gateway.networking.k8s.io/v1",
  GatewayClass: "gateway.networking.k8s.io/v1",
  GRPCRoute: "gateway.networking.k8s.io/v1",
  HTTPRoute: "gateway.networking.k8s.io/v1",
  PeerAuthentication: "security.istio.io/v1",
  TrafficExtension: "extensions.istio.io/v1alpha1",
  WasmPlugin: "extensions.istio.io/v1alpha1",
  TCPRoute: "gateway.networking.k8s.io/v1alpha2",
  TLSRoute: "gateway.networking.k8s.io/v1",
  UDPRoute: "gateway.networking.k8s.io/v1alpha2",
  MeshConfig: "waymark.dev/v1alpha1",
  ReferenceGrant: "gateway.networking.k8s.io/v1beta1",
  RequestAuthentication: "security.istio.io/v1",
  ServiceEntry: "networking.istio.io/v1",
  WorkloadEntry: "networking.istio.io/v1",
};

type Labels = Readonly<Record<string, string>>;

interface Body {
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly creationTimestamp?: string;
  readonly [field: string]: unknown;
}

/** One manifest; `name` is `namespace/name`, without a namespace for cluster-scoped kinds. */
export function object(kind: Kind, name: string, body: Body = {}): string {
  const { labels, annotations, creationTimestamp, ...fields } = body;
  const [namespace, short] = name.includes("/") ? name.split("/") : [undefined, name];
  const metadata = { name: short, namespace, labels, annotations, creationTimestamp };
  return JSON.stringify({ apiVersion: apiVersions[kind] ?? "v1", kind, metadata, ...fields });
}

/** A Service whose pods have the label `app: <name>`; one HTTP port 80 unless `spec` says otherwise. */
export function service(name: string, spec: object = {}, body: Body = {}): string {
  const app = name.split("/")[1];
  const http = { port: 80, targetPort: 8080, appProtocol: "http" };
  return object("Service", name, { ...body, spec: { selector: { app }, ports: [http], ...spec } });
}

/** A ServiceEntry for `<name>.example` with one HTTP port 80, static and without endpoints unless `spec` says otherwise. */
export function entry(name: string, spec: object = {}, body: Body = {}): string {
  const ports = [{ number: 80, name: "http", protocol: "HTTP" }];
  const hosts = [`${name.split("/")[1]}.example`];
  return object("ServiceEntry", name, { ...body, spec: { hosts, ports, resolution: "STATIC", ...spec } });
}

/** A Service that asks for the waypoint `waypoint` of its namespace, at `10.0.0.1`. */
export function served(name: string, spec: object = {}): string {
  return service(name, { clusterIP: "10.0.0.1", ...spec }, { labels: { "istio.io/use-waypoint": "waypoint" } });
}

/** A waypoint that admits every namespace, at `127.9.0.1`. */
export function waypoint(name = "shop/waypoint", spec: object = {}, body: Body = {}): string {
  const listener = {
    name: "mesh",
    port: 15008,
    protocol: "HBONE",
    allowedRoutes: { namespaces: { from: "All" } },
  };
  const addresses = [{ value: "127.9.0.1" }];
  return object("Gateway", name, {
    ...body,
    spec: { gatewayClassName: "waymark-waypoint", addresses, listeners: [listener], ...spec },
  });
}

/** Pods `name-0`, … with the label `app: <name>` and a port 8080 named `web`. */
export function deployment(name: string, spec: object = {}, pod: object = {}): string {
  const app = name.split("/")[1];
  const ports = [{ name: "web", containerPort: 8080 }];
  return object("Deployment", name, {
    spec: {
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: { serviceAccountName: app, containers: [{ name: "app", ports }], ...pod },
      },
      ...spec,
    },
  });
}

/** The value without any `origin`, for comparisons that are not about origins. */
export function withoutOrigins<T>(value: T): unknown {
  return JSON.parse(JSON.stringify(value, (key, member: unknown) => (key === "origin" ? undefined : member)));
}
