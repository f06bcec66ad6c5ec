/** Everything that can be wrong with a plugin: what is said of it, what its service answers, and that nobody else notices. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { requestThroughProxy } from "../../src/runtime/proxied-request.js";
import { mostModuleBytes } from "../../src/wasm/fetch/limits.js";
import { moduleBytes } from "../../src/wasm/testing/module-bytes.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aWaypoint, type Manifest, manifestText } from "../support/manifests.js";
import { aPluginModule } from "../support/plugin-module.js";
import { answerTo } from "../support/said.js";
import { until } from "../support/until.js";

jest.setTimeout(90_000);

const program = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const web = "plug/sa/web";

let folder: string;
let mesh: TestMesh;
let server: Server;
let url: string;
const pages = new Map<string, (response: ServerResponse) => void>();
const page = (path: string, bytes: Uint8Array): void => void pages.set(path, (response) => void response.end(bytes));

/** A plugin that fails, by the name of its service: where its module is, and what is said of it. */
interface Failure {
  readonly service: string;
  /** On the server, unless it is a whole URL. */
  readonly module: string;
  readonly sha256?: string;
  readonly mark?: string;
  readonly code: string;
  readonly because: string;
}

/** What the control plane notices before any proxy does. */
const unusable: readonly Failure[] = [
  { service: "garbage", module: "garbage", code: "WM6007", because: "cannot be run" },
  { service: "truncated", module: "truncated", code: "WM6007", because: "cannot be run" },
  { service: "no-abi", module: "no-abi", code: "WM6007", because: "cannot be run" },
  { service: "old-abi", module: "old-abi", code: "WM6007", because: "cannot be run" },
  { service: "unknown-import", module: "unknown-import", code: "WM6007", because: "env.emscripten_run" },
  { service: "starts", module: "starts", code: "WM6007", because: "start" },
  { service: "other-digest", module: "good", sha256: "0".repeat(64), code: "WM6007", because: "its sha256 is" },
  { service: "forbidden", module: "forbidden", code: "WM6005", because: "status 403" },
  { service: "broken", module: "broken", code: "WM6005", because: "status 500" },
  { service: "circle", module: "circle", code: "WM6005", because: "it redirects more than 5 times" },
  { service: "huge", module: "huge", code: "WM6005", because: `it has more than ${mostModuleBytes} bytes` },
  { service: "cut", module: "cut", code: "WM6005", because: "cannot be had" },
  { service: "nobody", module: "http://127.0.0.1:1/a.wasm", code: "WM6005", because: "nobody listens there" },
  { service: "link-local", module: "http://169.254.1.1/a.wasm", code: "WM6006", because: "may not be fetched" },
];

/** What only a proxy can find out. */
const refused: readonly Failure[] = [
  { service: "traps-at-start", module: "trapping", code: "WM6017", because: "plug/traps-at-start" },
  { service: "traps-at-configure", module: "good", mark: "?", code: "WM6017", because: "plug/traps-at-configure" },
  { service: "refuses", module: "good", mark: "!", code: "WM6017", because: "plug/refuses" },
];

const silent: Failure = {
  service: "silent",
  module: "silent",
  code: "WM6005",
  because: "no complete answer within 1 s",
};

function aService(name: string): Manifest {
  const ports = [{ name: "http", port: 80, targetPort: 8080 }];
  const metadata = { name, namespace: "plug" };
  return { apiVersion: "v1", kind: "Service", metadata, spec: { selector: { app: "app" }, ports } };
}

function aPlugin(
  name: string,
  service: string,
  { module, mark = "m", ...spec }: Manifest & { readonly module: string },
): Manifest {
  const targetRefs = [{ group: "", kind: "Service", name: service }];
  const place = module.includes("://") ? module : `${url}/${module}`;
  return {
    apiVersion: "extensions.istio.io/v1alpha1",
    kind: "WasmPlugin",
    metadata: { name, namespace: "plug" },
    spec: { targetRefs, url: place, pluginConfig: { mark }, ...spec },
  };
}

/** The plugin twice: one service where it must not be missing, one where it may. */
function failing({ service, module, sha256, mark }: Failure): readonly Manifest[] {
  const spec = { module, ...(sha256 !== undefined && { sha256 }), ...(mark !== undefined && { mark }) };
  return [
    aService(service),
    aService(`${service}-open`),
    aPlugin(service, service, spec),
    aPlugin(`${service}-open`, `${service}-open`, { ...spec, failStrategy: "FAIL_OPEN" }),
  ];
}

function serveBadly(): void {
  page("/garbage", Buffer.from("no module"));
  page("/no-abi", moduleBytes({ marker: "" }));
  page("/old-abi", moduleBytes({ marker: "proxy_abi_version_0_0_1" }));
  page("/unknown-import", moduleBytes({ imports: [["env", "emscripten_run", ":"]] }));
  page("/starts", moduleBytes({ start: true, imports: [["env", "proxy_done", ":i"]] }));
  for (const [name, status] of [
    ["forbidden", 403],
    ["broken", 500],
  ] as const) {
    pages.set(`/${name}`, (response) => void response.writeHead(status).end());
  }
  pages.set("/circle", (response) => void response.writeHead(302, { location: "/circle" }).end());
  pages.set("/huge", (response) => {
    const block = Buffer.alloc(1024 * 1024);
    for (let sent = 0; sent <= mostModuleBytes; sent += block.length) response.write(block);
    response.end();
  });
  pages.set("/cut", (response) => {
    response.writeHead(200, { "content-length": 1000 }).write("\0asm");
    setTimeout(() => response.destroy(), 50);
  });
  pages.set("/silent", () => undefined);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-failures-"));
  const good = await aPluginModule("1");
  page("/good", good);
  page("/truncated", good.subarray(0, good.length / 2));
  page("/trapping", await aPluginModule("T"));
  serveBadly();
  server = createServer(({ url: path = "" }, response) => {
    const answer = pages.get(path) ?? ((other) => void other.writeHead(404).end());
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Those that proxies refuse are there from the beginning: no proxy ever had anything else of them.
  const manifests = manifestText(
    [aNamespace("plug", "waypoint"), aWaypoint("plug"), anAccount("plug", "web")],
    anApp({ namespace: "plug", name: "app" }),
    [aService("well"), aService("thousandth"), aService("endless"), aService("both")],
    aPlugin("well", "well", { module: "good" }),
    [
      aPlugin("both-bad", "both", { module: "good", mark: "!", failStrategy: "FAIL_OPEN" }),
      aPlugin("both-good", "both", { module: "good" }),
    ],
    aPlugin("thousandth", "thousandth", { module: "good", mark: "K", failStrategy: "FAIL_RELOAD" }),
    aPlugin("endless", "endless", { module: "good", mark: "L" }),
    [...unusable, ...refused].flatMap(failing),
  );
  mesh = await aLocalMesh(
    { "mesh.yaml": manifests },
    { modules: { allowed: ["127.0.0.0/8"], retryMs: 60_000, timeoutMs: 1000 } },
  );
}, 240_000);

afterAll(async () => {
  await mesh?.close();
  server?.closeAllConnections();
  server?.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** The status, and the marks that the application saw. */
async function seen(service: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const outcome = await answerTo(mesh, { as: web, host: `${service}.plug`, headers });
  if (outcome.kind !== "answered") return JSON.stringify(outcome);
  if (outcome.status !== 200) return String(outcome.status);
  const { headers: told } = JSON.parse(outcome.body) as { readonly headers: Readonly<Record<string, string[]>> };
  return `200 ${(told["X-Marks"] ?? ["none"]).join()}`;
}

const said = (plugin: string): string =>
  mesh.mesh
    .diagnostics()
    .filter(({ origin }) => origin?.object === `WasmPlugin plug/${plugin}`)
    .map(({ code, message }) => `${code} ${message}`)
    .join("\n");

/** What must hold for a plugin that fails, whatever is wrong with it. */
async function failsAlone({ service, code, because }: Failure): Promise<void> {
  await until(because, () => said(service));
  expect(said(service)).toContain(code);
  await until("503", () => seen(service));
  await until("200 none", () => seen(`${service}-open`));
  expect(await seen("well")).toBe("200 m1");
}

describe("a module that cannot be had or run", () => {
  it.each(unusable)("is told of, and never reaches a proxy: $service", failsAlone);

  it("that does not come in time is tried again later", async () => {
    await writeFile(join(mesh.folder, "more.yaml"), manifestText(failing(silent)));
    await failsAlone(silent);
    await writeFile(join(mesh.folder, "more.yaml"), "");
  });
});

describe("a plugin that a proxy refuses", () => {
  it.each(refused)("is told of, and its failStrategy decides, from the first request on: $service", failsAlone);

  it("takes no other plugin of the service along", async () => {
    await until("200 m1", () => seen("both"));
  });

  it("is no bug of ours: nothing else is refused", () => {
    expect(mesh.mesh.diagnostics().filter(({ code }) => code === "WM7010")).toEqual([]);
  });
});

describe("waymark status", () => {
  it("tells of each module that cannot be had or run, and why", async () => {
    const words = ["status", mesh.folder, "--json", "--fetch", "--wasm-allow", "127.0.0.0/8"];
    const { stdout } = await new Promise<{ stdout: string }>((resolve) => {
      execFile(process.execPath, [program, ...words], (_error, out) => resolve({ stdout: out }));
    });
    const statuses = JSON.parse(stdout) as readonly (Manifest & { readonly because?: readonly { code?: string }[] })[];
    for (const { service, code } of unusable) {
      const status = statuses.find(({ kind, name }) => kind === "WasmPlugin" && name === service);
      const codes = status?.because?.map((obstacle) => obstacle.code);
      expect({ service, inEffect: status?.["inEffect"], codes }).toEqual({ service, inEffect: "no", codes: [code] });
    }
  });
});

describe("a plugin that fails at work", () => {
  it("on the thousandth request costs that one, and runs again if it is to be restarted", async () => {
    const ask = (): Promise<string> => seen("thousandth");
    for (let asked = 0; asked < 999; asked += 37) {
      const answers = await Promise.all(Array.from({ length: Math.min(37, 999 - asked) }, ask));
      expect(new Set(answers)).toEqual(new Set(["200 K1"]));
    }
    expect(await ask()).toBe("503");
    await until("200 K1", ask);
    expect(await seen("well")).toBe("200 m1");
  });

  // The last one: this proxy is lost.
  it("and never returns takes all requests of its worker with it, which docs/design/003-plugins.md says", async () => {
    expect(await seen("endless")).toBe("200 L1");
    const ask = (service: string, headers: readonly (readonly [string, string])[] = []) =>
      requestThroughProxy({ proxy: mesh.proxyOf(web), url: `http://${service}.plug/`, headers, timeoutMs: 2000 });
    const [stuck, other] = await Promise.all([ask("endless", [["x-trap", "1"]]), ask("well")]).then(
      async ([first]) => [first, await ask("well")] as const,
    );
    expect([stuck, other]).toEqual([
      { kind: "failed", reason: "no answer in time" },
      { kind: "failed", reason: "no answer in time" },
    ]);
  });
});
