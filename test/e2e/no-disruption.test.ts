/**
 * What users edit costs nobody anything: steady traffic, a slow answer in flight and an idle tunnel, while routes,
 * policies, certificates, services, endpoints and the control plane itself change.
 */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { idleTunnel, Load, type LoadReport, slowAnswer } from "../support/load.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { aRestartableControlPlane } from "../support/restartable.js";

const service = (name: string, replicas: number): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: busy }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: busy }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: busy }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { serviceAccountName: ${name}, containers: [{ name: app, image: echo, ports: [{ containerPort: 8080 }] }] }
`;

const ground = `
apiVersion: v1
kind: Namespace
metadata: { name: busy, labels: { istio.io/use-waypoint: waypoint } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: busy }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: busy }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: stranger, namespace: busy }
---
${service("other", 1)}
`;

const route = (version: number): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: app, namespace: busy }
spec:
  parentRefs: [{ group: "", kind: Service, name: app }]
  rules:
  - filters: [{ type: ResponseHeaderModifier, responseHeaderModifier: { set: [{ name: x-version, value: "${version}" }] } }]
    backendRefs: [{ name: app, port: 80 }]
`;

const policy = (account: string): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: app, namespace: busy }
spec:
  targetRefs: [{ group: "", kind: Service, name: app }]
  action: DENY
  rules: [{ from: [{ source: { serviceAccounts: [${account}] } }] }]
`;

const control = aRestartableControlPlane();
let mesh: TestMesh;

beforeAll(async () => {
  const manifests = { "ground.yaml": ground, "app.yaml": service("app", 1), "route.yaml": route(1) };
  mesh = await aLocalMesh(manifests, { startControlPlane: control.start });
}, 120_000);

afterAll(async () => {
  await mesh?.close();
}, 60_000);

/** Writes, removes or acts, and waits until every Envoy does what the manifests say. */
async function edited(files: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    if (text === undefined) await rm(join(mesh.folder, name));
    else await writeFile(join(mesh.folder, name), text);
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  await mesh.settled();
}

/** Listeners that were changed in place or replaced: each would drain the connections of a whole service. */
async function listenersChanged(): Promise<number> {
  const proxy = mesh.mesh.proxy("busy/waypoint");
  const stats = (await proxy?.admin("/stats?filter=listener_manager.listener_(modified|in_place_updated)")) ?? "";
  const lines = stats.split("\n").filter((line) => line.includes(": "));
  expect(lines).toHaveLength(2);
  return lines.reduce((sum, line) => sum + Number(line.split(": ")[1]), 0);
}

const edits: readonly (readonly [string, () => Promise<void>])[] = [
  ["a route edit", () => edited({ "route.yaml": route(2) })],
  ["the first policy of the service", () => edited({ "policy.yaml": policy("stranger") })],
  ["a policy edit", () => edited({ "policy.yaml": policy("nobody") })],
  ["the removal of the last policy", () => edited({ "policy.yaml": undefined })],
  ["a certificate rotation of the waypoint", () => control.current().rotateCertificates({ waypoint: "busy/waypoint" })],
  ["another service coming", () => edited({ "more.yaml": service("more", 1) })],
  ["another service going", () => edited({ "more.yaml": undefined })],
  ["an endpoint coming", () => edited({ "app.yaml": service("app", 2) })],
  ["an endpoint going", () => edited({ "app.yaml": service("app", 1) })],
  ["a restart of the control plane", () => control.restart(1500).then(() => mesh.settled())],
];

describe("under 500 requests a second, a slow answer in flight and an idle tunnel", () => {
  let report: LoadReport;
  let slow: Promise<string>;
  let idle: () => Promise<string>;

  it.each([...edits])(
    "%s costs no request, no reset and no drain",
    async (_, edit) => {
      const proxyUrl = mesh.proxyOf("busy/sa/web");
      const host = "app.busy";
      const load = new Load({ proxyUrl, host, path: "/", tunnels: 20, requestsPerSecond: 500 });
      await load.start();
      idle = await idleTunnel({ proxyUrl, host, path: "/" });
      slow = slowAnswer({ proxyUrl, host, path: "/?delay=2500ms" });
      await new Promise((resolve) => setTimeout(resolve, 500));
      await edit();
      const statuses = [await slow, await idle()];
      await load.answered(500);
      report = await load.stop();
      expect({
        ...report,
        slowAndIdle: statuses,
        listenersChanged: await listenersChanged(),
      }).toEqual({
        answered: report.answered,
        statuses: { "200": report.answered },
        failures: [],
        closing: 0,
        slowAndIdle: ["200", "200"],
        listenersChanged: 0,
      });
    },
    60_000,
  );

  it("the edits were really in effect", async () => {
    await edited({ "route.yaml": route(3), "policy.yaml": policy("stranger") });
    const answered = await slowAnswer({ proxyUrl: mesh.proxyOf("busy/sa/stranger"), host: "app.busy", path: "/" });
    expect(answered).toBe("403");
  }, 30_000);
});
