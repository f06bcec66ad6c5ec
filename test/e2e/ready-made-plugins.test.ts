/** The plugins of `wasm-plugins/` at work in a mesh: each one attached by a WasmPlugin to a service of its own. */
import { createHash, createHmac } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { type ProxiedAnswer, requestThroughProxy } from "../../src/runtime/proxied-request.js";
import { cache, filterModule } from "../../wasm-plugins/sdk/test/lean-host.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aWaypoint, type Manifest, manifestText } from "../support/manifests.js";
import { aTokenIssuer, type TokenIssuer } from "../support/tokens.js";
import { until } from "../support/until.js";

// Plugins are built when nobody built them before.
jest.setTimeout(60_000);
const setUpMs = 600_000;

const names = ["api-key", "hmac-sign", "mask", "request-guard", "token-bucket", "traffic-lane"] as const;
type Name = (typeof names)[number];

const gatewayGroup = "gateway.networking.k8s.io";
const issuer = "https://issuer.test";
const secret = "a secret that both sides know";

let folder: string;
let mesh: TestMesh;
let server: Server;
let url: string;
let tokens: TokenIssuer;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const toService = (name: string) => ({ group: "", kind: "Service", name });

/** Where a module is had from: a file has its schema beside it, a web server knows of none. */
const fromFile = (plugin: Name): string => `file://${folder}/${plugin}.wasm`;
const fromServer = (plugin: Name): string => `${url}/${plugin}.wasm`;

function aPlugin(name: string, spec: Manifest, annotations: Manifest = {}): Manifest {
  const metadata = { name, namespace: "shop", annotations };
  return { apiVersion: "extensions.istio.io/v1alpha1", kind: "WasmPlugin", metadata, spec };
}

function aService(name: string, app = "app"): Manifest {
  const ports = [{ name: "http", port: 80, targetPort: 8080 }];
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "shop" },
    spec: { selector: { app }, ports },
  };
}

/** What each plugin is told, and what no plugin of that name can be told. */
const configurations: Readonly<Record<Name, { readonly right: Manifest; readonly wrong: Manifest }>> = {
  "api-key": {
    right: { keys: [{ consumer: "ada", sha256: sha256("key-of-ada"), paths: ["/orders"] }] },
    wrong: { keys: [{ consumer: "ada", sha256: "no digest" }] },
  },
  "hmac-sign": {
    right: { keys: [{ id: "partner", secret }], headers: ["host"], subjectHeader: "x-signed-by" },
    wrong: { keys: [{ id: "partner", secret: "short" }] },
  },
  mask: {
    right: { fields: [{ path: "headers['X-Card'][*]", keepLast: 4 }, { path: "**.X-Password" }] },
    wrong: { fields: [{ path: "a..b" }] },
  },
  "request-guard": {
    right: {
      limits: { bodyBytes: 200 },
      paths: { deny: ["\\.\\."] },
      bodies: [
        { schema: { type: "object", required: ["count"], properties: { count: { type: "integer", maximum: 9 } } } },
      ],
    },
    wrong: { limits: { bodyBytes: "many" } },
  },
  "token-bucket": {
    right: { rules: [{ name: "per-client", key: [{ source: true }], buckets: [{ tokens: 2, seconds: 3600 }] }] },
    wrong: { rules: [{ name: "per-client", buckets: [] }] },
  },
  "traffic-lane": {
    right: {
      rules: [
        { lane: "canary", cookies: [{ name: "tester", present: true }] },
        { lane: "canary", claims: [{ name: ["group"], exact: "testers" }] },
      ],
      responseHeader: "x-lane",
    },
    wrong: { rules: [{ lane: "not a lane" }] },
  },
};

/** Requests of the lane are for another application. */
const lanes: readonly Manifest[] = [
  {
    apiVersion: `${gatewayGroup}/v1`,
    kind: "HTTPRoute",
    metadata: { name: "lanes", namespace: "shop" },
    spec: {
      parentRefs: [toService("traffic-lane")],
      rules: [
        { matches: [{ headers: [{ name: "x-lane", value: "canary" }] }], backendRefs: [{ name: "canary", port: 80 }] },
        { backendRefs: [{ name: "traffic-lane", port: 80 }] },
      ],
    },
  },
];

function tokensVerified(): Manifest {
  const spec = { targetRefs: [toService("traffic-lane")], jwtRules: [{ issuer, jwks: tokens.jwks }] };
  const metadata = { name: "tokens", namespace: "shop" };
  return { apiVersion: "security.istio.io/v1", kind: "RequestAuthentication", metadata, spec };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-ready-made-"));
  for (const name of names) {
    await filterModule(name, join("wasm-plugins", name, "assembly", "index.ts"));
    await copyFile(join(cache, "sdk-tests", `${name}.wasm`), join(folder, `${name}.wasm`));
    const schema = fileURLToPath(new URL(`../../wasm-plugins/${name}/schema.json`, import.meta.url));
    await copyFile(schema, join(folder, `${name}.schema.json`));
  }
  server = createServer(({ url: path = "" }, response) => {
    readFile(join(folder, path)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  tokens = await aTokenIssuer();
  const plugins = names.map((name, index) => {
    const place = index % 2 === 0 ? fromFile(name) : fromServer(name);
    const target = { targetRefs: [toService(name)], phase: name === "mask" ? "STATS" : "AUTHZ" };
    return aPlugin(name, { url: place, ...target, pluginConfig: configurations[name].right });
  });
  const services = names.flatMap((name) => [aService(name), aService(`${name}-wrong`), aService(`${name}-unfit`)]);
  const holding = aPlugin(
    "holding",
    {
      url: fromFile("request-guard"),
      targetRefs: [toService("holding")],
      pluginConfig: { ...configurations["request-guard"].right, holdHeaders: true },
    },
    { "waymark.dev/hold-headers": "true" },
  );
  const people = [anAccount("shop", "web"), anAccount("shop", "batch")];
  const apps = [anApp({ namespace: "shop", name: "app" }), anApp({ namespace: "shop", name: "canary" })];
  const place = [aNamespace("shop", "waypoint"), aWaypoint("shop")];
  mesh = await aLocalMesh(
    {
      "mesh.yaml": manifestText(
        ...place,
        ...people,
        ...apps,
        services,
        aService("holding"),
        plugins,
        holding,
        lanes,
        tokensVerified(),
      ),
    },
    { modules: { allowed: ["127.0.0.0/8"], retryMs: 100 } },
  );
}, setUpMs);

afterAll(async () => {
  await mesh?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

interface Asked {
  readonly as?: "web" | "batch";
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function answerOf(
  service: string,
  { as = "web", path = "/", headers = {}, body }: Asked = {},
): Promise<ProxiedAnswer> {
  const outcome = await requestThroughProxy({
    proxy: mesh.proxyOf(`shop/sa/${as}`),
    url: `http://${service}.shop${path}`,
    headers: Object.entries(headers),
    ...(body !== undefined && { method: "POST", body }),
  });
  if (outcome.kind !== "answered") throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** The status, and why it was refused if it was. */
async function outcomeOf(service: string, asked: Asked = {}): Promise<string> {
  const { status, body } = await answerOf(service, asked);
  const [, reason = ""] = status === 200 ? [] : (/"reason":"(\w+)"/.exec(body) ?? []);
  return `${status} ${reason}`.trim();
}

/** A header as the application saw it. */
async function seen(header: string, service: string, asked: Asked): Promise<string> {
  const { status, body } = await answerOf(service, asked);
  if (status !== 200) return String(status);
  return (
    (JSON.parse(body) as { readonly headers: Readonly<Record<string, string[]>> }).headers[header] ?? ["none"]
  ).join();
}

function signed({
  key = secret,
  nonce,
  body,
}: {
  readonly key?: string;
  readonly nonce: string;
  readonly body?: string;
}) {
  const time = Math.floor(Date.now() / 1000);
  const digest = body === undefined ? undefined : createHash("sha256").update(body).digest();
  const method = body === undefined ? "GET" : "POST";
  const lines = [
    "WAYMARK-HMAC-SHA256-V1",
    "partner",
    time,
    nonce,
    method,
    "/",
    "host:hmac-sign.shop",
    digest?.toString("hex") ?? "-",
  ];
  const mac = createHmac("sha256", key).update(lines.join("\n")).digest("base64url");
  return {
    "x-signature": `v1;key=partner;time=${time};nonce=${nonce};mac=${mac}`,
    ...(digest !== undefined && { "content-digest": `sha-256=:${digest.toString("base64")}:` }),
  };
}

/** Every plugin does what it is for. Buckets have room for it twice. */
describe("in a mesh, the plugin", () => {
  it("api-key lets known keys through where they may go, and says whose they are", async () => {
    const key = { "x-api-key": "key-of-ada", "x-consumer": "eve" };
    expect(await seen("X-Consumer", "api-key", { path: "/orders", headers: key })).toBe("ada");
    expect(await outcomeOf("api-key", { path: "/orders" })).toBe("401 key_missing");
    expect(await outcomeOf("api-key", { path: "/orders", headers: { "x-api-key": "other" } })).toBe("401 key_unknown");
    expect(await outcomeOf("api-key", { path: "/else", headers: key })).toBe("403 not_allowed");
  });

  it("hmac-sign verifies signatures of requests and of their bodies, once each", async () => {
    const headers = signed({ nonce: "nonce-one" });
    expect(await seen("X-Signed-By", "hmac-sign", { headers })).toBe("partner");
    expect(await outcomeOf("hmac-sign", { headers })).toBe("401 replayed");
    expect(await outcomeOf("hmac-sign")).toBe("401 signature_missing");
    const forged = signed({ nonce: "nonce-two", key: "another secret of that length" });
    expect(await outcomeOf("hmac-sign", { headers: forged })).toBe("401 signature_wrong");
    const body = '{"count":1}';
    expect(await outcomeOf("hmac-sign", { headers: signed({ nonce: "nonce-three", body }), body })).toBe("200");
    const other = { headers: signed({ nonce: "nonce-four", body }), body: '{"count":2}' };
    expect(await outcomeOf("hmac-sign", other)).toBe("401 body_mismatch");
  });

  it("mask masks fields of the application's answer", async () => {
    const headers = { "x-card": "4111111111111111", "x-password": "secret", "x-other": "open" };
    expect(await seen("X-Card", "mask", { headers })).toBe("***1111");
    const { body } = await answerOf("mask", { headers });
    expect(body).toContain("open");
    expect(body).not.toContain("secret");
  });

  it("request-guard refuses what is too large, no JSON of its schema, or at a path that is not allowed", async () => {
    expect(await outcomeOf("request-guard")).toBe("200");
    const headers = { "content-type": "application/json" };
    expect(await outcomeOf("request-guard", { headers, body: '{"count":3}' })).toBe("200");
    expect(await outcomeOf("request-guard", { headers, body: '{"count":30}' })).toMatch(/^400 /);
    expect(await outcomeOf("request-guard", { headers, body: `{"count":3,"x":"${"x".repeat(300)}"}` })).toMatch(
      /^413 /,
    );
    expect(await outcomeOf("request-guard", { path: "/a/..%2fb" })).toMatch(/^400 /);
  });

  it("request-guard keeps back headers until the body is judged, where its object says so", async () => {
    const count = { "x-echo-count": "holding", "content-type": "application/json" };
    expect(await outcomeOf("holding", { headers: count, body: '{"count":3}' })).toBe("200");
    expect(await outcomeOf("holding", { headers: count, body: '{"count":30}' })).toMatch(/^400 /);
    const { body } = await answerOf("holding", { headers: { "x-echo-counted": "holding" } });
    expect(Object.values((JSON.parse(body) as { readonly counted: Readonly<Record<string, number>> }).counted)).toEqual(
      [1],
    );
  });

  it("token-bucket counts each client by itself", async () => {
    const ask = (as: "web" | "batch"): Promise<string> => outcomeOf("token-bucket", { as });
    expect([await ask("web"), await ask("web"), await ask("web"), await ask("batch")]).toEqual([
      "200",
      "200",
      "429",
      "200",
    ]);
  });

  it("traffic-lane sends testers to the canary, by cookie and by the claims of their token", async () => {
    const pod = async (headers: Readonly<Record<string, string>>): Promise<string> => {
      const { status, body } = await answerOf("traffic-lane", { headers });
      return status === 200 ? (JSON.parse(body) as { readonly serviceAccount: string }).serviceAccount : String(status);
    };
    expect(await pod({})).toBe("app");
    expect(await pod({ "x-lane": "canary" })).toBe("app");
    expect(await pod({ cookie: "tester=1" })).toBe("canary");
    const token = (group: string): Promise<string> => tokens.token({ iss: issuer, sub: "ann", group });
    expect(await pod({ authorization: `Bearer ${await token("testers")}` })).toBe("canary");
    expect(await pod({ authorization: `Bearer ${await token("users")}` })).toBe("app");
    const answer = await answerOf("traffic-lane", { headers: { cookie: "tester=1" } });
    expect(answer.headers).toContainEqual(["x-lane", "canary"]);
  });
});

describe("a configuration that a plugin cannot be told", () => {
  const edit = (...objects: readonly Manifest[]): Promise<void> =>
    writeFile(join(mesh.folder, "more.yaml"), manifestText(...objects));
  /** What is said of the six objects with that ending. */
  const codesOf = (ending: string): string =>
    names
      .map((name) => {
        const object = `WasmPlugin shop/${name}-${ending}`;
        return mesh.mesh.diagnostics().find(({ origin }) => origin?.object === object)?.code ?? "nothing";
      })
      .join();
  const answersOf = async (ending: string): Promise<string> =>
    (await Promise.all(names.map((name) => outcomeOf(`${name}-${ending}`)))).join();
  const all = (what: string): string => names.map(() => what).join();

  async function nothingElseHarmed(): Promise<void> {
    expect(await outcomeOf("api-key", { path: "/orders", headers: { "x-api-key": "key-of-ada" } })).toBe("200");
    expect(await outcomeOf("traffic-lane")).toBe("200");
    expect(await outcomeOf("request-guard")).toBe("200");
  }

  it("is refused by the schema beside the module, before any proxy sees it", async () => {
    const plugins = names.map((name) => {
      const pluginConfig = configurations[name].wrong;
      return aPlugin(`${name}-unfit`, { url: fromFile(name), targetRefs: [toService(`${name}-unfit`)], pluginConfig });
    });
    await edit(...plugins);
    await until(all("WM6009"), () => codesOf("unfit"));
    await until(all("503"), () => answersOf("unfit"));
    await nothingElseHarmed();
  });

  it("is refused by the plugin itself, if there is no schema", async () => {
    const plugins = names.map((name) => {
      const pluginConfig = configurations[name].wrong;
      return aPlugin(`${name}-wrong`, {
        url: fromServer(name),
        targetRefs: [toService(`${name}-wrong`)],
        pluginConfig,
      });
    });
    await edit(...plugins);
    await until(all("WM6017"), () => codesOf("wrong"));
    await until(all("503"), () => answersOf("wrong"));
    await nothingElseHarmed();
  });
});
