/** A waypoint for workloads: connections to a pod's own address pass through it, and its policies judge them. */
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { ask, type TunnelClient } from "../support/hbone.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import {
  aNamespace,
  anAccount,
  anApp,
  aPolicy,
  aWaypoint,
  from,
  type Manifest,
  manifestText,
} from "../support/manifests.js";
import { clientAt, podDoor, waypointDoor } from "../support/mesh-doors.js";
import { firstLine, outcomeOf } from "../support/said.js";

// Real processes on a machine that may be busy.
jest.setTimeout(30_000);

const [web, other] = ["workload/sa/web", "workload/sa/other"];

/** A pod of its own, with named ports: the names are all that declares their protocols. */
const pod = (name: string, labels: Readonly<Record<string, string>> = {}): Manifest => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "workload", labels },
  spec: {
    serviceAccountName: "pods",
    containers: [
      {
        name: "app",
        image: "echo",
        ports: [
          { name: "http", containerPort: 8080 },
          { name: "tcp-x", containerPort: 9000 },
        ],
      },
    ],
  },
});

const manifests = manifestText(
  aNamespace("workload", "waypoint"),
  aWaypoint("workload", "waypoint", { "istio.io/waypoint-for": "workload" }),
  anAccount("workload", "web"),
  anAccount("workload", "other"),
  pod("one"),
  pod("opted-out", { "istio.io/use-waypoint": "none" }),
  // The server speaks first.
  anApp({ namespace: "workload", name: "app", ports: [{ name: "tcp", port: 9000, targetPort: 9000 }] }),
  aPolicy("workload/private", {
    gateway: "waypoint",
    action: "DENY",
    rules: [{ to: [{ operation: { ports: ["8080"], paths: ["/private*"] } }] }],
  }),
  aPolicy("workload/no-others", {
    gateway: "waypoint",
    action: "DENY",
    rules: [from({ serviceAccounts: ["other"] })],
  }),
  anApp({ namespace: "workload", name: "authorizer" }),
  {
    apiVersion: "waymark.dev/v1alpha1",
    kind: "MeshConfig",
    metadata: { name: "mesh" },
    spec: {
      extensionProviders: [
        {
          name: "denies",
          envoyExtAuthzHttp: {
            service: "authorizer.workload.svc.cluster.local",
            port: 80,
            pathPrefix: "/check?status=402&of=",
          },
        },
      ],
    },
  },
  {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name: "ask", namespace: "workload" },
    spec: {
      targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: "waypoint" }],
      action: "CUSTOM",
      provider: { name: "denies" },
      rules: [{ to: [{ operation: { ports: ["8080"], paths: ["/asked"] } }] }],
    },
  },
);

let mesh: TestMesh;
const clients: TunnelClient[] = [];

beforeAll(async () => {
  mesh = await aLocalMesh({ "mesh.yaml": manifests });
}, 120_000);

afterAll(async () => {
  for (const client of clients) client.close();
  await mesh?.close();
}, 60_000);

/** Opens a tunnel at the waypoint to a port of a pod. */
async function tunnel(as: string, name: string, port: number): ReturnType<TunnelClient["connect"]> {
  const client = await clientAt(mesh, as, waypointDoor(mesh, "workload/waypoint"));
  clients.push(client);
  return client.connect(`${podDoor(mesh, `workload/${name}`).address}:${port}`);
}

describe("a connection to a pod's own address", () => {
  it("reaches the pod through its waypoint", async () => {
    const { status, stream } = await tunnel(web, "one", 8080);
    const { headers, body } = await ask(stream, "/", { host: "one" });
    const answered = { status, pod: JSON.parse(body).pod, byWaypoint: "x-envoy-upstream-service-time" in headers };
    expect(answered).toEqual({ status: 200, pod: "one", byWaypoint: true });
  });

  it.each([
    ["a request", "/private/x", web, 403],
    ["a client", "/", other, 403],
    ["a request, by an authorizer", "/asked", web, 402],
    ["no other request", "/", web, 200],
  ])("is judged by the policies of the waypoint: %s", async (_, path, as, wanted) => {
    const { stream } = await tunnel(as, "one", 8080);
    expect((await ask(stream, path, { host: "one" })).status).toBe(wanted);
  });

  it("is judged on the CONNECT where it carries no HTTP", async () => {
    const { status, stream } = await tunnel(web, "app-0", 9000);
    expect({ status, pod: JSON.parse(await firstLine(stream)).pod }).toEqual({ status: 200, pod: "app-0" });
    expect((await tunnel(other, "app-0", 9000)).status).toBe(403);
  });

  it.each([
    ["a port that the pod does not declare", "one", 8081],
    ["a pod that opted out", "opted-out", 8080],
    ["a door", "one", 15008],
  ])("is not opened to %s", async (_, name, port) => {
    expect((await tunnel(web, name, port)).status).toBe(503);
  });
});

describe("a service whose namespace has a waypoint for workloads only", () => {
  it("has no waypoint", async () => {
    expect(mesh.mesh.view().services).toMatchObject([
      { name: "workload/app", waypoint: null, ports: [{ port: 9000, via: "pods" }] },
      { name: "workload/authorizer" },
    ]);
    expect(await outcomeOf(mesh, { as: web, host: "app.workload", port: 80 })).toBe("refused 404");
  });
});
