/** Many manifests, read by the built program: its threads exist only there. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { stringify } from "yaml";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const node = promisify(execFile);

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "waymark-bulk-"));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

const mesh = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { "istio.io/use-waypoint": "gate" } } },
  {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: { name: "gate", namespace: "shop" },
    spec: {
      gatewayClassName: "istio-waypoint",
      listeners: [{ name: "mesh", port: 15008, protocol: "HBONE" }],
    },
  },
];

function service(index: number): readonly object[] {
  const metadata = { name: `service-${index}`, namespace: "shop", annotations: { note: "yes\n".repeat(1000) } };
  const parentRefs = [{ group: "", kind: "Service", name: metadata.name }];
  return [
    { apiVersion: "v1", kind: "Service", metadata, spec: { ports: [{ port: 80 }] } },
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata,
      spec: { parentRefs, rules: [{ backendRefs: [{ name: metadata.name, port: index === 7 ? 81 : 80 }] }] },
    },
  ];
}

/** Sixty services: more than threads begin at. */
async function aFolder(name: string, content: (objects: readonly object[]) => string): Promise<string> {
  const extension = name === "json" ? "json" : "yaml";
  const files = [mesh, ...Array.from({ length: 60 }, (_, index) => service(index))];
  await mkdir(join(root, name));
  await Promise.all(
    files.map((objects, index) => writeFile(join(root, name, `${index}.${extension}`), content(objects))),
  );
  return join(root, name);
}

async function generated(folder: string): Promise<string> {
  const env = { ...process.env, WAYMARK_CACHE: join(root, "cache") };
  const { stdout } = await node(process.execPath, [join(dist, "cli/main.js"), "generate", folder], {
    env,
    maxBuffer: 2 ** 26,
  }).catch((failed: { readonly code: number; readonly stdout: string }) => failed);
  return stdout;
}

it("makes the same of manifests as YAML parsed by threads, as YAML known from before, and as JSON parsed at once", async () => {
  const yaml = await aFolder("yaml", (objects) => objects.map((object) => stringify(object)).join("---\n"));
  const json = await aFolder("json", (items) => JSON.stringify({ apiVersion: "v1", kind: "List", items }));
  const [cold, warm, direct] = [await generated(yaml), await generated(yaml), await generated(json)];
  expect(cold).toContain("service-59.shop.svc.cluster.local");
  expect(warm).toBe(cold);
  expect(direct).toBe(cold);
}, 60_000);

it("has threads that parse", async () => {
  const module = pathToFileURL(join(dist, "sources/parse-workers.js")).href;
  const script = `
    const { ParseWorkers } = await import(${JSON.stringify(module)});
    const workers = new ParseWorkers(1);
    console.log(JSON.stringify(await workers.parse(["a: yes", "a: ["])));
    workers.close();`;
  const { stdout } = await node(process.execPath, ["--input-type=module", "--eval", script]);
  expect(JSON.parse(stdout)).toEqual([
    { kind: "value", json: '{"a":true}' },
    { kind: "broken", message: expect.any(String), offset: expect.any(Number) },
  ]);
}, 30_000);
