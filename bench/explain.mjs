/**
 * How long one request takes to explain, in a mesh of the given number of services (1,000 unless given) that is loaded.
 * `node bench/explain.mjs [SERVICES]`; prints one JSON object.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explain, readMesh } from "../dist/index.js";

const services = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), "waymark-bench-explain-"));
try {
  writeFileSync(join(folder, "mesh.yaml"), manifests(services));
  const loading = performance.now();
  const mesh = await readMesh([folder]);
  const load_ms = performance.now() - loading;
  const times = Array.from({ length: 2000 }, (_, index) => {
    const started = performance.now();
    explain(mesh, request(index));
    return performance.now() - started;
  });
  const [first_ms] = times;
  const sorted = times.slice(1).sort((one, other) => one - other);
  const at = (part) => sorted[Math.floor(sorted.length * part)];
  console.log(
    JSON.stringify({ services, load_ms, first_ms, median_ms: at(0.5), p99_ms: at(0.99), longest_ms: at(0.9999) }),
  );
} finally {
  rmSync(folder, { recursive: true });
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
