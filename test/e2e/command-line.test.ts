/** The commands as users run them: the built program, real Envoys, and nothing left behind. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findEnvoy } from "../../scripts/envoy.mjs";
import { validateEnvoy } from "../../src/runtime/envoy-validate.js";
import { aPluginModule } from "../support/plugin-module.js";

const project = fileURLToPath(new URL("../../", import.meta.url));
const program = join(project, "dist/cli/main.js");
const bookshop = join(project, "examples/bookshop");

interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let root: string;
const env = (): NodeJS.ProcessEnv => ({ ...process.env, XDG_RUNTIME_DIR: root, XDG_STATE_HOME: root, NO_COLOR: "1" });

function run(...words: readonly string[]): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { env: env(), timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
  });
}

/** A command that stays up; `line` resolves with the first line of its output that fits. */
function started(...words: readonly string[]): {
  child: ChildProcess;
  line: (fits: (line: string) => boolean) => Promise<string>;
} {
  const child = spawn(process.execPath, [program, ...words], { env: env(), stdio: ["ignore", "pipe", "pipe"] });
  const seen: string[] = [];
  const waiting = new Set<(line: string) => void>();
  const hear = (line: string): void => {
    seen.push(line);
    for (const one of waiting) one(line);
  };
  if (child.stdout !== null) createInterface(child.stdout).on("line", hear);
  if (child.stderr !== null) createInterface(child.stderr).on("line", hear);
  const line = (fits: (line: string) => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const known = seen.find(fits);
      if (known !== undefined) return resolve(known);
      const limit = setTimeout(() => reject(new Error(`not said in 60 s; said: ${seen.join("\n")}`)), 60_000);
      waiting.add((said) => {
        if (!fits(said)) return;
        clearTimeout(limit);
        resolve(said);
      });
    });
  return { child, line };
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

/** Living processes whose command line has this text. */
async function processesWith(text: string): Promise<readonly string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.includes(text));
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "waymark-cli-"));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe("waymark generate", () => {
  it("prints the same bytes twice", async () => {
    const [first, second] = [await run("generate", bookshop), await run("generate", bookshop)];
    expect(first.code).toBe(0);
    expect(first.stdout.length).toBeGreaterThan(10_000);
    expect(second.stdout).toBe(first.stdout);
  }, 60_000);

  it("prints a static configuration that Envoy accepts", async () => {
    const { path: binary } = await findEnvoy();
    const { code, stdout } = await run("generate", bookshop, "--static", "--waypoint", "shop/waypoint");
    expect(code).toBe(0);
    expect(await validateEnvoy({ binary, configText: stdout })).toEqual({ ok: true });
  }, 60_000);

  it("prints a static configuration with the modules of plugins in it", async () => {
    const { path: binary } = await findEnvoy();
    const folder = join(root, "plugins");
    await cp(bookshop, folder, { recursive: true });
    await writeFile(join(folder, "told.wasm"), await aPluginModule("1"));
    const spec = { targetRefs: [{ group: "", kind: "Service", name: "reviews" }], url: "file://./told.wasm" };
    const metadata = { name: "told", namespace: "shop" };
    const plugin = { apiVersion: "extensions.istio.io/v1alpha1", kind: "WasmPlugin", metadata, spec };
    await writeFile(join(folder, "plugin.yaml"), JSON.stringify(plugin));
    const words = ["generate", folder, "--static", "--fetch", "--waypoint", "shop/waypoint"];
    const { code, stdout } = await run(...words);
    expect({
      code,
      inline: stdout.includes("inline_bytes: AGFzbQ"),
      asks: stdout.includes("config_discovery"),
    }).toEqual({
      code: 0,
      inline: true,
      asks: false,
    });
    expect(await validateEnvoy({ binary, configText: stdout })).toEqual({ ok: true });
  }, 60_000);

  it("says where a mistake is, goes on with the rest, and ends with 1", async () => {
    const folder = join(root, "mistaken");
    await cp(bookshop, folder, { recursive: true });
    await writeFile(join(folder, "broken.yaml"), "kind: Service\n  bad: [\n");
    const { code, stdout, stderr } = await run("generate", folder, "--type", "rds");
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken\.yaml:\d+:\d+ error WM1\d{3}: /);
    expect(stdout).toContain("inbound-vip|80|http|reviews.shop.svc.cluster.local");
  }, 60_000);

  it("is quiet when its reader stops in the middle", async () => {
    const line = `"${process.execPath}" "${program}" generate "${bookshop}" --format json | head -n 1`;
    const said = await new Promise<{ readonly stdout: string; readonly stderr: string }>((resolve) => {
      execFile("/bin/sh", ["-c", line], { env: env(), timeout: 60_000 }, (_, stdout, stderr) => {
        resolve({ stdout, stderr });
      });
    });
    expect(said).toEqual({ stdout: "[\n", stderr: "" });
  }, 60_000);

  it("ends with 2 for wrong usage", async () => {
    expect((await run("generate")).code).toBe(2);
    expect((await run("generate", bookshop, "--bootstrap", "--xds-cert", "a.pem")).code).toBe(2);
    expect((await run("generate", bookshop, "--waypoint", "shop/none")).code).toBe(2);
  }, 60_000);
});

describe("waymark up", () => {
  it("runs a mesh, follows an edit, answers curl, and leaves nothing behind", async () => {
    const folder = join(root, "shop");
    await cp(bookshop, folder, { recursive: true });
    const up = started("up", folder, "--json");
    const ready = JSON.parse(await up.line((line) => line.includes('"event":"ready"'))) as {
      identities: readonly { namespace: string; serviceAccount: string; proxyUrl: string }[];
    };
    expect(ready.identities.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`)).toContain(
      "shop/web",
    );

    const answer = await run("curl", "--as", "shop/sa/web", "http://catalog.shop/books");
    expect(answer).toMatchObject({ code: 0 });
    expect(JSON.parse(answer.stdout)).toMatchObject({ namespace: "shop", path: "/books" });
    expect((await run("curl", "--as", "shop/sa/crawler", "http://catalog.shop/admin/prices")).code).toBe(1);

    const catalog = join(folder, "catalog.yaml");
    await writeFile(catalog, (await readFile(catalog, "utf8")).replaceAll("x-served-by", "x-answered-by"));
    await up.line((line) => line.includes('"event":"ack"') && line.includes("catalog"));
    expect((await run("curl", "-i", "--as", "shop/sa/web", "http://catalog.shop/books")).stdout).toContain(
      "x-answered-by",
    );

    up.child.kill("SIGINT");
    expect(await ended(up.child)).toBe(0);
    expect(await processesWith(root)).toEqual([]);
  }, 120_000);
});

describe("waymark serve", () => {
  it("tells whether it is ready, its figures and its state, and ends when asked", async () => {
    const words = [
      "serve",
      bookshop,
      "--xds-address",
      "127.0.0.1:0",
      "--http-address",
      "127.0.0.1:0",
      "--state-dir",
      join(root, "ca"),
    ];
    const serve = started(...words);
    const { http } = JSON.parse(await serve.line((line) => line.includes('"serving"'))) as {
      http: { host: string; port: number };
    };
    const page = async (path: string): Promise<Response> => await fetch(`http://${http.host}:${http.port}${path}`);
    expect((await page("/healthz")).status).toBe(200);
    expect((await page("/readyz")).status).toBe(200);
    expect(await (await page("/metrics")).text()).toContain("waymark_translate_seconds");
    expect(await (await page("/debug/state")).json()).toHaveProperty("waypoints");
    serve.child.kill("SIGTERM");
    expect(await ended(serve.child)).toBe(0);
  }, 60_000);
});
