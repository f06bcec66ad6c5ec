/** `waymark serve` beyond this machine: TLS, and a proof by certificate of which waypoint an Envoy is. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Authority, openAuthority } from "../../src/identity/authority.js";
import { spiffeId } from "../../src/identity/spiffe.js";
import { runEnvoy } from "../support/waypoint.js";

const project = fileURLToPath(new URL("../../", import.meta.url));
const program = join(project, "dist/cli/main.js");
const bookshop = join(project, "examples/bookshop");
const ttlMs = 60 * 60 * 1000;

let root: string;
let authority: Authority;
let serving: ChildProcess;
let xdsAddress: string;
const logged: Record<string, unknown>[] = [];

const file = (name: string): string => join(root, name);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "waymark-tls-"));
  authority = await openAuthority({ stateDir: file("operators") });
  const server = await authority.issueServer({ dnsNames: ["waymark.mesh"], ttlMs });
  await writeFile(file("ca.pem"), authority.rootsPem);
  await writeFile(file("server.pem"), server.chainPem);
  await writeFile(file("server.key"), server.privateKey.reveal());
  const options = ["--tls-cert", file("server.pem"), "--tls-key", file("server.key"), "--client-ca", file("ca.pem")];
  const places = ["--xds-address", "127.0.0.1:0", "--http-address", "127.0.0.1:0", "--state-dir", file("state")];
  serving = spawn(process.execPath, [program, "serve", bookshop, ...places, ...options, "--log-level", "debug"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  xdsAddress = await new Promise((resolve) => {
    if (serving.stderr === null) return;
    createInterface(serving.stderr).on("line", (line) => {
      const said = JSON.parse(line) as Record<string, unknown>;
      logged.push(said);
      const { host, port } = (said["xds"] ?? {}) as { readonly host?: string; readonly port?: number };
      if (said["msg"] === "serving") resolve(`${host}:${port}`);
    });
  });
}, 60_000);

afterAll(async () => {
  serving?.kill("SIGTERM");
  await rm(root, { recursive: true, force: true });
});

/** An Envoy that calls itself the waypoint of the shop and shows a certificate of this account. */
async function waypointAs(serviceAccount: string, name = "waymark.mesh") {
  const identity = spiffeId({ trustDomain: "cluster.local", namespace: "shop", serviceAccount });
  const { chainPem, privateKey } = await authority.issue({ identity, ttlMs });
  await writeFile(file(`${serviceAccount}.pem`), chainPem);
  await writeFile(file(`${serviceAccount}.key`), privateKey.reveal());
  const words = ["generate", bookshop, "--bootstrap", "--waypoint", "shop/waypoint", "--format", "json"];
  const tls = ["--xds-ca", file("ca.pem"), "--xds-cert", file(`${serviceAccount}.pem`)];
  const more = ["--xds-key", file(`${serviceAccount}.key`), "--xds-name", name, "--xds-address", xdsAddress];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words, ...tls, ...more]);
  return runEnvoy(stdout.replace('"port_value": 15000', '"port_value": 0'));
}

/** What the admin interface of an Envoy says; nothing as long as there is none. */
async function told({ envoy }: Awaited<ReturnType<typeof waypointAs>>, path: string): Promise<string> {
  return envoy.admin(path).then(
    ({ text }) => text,
    () => "",
  );
}

/** Tries until it holds, for ten seconds at most. */
async function soon(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return true;
    await pause(100);
  }
  return false;
}

describe("a control plane that asks for client certificates", () => {
  it("serves the waypoint that proves to be itself", async () => {
    const run = await waypointAs("waypoint");
    try {
      const configured = async (): Promise<boolean> =>
        (await told(run, "/listeners")).includes("inbound-vip|80|http|reviews.shop.svc.cluster.local");
      expect(await soon(configured)).toBe(true);
    } finally {
      await run.stop();
    }
  }, 60_000);

  it("gives nothing to somebody else of the mesh who says to be that waypoint", async () => {
    const run = await waypointAs("web");
    try {
      expect(await soon(() => JSON.stringify(logged).includes("must prove to be"))).toBe(true);
      expect(await told(run, "/listeners")).not.toContain("inbound-vip");
    } finally {
      await run.stop();
    }
  }, 60_000);

  it("is not believed by a waypoint that expects another name", async () => {
    const run = await waypointAs("waypoint", "other.mesh");
    try {
      const refused = async (): Promise<boolean> =>
        /cluster\.xds-grpc\.ssl\.fail_verify_san: [1-9]/.test(await told(run, "/stats?filter=xds-grpc"));
      expect(await soon(refused)).toBe(true);
      expect(await told(run, "/listeners")).not.toContain("inbound-vip");
    } finally {
      await run.stop();
    }
  }, 60_000);
});
