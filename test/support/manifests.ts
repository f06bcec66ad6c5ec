/** Manifests for tests, by what the tests are about; everything else about them is as usual. */

/** An object of a manifest. */
export type Manifest = Readonly<Record<string, unknown>>;

/** The text of a manifest file. JSON is YAML. */
export function manifestText(...objects: readonly (Manifest | readonly Manifest[])[]): string {
  return objects
    .flat()
    .map((object) => JSON.stringify(object))
    .join("\n---\n");
}

/** A namespace; `waypoint` serves everything in it. */
export function aNamespace(name: string, waypoint?: string): Manifest {
  const labels = waypoint === undefined ? {} : { "istio.io/use-waypoint": waypoint };
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

/** The Gateway of a waypoint. */
export function aWaypoint(
  namespace: string,
  name = "waypoint",
  labels: Readonly<Record<string, string>> = {},
): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: { name, namespace, labels },
    spec: { gatewayClassName: "istio-waypoint", listeners: [{ name: "mesh", port: 15008, protocol: "HBONE" }] },
  };
}

/** A service account: somebody who can send requests. */
export function anAccount(namespace: string, name: string): Manifest {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } };
}

/** A port of a service; the pods' port is 8080 unless given. */
export interface AppPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort?: number;
  readonly appProtocol?: string;
}

/** What a test wants of an application. */
export interface App {
  readonly namespace: string;
  readonly name: string;
  /** `http`, 80 unless given. */
  readonly ports?: readonly AppPort[];
  readonly replicas?: number;
  /** Of the service. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly clusterIP?: string;
}

/** A service, the pods behind it, and the account of its own that they run as. */
export function anApp({
  namespace,
  name,
  ports = [http],
  replicas = 1,
  labels = {},
  clusterIP,
}: App): readonly Manifest[] {
  const app = { app: name };
  const declared = ports.map(({ targetPort = 8080, ...port }) => ({ targetPort, ...port }));
  const containerPorts = new Map(declared.map((port) => [port.targetPort, port.name]));
  const container = {
    name: "app",
    image: "echo",
    ports: [...containerPorts].map(([containerPort, portName]) => ({ containerPort, name: portName })),
  };
  return [
    anAccount(namespace, name),
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace, labels },
      spec: { selector: app, ports: declared, ...(clusterIP !== undefined && { clusterIP }) },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace },
      spec: {
        replicas,
        selector: { matchLabels: app },
        template: { metadata: { labels: app }, spec: { serviceAccountName: name, containers: [container] } },
      },
    },
  ];
}

const http: AppPort = { name: "http", port: 80 };

/** An AuthorizationPolicy named `namespace/name`, for a service, a waypoint, pods with labels, or its namespace. */
export function aPolicy(
  named: string,
  spec: {
    readonly action: "ALLOW" | "DENY";
    readonly rules: readonly Manifest[];
    readonly service?: string;
    readonly gateway?: string;
    readonly pods?: Readonly<Record<string, string>>;
  },
): Manifest {
  const [namespace, name] = named.split("/");
  const { action, rules, service, gateway, pods } = spec;
  const targetRefs = [
    ...(service === undefined ? [] : [{ group: "", kind: "Service", name: service }]),
    ...(gateway === undefined ? [] : [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: gateway }]),
  ];
  return {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name, namespace },
    spec: {
      action,
      rules,
      ...(targetRefs.length > 0 && { targetRefs }),
      ...(pods !== undefined && { selector: { matchLabels: pods } }),
    },
  };
}

/** A rule about who asks. */
export function from(source: Manifest): Manifest {
  return { from: [{ source }] };
}
