/** Plugins from the manifest to Envoy: where they stand, what happens without them, and that nobody notices an edit. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { Load } from "../support/load.js";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aWaypoint, type Manifest, manifestText } from "../support/manifests.js";
import { aPluginModule } from "../support/plugin-module.js";
import { answerTo } from "../support/said.js";
import { until } from "../support/until.js";

// Everything here happens a little later than it is asked for.
jest.setTimeout(60_000);

const web = "plug/sa/web";
const gatewayGroup = "gateway.networking.k8s.io";
const toService = (name: string) => ({ group: "", kind: "Service", name });

let folder: string;
let mesh: TestMesh;
let server: Server;
let url: string;
const pages = new Map<string, Uint8Array>();

function aPlugin(name: string, spec: Manifest, namespace = "plug"): Manifest {
  return { apiVersion: "extensions.istio.io/v1alpha1", kind: "WasmPlugin", metadata: { name, namespace }, spec };
}

/** A plugin for a service that leaves the mark `name`. */
function marking(name: string, service: string, spec: Manifest = {}): Manifest {
  const targets = { targetRefs: [toService(service)] };
  return aPlugin(name, { url: `file://${folder}/told.wasm`, ...targets, pluginConfig: { mark: name }, ...spec });
}

function aService(name: string): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "plug" },
    spec: { selector: { app: "app" }, ports: [{ name: "http", port: 80, targetPort: 8080 }] },
  };
}

const services = [
  "order",
  "routed",
  "open",
  "closed",
  "late",
  "bad",
  "steady",
  "plain",
  "traps",
  "reloads",
  "lenient",
  "script",
];

const rule = (path: string): Manifest => ({
  matches: [{ path: { type: "PathPrefix", value: path } }],
  backendRefs: [{ name: "routed", port: 80 }],
});

function aRoute(name: string, path: string): Manifest {
  return {
    apiVersion: `${gatewayGroup}/v1`,
    kind: "HTTPRoute",
    metadata: { name, namespace: "plug" },
    spec: { parentRefs: [toService("routed")], rules: [rule(path)] },
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-plugins-"));
  await writeFile(join(folder, "told.wasm"), await aPluginModule("1"));
  await writeFile(join(folder, "steady.wasm"), await aPluginModule("1"));
  await writeFile(join(folder, "next.wasm"), await aPluginModule("2"));
  await writeFile(join(folder, "garbage.wasm"), "no module");
  server = createServer(({ url: path = "" }, response) => {
    const page = pages.get(path);
    response.writeHead(page === undefined ? 404 : 200).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const toRoute = { targetRefs: [{ group: gatewayGroup, kind: "HTTPRoute", name: "marked" }] };
  const manifests = manifestText(
    aNamespace("plug", "waypoint"),
    aWaypoint("plug"),
    anAccount("plug", "web"),
    anApp({ namespace: "plug", name: "app" }),
    services.map(aService),
    aRoute("marked", "/marked"),
    aRoute("other", "/"),
    marking("a", "order", { phase: "STATS" }),
    marking("b", "order", { phase: "AUTHN" }),
    marking("c", "order"),
    marking("d", "order", { phase: "AUTHZ", priority: 1 }),
    marking("e", "order", { phase: "AUTHZ", priority: 9 }),
    marking("f", "order", { match: [{ ports: [{ number: 81 }] }] }),
    marking("r", "routed", toRoute),
    marking("x", "open", { url: `${url}/missing.wasm`, failStrategy: "FAIL_OPEN" }),
    marking("y", "closed", { url: `${url}/missing.wasm` }),
    marking("z", "late", { url: `${url}/late.wasm` }),
    marking("g", "bad", { url: `file://${folder}/garbage.wasm`, failStrategy: "FAIL_RELOAD" }),
    marking("s", "steady", { url: `file://${folder}/steady.wasm` }),
    marking("t", "traps"),
    marking("u", "reloads", { failStrategy: "FAIL_RELOAD" }),
    marking("v", "lenient", { failStrategy: "FAIL_OPEN" }),
    {
      apiVersion: "extensions.istio.io/v1alpha1",
      kind: "TrafficExtension",
      metadata: { name: "lua", namespace: "plug" },
      spec: {
        targetRefs: [toService("script")],
        lua: { inlineCode: 'function envoy_on_request(h) h:headers():add("x-marks", "lua") end' },
      },
    },
  );
  mesh = await aLocalMesh(
    { "mesh.yaml": manifests },
    { modules: { allowed: ["127.0.0.0/8"], retryMs: 100, fileMs: 100 } },
  );
}, 120_000);

afterAll(async () => {
  await mesh?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** The status, and the marks that the application saw. */
async function seen(service: string, path = "/", headers: Record<string, string> = {}): Promise<string> {
  const outcome = await answerTo(mesh, { as: web, host: `${service}.plug`, path, headers });
  if (outcome.kind !== "answered") return `no answer: ${JSON.stringify(outcome)}`;
  if (outcome.status !== 200) return String(outcome.status);
  const { headers: told } = JSON.parse(outcome.body) as { readonly headers: Readonly<Record<string, string[]>> };
  return `200 ${(told["X-Marks"] ?? ["none"]).join(",")}`;
}

const edit = (name: string, ...objects: readonly Manifest[]): Promise<void> =>
  writeFile(join(mesh.folder, `${name}.yaml`), manifestText(...objects));

describe("plugins", () => {
  it("stand in the order of their phases, then of their priorities, and see the ports that they match", async () => {
    expect(await seen("order")).toBe("200 b1,e1,d1,a1,c1");
  });

  it("of a route see its requests and no others", async () => {
    expect(await seen("routed", "/marked")).toBe("200 r1");
    expect(await seen("routed", "/else")).toBe("200 none");
    expect(await seen("plain")).toBe("200 none");
  });

  it("may be scripts", async () => {
    expect(await seen("script")).toBe("200 lua");
  });

  it("without a module let requests pass or refuse them, as they say, until they have it", async () => {
    expect(await seen("open")).toBe("200 none");
    expect(await seen("closed")).toBe("503");
    expect(await seen("late")).toBe("503");
    expect(diagnosticsText(mesh)).toContain("WM6005");
    pages.set("/late.wasm", await aPluginModule("1"));
    await until("200 z1", () => seen("late"));
  });

  it("whose module cannot be run never reach a proxy", async () => {
    expect(await seen("bad")).toBe("503");
    expect(diagnosticsText(mesh)).toContain("WM6007");
    expect(await seen("order")).toContain("200");
  });
});

describe("an edit of plugins", () => {
  const targets = { targetRefs: [toService("plain")] };
  const extra = (more: Manifest = {}): Manifest =>
    aPlugin("extra", { url: `file://${folder}/told.wasm`, ...targets, pluginConfig: { mark: "n" }, ...more });

  it("disturbs no request: new, changed, replaced by what cannot be had, removed", async () => {
    const load = new Load({
      proxyUrl: mesh.proxyOf(web),
      host: "plain.plug",
      path: "/",
      tunnels: 4,
      requestsPerSecond: 200,
    });
    await load.start();
    await edit("extra", extra());
    await until("200 n1", () => seen("plain"));
    await edit("extra", extra({ url: `file://${folder}/next.wasm` }));
    await until("200 n2", () => seen("plain"));
    await edit("extra", extra({ url: `${url}/missing.wasm`, pluginConfig: { mark: "w" } }));
    await until("what it ran before stays in use", () => diagnosticsText(mesh));
    expect(await seen("plain")).toBe("200 n2");
    await edit("extra", extra({ pluginConfig: { mark: "!" } }));
    await until("WM6017", () => diagnosticsText(mesh));
    expect(await seen("plain")).toBe("200 n2");
    await edit("extra", extra({ pluginConfig: { mark: "o" } }));
    await until("200 o1", () => seen("plain"));
    await edit("extra");
    await until("200 none", () => seen("plain"));
    const { failures, statuses, closing } = await load.stop();
    expect({ failures, statuses: Object.keys(statuses), closing }).toEqual({
      failures: [],
      statuses: ["200"],
      closing: 0,
    });
  });

  it("of a module's file runs the new one", async () => {
    expect(await seen("steady")).toBe("200 s1");
    await writeFile(join(folder, "steady.wasm"), await aPluginModule("2"));
    await until("200 s2", () => seen("steady"));
    await writeFile(join(folder, "steady.wasm"), "broken");
    await until("the module of last time stays in use", () => diagnosticsText(mesh));
    expect(await seen("steady")).toBe("200 s2");
  });

  it.each([
    ["refuses its configuration", "!"],
    ["traps while it is configured", "?"],
  ])("with a plugin that %s harms nobody but those it is for", async (_what, mark) => {
    // A name of its own: what proxies ran before under one stays in use.
    const name = mark === "!" ? "refusing" : "trapping";
    const url = `file://${folder}/told.wasm`;
    await edit("extra", aPlugin(name, { url, ...targets, pluginConfig: { mark } }));
    await until("WM6017", () => diagnosticsText(mesh));
    await until("503", () => seen("plain"));
    expect(await seen("order")).toBe("200 b1,e1,d1,a1,c1");
    await edit(
      "extra",
      aPlugin(`${name}-open`, { url, ...targets, pluginConfig: { mark }, failStrategy: "FAIL_OPEN" }),
    );
    await until("200 none", () => seen("plain"));
    await edit("extra");
    await until("200 none", () => seen("plain"));
  });
});

describe("a plugin that traps", () => {
  const trap = { "x-trap": "1" };

  it("costs its service every request from then on, if it fails closed", async () => {
    expect(await seen("traps")).toBe("200 t1");
    expect(await seen("traps", "/", trap)).toBe("503");
    expect(await seen("traps")).toBe("503");
  });

  it("costs one request, and is passed by from then on, if it fails open", async () => {
    expect(await seen("lenient", "/", trap)).toBe("503");
    expect(await seen("lenient")).toBe("200 none");
  });

  it("costs the requests until it runs again, if it is restarted", async () => {
    expect(await seen("reloads", "/", trap)).toBe("503");
    await until("200 u1", () => seen("reloads"));
  });

  it("costs other plugins nothing, though they are the same module", async () => {
    expect(await seen("order")).toBe("200 b1,e1,d1,a1,c1");
    expect(await seen("routed", "/marked")).toBe("200 r1");
  });
});
