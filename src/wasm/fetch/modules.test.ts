import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { pack } from "tar-stream";
import { addressGuard } from "../../fetching/address-guard.js";
import { moduleBytes } from "../testing/module-bytes.js";
import { aRegistryServer, digestOf, putImage, putManifest, type RegistryServer } from "../testing/registry-server.js";
import { credentialsFor, isDockerConfig, RegistryCredentials } from "./credentials.js";
import { fetchedModule } from "./fetched-module.js";
import { mediaTypes, schemaAnnotation } from "./image.js";
import { moduleSource } from "./module-source.js";
import { type ModuleState, type Modules, type ModulesOptions, openModules, type WantedModule } from "./modules.js";
import { publishModule } from "./publish.js";
import type { RegistryRules } from "./registry.js";

const rules: RegistryRules = { guard: addressGuard(["127.0.0.0/8"]) };
const module = moduleBytes();
const moduleDigest = digestOf(module).slice("sha256:".length);

let registry: RegistryServer;
let folder: string;
const servers: Server[] = [];

beforeEach(async () => {
  registry = await aRegistryServer();
  folder = await mkdtemp(join(tmpdir(), "waymark-modules-"));
});

afterEach(async () => {
  await registry.close();
  for (const server of servers.splice(0)) server.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

async function aServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What comes of fetching, in words. */
async function outcomeOf(url: string, more: { sha256?: string; credentials?: RegistryCredentials } = {}) {
  const source = moduleSource(url, folder);
  if (typeof source === "string") return source;
  const { sha256 = "", credentials } = more;
  const found = await fetchedModule({ source, sha256, credentials }, rules);
  return found.kind === "module" ? `had ${found.digest === moduleDigest}` : `${found.kind}: ${found.because}`;
}

async function archived(...files: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<Buffer> {
  const archive = pack();
  for (const [name, bytes] of files) archive.entry({ name }, Buffer.from(bytes));
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

const image = (name: string) => `oci://${registry.host}/${name}`;
const artifact = (bytes: Uint8Array) => ({ layers: [{ mediaType: mediaTypes.moduleLayer, bytes }] });
const archiveLayer = (bytes: Uint8Array) => ({ layers: [{ mediaType: mediaTypes.archiveLayer, bytes }] });

describe("moduleSource()", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  it.each([
    ["file:///a/b.wasm", { kind: "file", path: "/a/b.wasm" }],
    ["file://./b.wasm", { kind: "file", path: "/m/b.wasm" }],
    ["file://b%20c.wasm", { kind: "file", path: "/m/b c.wasm" }],
    ["https://a.example/b.wasm", { kind: "http", url: "https://a.example/b.wasm" }],
    ["oci://r.example/p/a:1", { kind: "image", registry: "r.example", repository: "p/a", version: "1" }],
    ["r.example:5000/a", { kind: "image", registry: "r.example:5000", repository: "a", version: "latest" }],
    [`r.example/a:1@${digest}`, { kind: "image", registry: "r.example", repository: "a", version: digest }],
    ["plugins/a:1", "it names no registry: plugins is not the name of a host"],
    ["a", expect.stringContaining("no image reference")],
    ["oci://r.example/A", expect.stringContaining("no image reference")],
    ["r.example/../a", expect.stringContaining("no image reference")],
    ["file://", "it names no file"],
    ["file://%", "it names no file"],
  ])("%s", (url, source) => {
    expect(moduleSource(url, "/m")).toEqual(source);
  });
});

describe("an image", () => {
  it("may be an artifact that is the module, with the schema of its configuration", async () => {
    putImage(registry, "p/a:1", { ...artifact(module), annotations: { [schemaAnnotation]: "{}" } });
    const source = moduleSource(image("p/a:1"), folder);
    if (typeof source === "string") throw new Error(source);
    expect(await fetchedModule({ source, sha256: "" }, rules)).toMatchObject({
      digest: moduleDigest,
      configSchema: "{}",
    });
  });

  it("may be an archive with plugin.wasm, as for containers", async () => {
    const archive = await archived(["./other", Buffer.from("x")], ["./plugin.wasm", module]);
    putImage(registry, "p/a:1", archiveLayer(archive));
    expect(await outcomeOf(image("p/a:1"))).toBe("had true");
  });

  it("is found through an index, and by its digest", async () => {
    const digest = putImage(registry, "p/a:wasm", artifact(module));
    const platform = { os: "wasi", architecture: "wasm" };
    const other = { mediaType: mediaTypes.manifest, digest: digestOf(Buffer.from("x")), size: 1 };
    const manifests = [other, { mediaType: mediaTypes.manifest, digest, size: 1, platform }];
    const index = putManifest(registry, "p/a:1", { manifest: { schemaVersion: 2, manifests }, type: mediaTypes.index });
    expect(await outcomeOf(image("p/a:1"))).toBe("had true");
    expect(await outcomeOf(image(`p/a@${index}`))).toBe("had true");
    expect(await outcomeOf(image(`p/a:tag@${digest}`), { sha256: digest.slice(7) })).toBe("had true");
  });

  it.each(["artifact", "image"] as const)("that is published as an %s is found again", async (layout) => {
    const reference = moduleSource(image("p/a:1"), folder);
    if (typeof reference === "string" || reference.kind !== "image") throw new Error("no image");
    const published = await publishModule({ image: reference, module, layout }, { timeoutMs: 5000 }, rules);
    expect(published.kind).toBe("published");
    expect(await outcomeOf(image("p/a:1"))).toBe("had true");
  });

  it.each([
    [
      "is no module",
      () => putImage(registry, "p/a:1", artifact(Buffer.from("garbage"))),
      "unusable: no WebAssembly module.",
    ],
    [
      "is cut off",
      () => putImage(registry, "p/a:1", artifact(module.subarray(0, -3))),
      "unusable: the module is cut off.",
    ],
    [
      "speaks another ABI",
      () => putImage(registry, "p/a:1", artifact(moduleBytes({ marker: "proxy_abi_version_9_9_9" }))),
      "unusable: None of the exports",
    ],
    [
      "imports what no proxy has",
      () => putImage(registry, "p/a:1", artifact(moduleBytes({ imports: [["env", "abort", "iiii:"]] }))),
      "unusable: Envoy offers no function env.abort",
    ],
    ["has no layer", () => putImage(registry, "p/a:1", { layers: [] }), "unusable: the image has no layer"],
    [
      "has a huge layer",
      () => putImage(registry, "p/a:1", { layers: [{ mediaType: mediaTypes.moduleLayer, bytes: module, size: 1e9 }] }),
      "unusable: the layer has 1000000000 bytes",
    ],
    [
      "is no archive",
      () => putImage(registry, "p/a:1", archiveLayer(Buffer.from([0x1f, 0x8b, 1, 2, 3]))),
      "unusable: the layer is no archive",
    ],
    [
      "is a manifest of nonsense",
      () => putManifest(registry, "p/a:1", { manifest: ["x"], type: mediaTypes.manifest }),
      "unusable: the image has no layer",
    ],
    ["is not there", () => "", "failed: the registry does not have it (404)"],
  ])("that %s is no module to run", async (_what, put, because) => {
    put();
    expect(await outcomeOf(image("p/a:1"))).toContain(because);
  });

  it("whose archive unpacks to too much, or has no module, is refused", async () => {
    putImage(registry, "p/a:1", archiveLayer(await archived(["plugin.wasm", Buffer.alloc(40 * 1024 * 1024)])));
    expect(await outcomeOf(image("p/a:1"))).toContain("unpacks to more than");
    putImage(registry, "p/a:1", archiveLayer(await archived(["a.wasm", module])));
    expect(await outcomeOf(image("p/a:1"))).toContain("no file plugin.wasm");
  }, 30_000);

  it("must be what its digests say", async () => {
    const digest = putImage(registry, "p/a:1", artifact(module));
    expect(await outcomeOf(image("p/a:1"), { sha256: "b".repeat(64) })).toBe(
      `unusable: its sha256 is ${digest.slice(7)}, not ${"b".repeat(64)}`,
    );
    registry.blobs.set(digestOf(module), Buffer.from("swapped"));
    expect(await outcomeOf(image("p/a:1"))).toContain("not sha256:");
    registry.manifests.set(`p/a/${digest}`, { type: mediaTypes.manifest, body: Buffer.from("{}") });
    expect(await outcomeOf(image(`p/a@${digest}`))).toContain("answered with manifest");
  });
});

describe("a registry", () => {
  const dockerConfig = JSON.stringify({
    auths: { "r.example": { auth: Buffer.from("me:se:cret").toString("base64") } },
  });

  it.each(["basic", "bearer"] as const)("may ask who this is (%s)", async (kind) => {
    putImage(registry, "p/a:1", artifact(module));
    registry.login = { kind, user: "me", password: "secret" };
    expect(await outcomeOf(image("p/a:1"))).toMatch(/^failed: .*(no credentials|there are none|status 401)/);
    expect(await outcomeOf(image("p/a:1"), { credentials: new RegistryCredentials("me", "wrong") })).toContain("401");
    expect(await outcomeOf(image("p/a:1"), { credentials: new RegistryCredentials("me", "secret") })).toBe("had true");
  });

  it("never hears of credentials where it sends somebody for a layer", async () => {
    putImage(registry, "p/a:1", artifact(module));
    registry.login = { kind: "basic", user: "me", password: "secret" };
    const told: (string | undefined)[] = [];
    const elsewhere = await aServer(({ headers }, response) => {
      told.push(headers.authorization);
      response.end(module);
    });
    registry.instead.set(`/v2/p/a/blobs/${digestOf(module)}`, (response) => {
      response.writeHead(307, { location: `${elsewhere}/layer` }).end();
    });
    expect(await outcomeOf(image("p/a:1"), { credentials: new RegistryCredentials("me", "secret") })).toBe("had true");
    expect(told).toEqual([undefined]);
  });

  it.each([
    ["does not work", 500, "failed: the registry answered with status 500"],
    ["forbids it", 403, "failed: the registry does not let us have it (403)"],
  ])("that %s is told", async (_what, status, because) => {
    registry.instead.set("/v2/p/a/manifests/1", (response) => void response.writeHead(status).end());
    expect(await outcomeOf(image("p/a:1"))).toBe(because);
  });

  it("that leads in circles or hangs up is told", async () => {
    registry.instead.set("/v2/p/a/manifests/1", (response) => {
      response.writeHead(302, { location: "/v2/p/a/manifests/1" }).end();
    });
    expect(await outcomeOf(image("p/a:1"))).toBe("failed: it redirects more than 5 times");
    registry.instead.set("/v2/p/a/manifests/1", (response) => void response.destroy());
    expect(await outcomeOf(image("p/a:1"))).toMatch(/^failed: (the connection was cut|socket hang up)/);
  });

  it("is asked without credentials that are for another one", () => {
    expect(credentialsFor("other.example", dockerConfig)).toBeUndefined();
    expect(credentialsFor("r.example", dockerConfig)?.basic()).toBe(new RegistryCredentials("me", "se:cret").basic());
    expect(credentialsFor("r.example", "nonsense")).toBeUndefined();
    expect(isDockerConfig(dockerConfig) && !isDockerConfig("[]")).toBe(true);
  });

  it("never sees its credentials printed", () => {
    const credentials = new RegistryCredentials("me", "secret");
    expect(`${credentials} ${JSON.stringify({ credentials })}`).toBe('[redacted] {"credentials":"[redacted]"}');
  });
});

describe("a module elsewhere", () => {
  it("comes from a web server, under the same rules as keys", async () => {
    const url = await aServer(({ url: path }, response) => {
      if (path === "/a.wasm") response.end(module);
      else if (path === "/metadata") response.writeHead(302, { location: "http://169.254.169.254/x" }).end();
      else response.writeHead(404).end();
    });
    expect(await outcomeOf(`${url}/a.wasm`, { sha256: moduleDigest })).toBe("had true");
    expect(await outcomeOf(`${url}/a.wasm`, { sha256: "c".repeat(64) })).toContain("unusable: its sha256 is");
    expect(await outcomeOf(`${url}/b.wasm`)).toBe("failed: it was answered with status 404");
    expect(await outcomeOf(`${url}/metadata`)).toContain("refused: 169.254.169.254");
    expect(await outcomeOf("http://10.0.0.1/a.wasm")).toContain("refused: 10.0.0.1 is a private address");
  });

  it("comes from a file, with its schema beside it", async () => {
    await writeFile(join(folder, "a.wasm"), module);
    await writeFile(join(folder, "a.schema.json"), "{}");
    const source = moduleSource("file://./a.wasm", folder);
    if (typeof source === "string") throw new Error(source);
    expect(await fetchedModule({ source, sha256: "" }, rules)).toMatchObject({
      digest: moduleDigest,
      configSchema: "{}",
    });
    expect(await outcomeOf("file://./b.wasm")).toBe("failed: there is no such file");
  });
});

describe("openModules()", () => {
  const opened: Modules[] = [];

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((modules) => modules.close()));
  });

  async function modulesWith(options: Partial<ModulesOptions> = {}): Promise<Modules> {
    const modules = await openModules({
      stateDir: folder,
      allowed: ["127.0.0.0/8"],
      retryMs: 20,
      fileMs: 20,
      alwaysMs: 20,
      onState: () => undefined,
      ...options,
    });
    opened.push(modules);
    return modules;
  }

  function wanted(url: string, more: Partial<WantedModule> = {}): WantedModule {
    const source = moduleSource(url, folder);
    if (typeof source === "string") throw new Error(source);
    return { place: url, url, source, sha256: "", always: false, ...more };
  }

  async function until(
    modules: Modules,
    place: string,
    is: (state: ModuleState | undefined) => boolean,
  ): Promise<void> {
    while (!is(modules.state(place))) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  it("keeps what it had for the next start, readable by nobody else", async () => {
    putImage(registry, "p/a:1", artifact(module));
    const first = await modulesWith();
    first.want([wanted(image("p/a:1"))]);
    await first.attempted(5000);
    expect(first.state(image("p/a:1"))).toMatchObject({ kind: "known", module: { digest: moduleDigest } });
    await first.close();
    for (const name of await readdir(join(folder, "modules"))) {
      expect((await stat(join(folder, "modules", name))).mode & 0o077).toBe(0);
    }
    await registry.close();
    const second = await modulesWith();
    second.want([wanted(image("p/a:1"))]);
    await second.attempted(5000);
    expect(second.state(image("p/a:1"))).toMatchObject({ kind: "known", module: { digest: moduleDigest } });
  });

  it("does not believe what somebody changed meanwhile", async () => {
    putImage(registry, "p/a:1", artifact(module));
    const first = await modulesWith();
    first.want([wanted(image("p/a:1"))]);
    await first.attempted(5000);
    await first.close();
    await writeFile(join(folder, "modules", `${moduleDigest}.wasm`), "changed");
    const second = await modulesWith();
    second.want([wanted(image("p/a:1"))]);
    await second.attempted(5000);
    expect(second.state(image("p/a:1"))).toMatchObject({ kind: "known", module: { digest: moduleDigest } });
    expect(registry.requests.filter((request) => request.includes("blobs"))).toHaveLength(2);
  });

  it("tries again until it has the module, and asks once for all that want it", async () => {
    const modules = await modulesWith();
    modules.want([wanted(image("p/a:1")), wanted(image("p/a:1"))]);
    await until(modules, image("p/a:1"), (state) => state?.kind === "failed");
    putImage(registry, "p/a:1", artifact(module));
    await until(modules, image("p/a:1"), (state) => state?.kind === "known");
    expect(registry.requests.filter((request) => request.includes("blobs"))).toHaveLength(1);
  });

  it("looks again where a tag may move, and keeps what it has while it cannot", async () => {
    const next = moduleBytes({ exports: { malloc: "i:i", proxy_on_log: "i:" } });
    putImage(registry, "p/a:1", artifact(module));
    const place = image("p/a:1");
    const modules = await modulesWith();
    modules.want([wanted(place, { always: true })]);
    await modules.attempted(5000);
    registry.instead.set("/v2/p/a/manifests/1", (response) => void response.writeHead(500).end());
    await until(modules, place, (state) => state?.kind === "known" && state.stale !== undefined);
    expect(modules.state(place)).toMatchObject({
      module: { digest: moduleDigest },
      stale: "the registry answered with status 500",
    });
    registry.instead.clear();
    putImage(registry, "p/a:1", artifact(next));
    await until(modules, place, (state) => state?.kind === "known" && state.module.digest !== moduleDigest);
    expect(modules.state(place)).not.toHaveProperty("stale");
  });

  it("forgets what nobody wants", async () => {
    const modules = await modulesWith();
    modules.want([wanted(image("p/a:1"))]);
    modules.want([]);
    expect(modules.state(image("p/a:1"))).toBeUndefined();
  });
});
