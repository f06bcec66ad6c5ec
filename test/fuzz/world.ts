/** The mesh that random objects are thrown at: everything they may refer to, in two namespaces. */
import { aNamespace, anApp, aWaypoint, manifestText } from "../support/manifests.js";

export const namespaces = ["web", "shop"] as const;

const http = { name: "http", port: 80, appProtocol: "http" };

/** Manifests of the mesh; `istio-system` is its root namespace. */
export const worldText: string = manifestText(
  ...namespaces.flatMap((namespace) => [
    aNamespace(namespace, "waypoint"),
    aWaypoint(namespace),
    ...anApp({ namespace, name: "web", replicas: 2, ports: [http, { name: "second", port: 81 }] }),
    ...anApp({ namespace, name: "api", ports: [http, { name: "tcp", port: 82, appProtocol: "tcp" }] }),
    ...anApp({ namespace, name: "grpc", ports: [{ name: "http", port: 80, appProtocol: "kubernetes.io/h2c" }] }),
    ...anApp({ namespace, name: "raw", ports: [{ name: "tcp", port: 80, appProtocol: "tcp" }] }),
    ...anApp({ namespace, name: "other" }),
  ]),
  {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "GatewayClass",
    metadata: { name: "istio-waypoint" },
    spec: { controllerName: "istio.io/mesh-controller" },
  },
  {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "ReferenceGrant",
    metadata: { name: "from-web", namespace: "shop" },
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "web" }],
      to: [{ group: "", kind: "Service" }],
    },
  },
  {
    apiVersion: "waymark.dev/v1alpha1",
    kind: "MeshConfig",
    metadata: { name: "mesh" },
    spec: {
      accessLogFile: "/dev/null",
      extensionProviders: [
        { name: "authorizer", envoyExtAuthzGrpc: { service: "grpc.shop.svc.cluster.local", port: 80 } },
      ],
    },
  },
);
