/** How long one request takes to explain, in a mesh that is loaded: 1,000 services, each with 20 matches and a policy. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { explain, readMesh } from "../dist/index.js";
import { inScratch } from "./scratch.mjs";

const services = 1000;
const requests = 2000;

/** @param {import("./figures.mjs").Figures} figures */
export async function explanations(figures) {
  figures.say(`explain: ${requests} requests to ${services} services`);
  await inScratch(async (scratch) => {
    writeFileSync(join(scratch, "mesh.yaml"), manifests(services));
    const loading = performance.now();
    const mesh = await readMesh([scratch]);
    figures.one("explain.load_ms", performance.now() - loading);
    const times = Array.from({ length: requests }, (_, index) => {
      const started = performance.now();
      explain(mesh, request(index));
      return performance.now() - started;
    });
    figures.one("explain.first_ms", times[0]);
    figures.many("explain.request_ms", times.slice(1));
  });
}

function request(index) {
  const [host, path] = [`s${(index * 7) % services}.bench`, `/v${index % 10}/x?y=${index}`];
  const headers = [["x-canary", String(index % 3)]];
  return { from: "bench/sa/web", host, port: 80, method: "GET", path, headers, nowSeconds: Date.now() / 1000 };
}

function manifests(count) {
  const meta = (name) => ({ name, namespace: "bench" });
  const core = (kind, name, more) => ({ apiVersion: "v1", kind, metadata: meta(name), ...more });
  const objects = [
    {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "bench", labels: { "istio.io/use-waypoint": "waypoint" } },
    },
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: meta("waypoint"),
      spec: { gatewayClassName: "istio-waypoint", listeners: [{ name: "mesh", port: 15008, protocol: "HBONE" }] },
    },
    core("ServiceAccount", "web", {}),
  ];
  for (let index = 0; index < count; index++) {
    const name = `s${index}`;
    const target = { group: "", kind: "Service", name };
    const rules = Array.from({ length: 10 }, (_, version) => ({
      matches: [
        { path: { type: "PathPrefix", value: `/v${version}` }, headers: [{ name: "x-canary", value: "1" }] },
        { path: { type: "PathPrefix", value: `/v${version}` } },
      ],
      backendRefs: [{ name, port: 80 }],
    }));
    objects.push(
      core("Service", name, {
        spec: { selector: { app: name }, ports: [{ name: "http", port: 80, targetPort: 8080 }] },
      }),
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        metadata: meta(name),
        spec: { parentRefs: [target], rules },
      },
      {
        apiVersion: "security.istio.io/v1",
        kind: "AuthorizationPolicy",
        metadata: meta(name),
        spec: { targetRefs: [target], action: "DENY", rules: [{ to: [{ operation: { paths: ["/admin*"] } }] }] },
      },
    );
  }
  return objects.map((object) => JSON.stringify(object)).join("\n---\n");
}
