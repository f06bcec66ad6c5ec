/**
 * Modules from real OCI registries (CNCF distribution): pushed by the command, pulled by the control plane, run by Envoy.
 * The registry is built from its Go module the first time; `WAYMARK_TEST_REGISTRY` may name a binary instead.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openAuthority } from "../../src/identity/authority.js";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aWaypoint, type Manifest, manifestText } from "../support/manifests.js";
import { aPluginModule } from "../support/plugin-module.js";
import {
  aRealRegistry,
  type RealRegistry,
  registryBinary,
  registryPassword,
  registryUser,
} from "../support/real-registry.js";
import { answerTo } from "../support/said.js";
import { until } from "../support/until.js";

jest.setTimeout(60_000);

const program = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const binary = await registryBinary();
const why = "because" in binary ? ` (skipped: ${binary.because})` : "";
const suite = "because" in binary ? describe.skip : describe;

suite(`a real registry${why}`, () => {
  let folder: string;
  /** With TLS of an authority of its own and passwords; with tokens; for everybody. */
  let secured: RealRegistry;
  let guarded: RealRegistry;
  let open: RealRegistry;
  let mesh: TestMesh;
  const pushed = new Map<string, string>();

  interface Push {
    readonly version: string;
    readonly layout?: "artifact" | "image";
    readonly password?: string;
  }

  /** `waymark wasm push`; resolves with the exit code and what it said. */
  function push(image: string, { version, layout = "artifact", password = registryPassword }: Push) {
    const words = ["--layout", layout, "--user", registryUser, "--ca", join(folder, "ca.pem")];
    const env = { ...process.env, WAYMARK_REGISTRY_PASSWORD: password, NO_COLOR: "1" };
    const file = join(folder, `v${version}.wasm`);
    return new Promise<{ readonly code: number; readonly said: string }>((resolve) => {
      execFile(process.execPath, [program, "wasm", "push", image, file, ...words], { env }, (error, out, err) => {
        const digest = /@(sha256:[a-f0-9]{64})/.exec(out)?.[1];
        if (digest !== undefined) pushed.set(`${image} ${version}`, digest);
        resolve({ code: typeof error?.code === "number" ? error.code : 0, said: out + err });
      });
    });
  }

  const digestOf = (image: string, version: string): string => pushed.get(`${image} ${version}`) ?? "not pushed";

  beforeAll(async () => {
    if ("because" in binary) return;
    folder = await mkdtemp(join(tmpdir(), "waymark-oci-"));
    const authority = await openAuthority({ stateDir: join(folder, "authority") });
    const server = await authority.issueServer({ dnsNames: ["localhost"], ttlMs: 3_600_000 });
    await writeFile(join(folder, "ca.pem"), authority.rootsPem);
    for (const version of ["1", "2"]) {
      await writeFile(join(folder, `v${version}.wasm`), await aPluginModule(version));
    }
    const tls = { certificate: server.chainPem, key: server.privateKey.reveal() };
    secured = await aRealRegistry(binary.path, { auth: "basic", tls });
    guarded = await aRealRegistry(binary.path, { auth: "bearer" });
    open = await aRealRegistry(binary.path);
    await push(`${secured.host}/plugins/told:1`, { version: "1" });
    await push(`${secured.host}/plugins/told:image`, { version: "1", layout: "image" });
    await push(`${guarded.host}/plugins/told:1`, { version: "1", layout: "image" });
    await push(`${open.host}/plugins/told:latest`, { version: "1" });
    await push(`${open.host}/plugins/told:kept`, { version: "1" });
    mesh = await aLocalMesh(
      { "mesh.yaml": manifests() },
      { modules: { allowed: ["127.0.0.0/8"], roots: authority.rootsPem, retryMs: 100, alwaysMs: 200 } },
    );
  }, 240_000);

  afterAll(async () => {
    await mesh?.close();
    for (const registry of [secured, guarded, open]) await registry?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** A service and its plugin, which leaves the mark `m` and the module's version. */
  function aMarked(service: string, spec: Manifest): readonly Manifest[] {
    const ports = [{ name: "http", port: 80, targetPort: 8080 }];
    const targetRefs = [{ group: "", kind: "Service", name: service }];
    const metadata = { name: service, namespace: "plug" };
    return [
      { apiVersion: "v1", kind: "Service", metadata, spec: { selector: { app: "app" }, ports } },
      {
        apiVersion: "extensions.istio.io/v1alpha1",
        kind: "WasmPlugin",
        metadata,
        spec: { targetRefs, pluginConfig: { mark: "m" }, ...spec },
      },
    ];
  }

  function aPullSecret(name: string, password: string): Manifest {
    const auth = Buffer.from(`${registryUser}:${password}`).toString("base64");
    const auths = { [secured.host]: { auth }, [guarded.host]: { username: registryUser, password } };
    const data = { ".dockerconfigjson": Buffer.from(JSON.stringify({ auths })).toString("base64") };
    const metadata = { name, namespace: "plug" };
    return { apiVersion: "v1", kind: "Secret", metadata, type: "kubernetes.io/dockerconfigjson", data };
  }

  function manifests(): string {
    const told = (registry: RealRegistry, version: string): string => `oci://${registry.host}/plugins/told${version}`;
    const image = digestOf(`${secured.host}/plugins/told:image`, "1");
    const pull = { imagePullSecret: "pull" };
    const other = "0".repeat(64);
    return manifestText(
      [aNamespace("plug", "waypoint"), aWaypoint("plug"), anAccount("plug", "web")],
      anApp({ namespace: "plug", name: "app" }),
      [aPullSecret("pull", registryPassword), aPullSecret("wrong", "not the password")],
      aMarked("tag", { url: told(secured, ":1"), ...pull }),
      aMarked("digest", { url: told(secured, `@${image}`), sha256: image.slice(7), ...pull }),
      aMarked("bearer", { url: told(guarded, ":1").replace("oci://", ""), ...pull }),
      aMarked("latest", { url: told(open, ":latest") }),
      aMarked("kept", { url: told(open, ":kept"), imagePullPolicy: "IfNotPresent" }),
      aMarked("nobody", { url: told(secured, ":1") }),
      aMarked("impostor", { url: told(secured, ":1"), imagePullSecret: "wrong" }),
      aMarked("tokenless", { url: told(guarded, ":1"), imagePullSecret: "wrong", failStrategy: "FAIL_OPEN" }),
      aMarked("missing", { url: told(open, ":missing") }),
      aMarked("altered", { url: told(open, ":kept"), sha256: other }),
    );
  }

  async function seen(service: string): Promise<string> {
    const outcome = await answerTo(mesh, { as: "plug/sa/web", host: `${service}.plug` });
    if (outcome.kind !== "answered" || outcome.status !== 200)
      return JSON.stringify("status" in outcome && outcome.status);
    const { headers } = JSON.parse(outcome.body) as { readonly headers: Readonly<Record<string, string[]>> };
    return `200 ${(headers["X-Marks"] ?? ["none"]).join()}`;
  }

  /** What is said of a plugin. */
  const said = (plugin: string): string =>
    mesh.mesh
      .diagnostics()
      .filter(({ origin }) => origin?.object === `WasmPlugin plug/${plugin}`)
      .map(({ code, message }) => `${code} ${message}`)
      .join("\n");

  it.each([
    ["by tag, with TLS of an authority of ours and a password", "tag"],
    ["by digest, in the layout of images", "digest"],
    ["with a token of the registry's own server, as a bare reference", "bearer"],
    ["that is open to everybody", "latest"],
  ])("gives modules to plugins %s", async (_how, service) => {
    await until("200 m1", () => seen(service));
    expect(said(service)).toBe("");
  });

  it.each([
    ["nobody", "503", "WM6005", "the registry asks for credentials, and there are none"],
    ["impostor", "503", "WM6005", "the registry refuses our credentials (401)"],
    ["tokenless", "200 none", "WM6005", "no token for the registry"],
    ["missing", "503", "WM6005", "the registry does not have it (404)"],
    ["altered", "503", "WM6007", "its sha256 is"],
  ])("that refuses %s is told of, and failStrategy decides: %s", async (service, outcome, code, because) => {
    await until(because, () => said(service));
    expect(said(service)).toContain(code);
    expect(await seen(service)).toBe(outcome);
  });

  it("refuses to take a module from strangers, and the command says so", async () => {
    const { code, said: words } = await push(`${secured.host}/plugins/told:2`, { version: "2", password: "wrong" });
    expect({ code, words }).toEqual({
      code: 3,
      words: expect.stringContaining("the registry refuses our credentials (401)"),
    });
  });

  it("with a newer image of a tag gives it to those who want to know, and to no others", async () => {
    await push(`${open.host}/plugins/told:kept`, { version: "2" });
    await push(`${open.host}/plugins/told:latest`, { version: "2" });
    await until("200 m2", () => seen("latest"));
    expect(await seen("kept")).toBe("200 m1");
  });

  it("that is away for a while costs nobody anything", async () => {
    await open.stop();
    await until("WM6008", () => said("latest"));
    expect(await seen("latest")).toBe("200 m2");
    await open.start();
    await until("nothing", () => said("latest") || "nothing");
  });

  it("is told its credentials, and nobody else: they are in no diagnostic", () => {
    const text = diagnosticsText(mesh) + JSON.stringify(mesh.events);
    expect(text).not.toContain(registryPassword);
    expect(text).not.toContain(Buffer.from(`${registryUser}:${registryPassword}`).toString("base64"));
  });
});
