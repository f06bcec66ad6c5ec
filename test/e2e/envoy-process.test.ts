import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { findEnvoy } from "../../scripts/envoy.mjs";
import type { EnvoyLogLine } from "../../src/runtime/envoy-log.js";
import { type EnvoyExit, type EnvoyOptions, type EnvoyProcess, startEnvoy } from "../../src/runtime/envoy-process.js";
import { validateEnvoy } from "../../src/runtime/envoy-validate.js";
import { processAt } from "../../src/runtime/process-at.js";
import { openProcessGuard, type ProcessGuard } from "../../src/runtime/process-guard.js";

const admin = "admin: {address: {socket_address: {address: 127.0.0.1, port_value: 0}}}";
// Envoy itself is fetched before the first case where it was never used.
const patience = 300_000;

let binary: string;
let guard: ProcessGuard;
let folder: string;
const started: EnvoyProcess[] = [];

beforeAll(async () => {
  binary = (await findEnvoy()).path;
}, patience);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-envoy-"));
  guard = await openProcessGuard(join(folder, "run"));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((envoy) => envoy.stop()));
  guard.close();
  await rm(folder, { recursive: true, force: true });
});

async function envoy(options: Partial<EnvoyOptions> = {}): Promise<EnvoyProcess> {
  const all = { binary, guard, name: "shop/waypoint", bootstrap: { text: admin }, ...options };
  const one = await startEnvoy(all);
  started.push(one);
  return one;
}

describe("startEnvoy()", () => {
  it("starts an Envoy that answers, and stops it without leaving anything", async () => {
    const one = await envoy({
      bootstrap: {
        text: `{"node": {"id": "me"}, ${'"admin"'}: {"address": {"socket_address": {"address": "127.0.0.1", "port_value": 0}}}}`,
      },
    });
    await one.ready();
    const { pid = 0 } = one;
    expect((await processAt(pid))?.command).toContain("--disable-hot-restart");
    expect(await one.admin("/ready")).toEqual({ status: 200, text: "LIVE\n" });
    expect(JSON.parse((await one.admin("/server_info")).text).node.id).toBe("me");
    await one.stop();
    expect(await processAt(pid)).toBeUndefined();
    expect(one.pid).toBeUndefined();
    expect(await readdir(guard.runDir)).toEqual([]);
  });

  it("runs several beside each other", async () => {
    const all = await Promise.all(["a", "b", "c"].map((name) => envoy({ name })));
    await Promise.all(all.map((one) => one.ready()));
    expect(new Set(all.map(({ adminUrl }) => adminUrl)).size).toBe(3);
    expect(all.map(({ restarts }) => restarts)).toEqual([0, 0, 0]);
  });

  it("starts one that crashed again, and tells", async () => {
    const exits: EnvoyExit[] = [];
    const log: EnvoyLogLine[] = [];
    let restarted: () => void = () => undefined;
    const again = new Promise<void>((resolve) => {
      restarted = resolve;
    });
    const one = await envoy({
      onExit: (exit) => exits.push(exit),
      onRestarted: () => restarted(),
      log: (line) => log.push(line),
    });
    await one.ready();
    const before = one.pid ?? 0;
    process.kill(before, "SIGABRT");
    await again;
    await one.ready();
    expect((await one.admin("/ready")).status).toBe(200);
    expect(one.pid).not.toBe(before);
    expect(one.restarts).toBe(1);
    expect(exits).toEqual([expect.objectContaining({ name: "shop/waypoint", signal: "SIGABRT", restartInMs: 500 })]);
    expect(log).toContainEqual(expect.objectContaining({ envoy: "shop/waypoint", level: "critical" }));
  });

  it("does not come back when it is stopped while it waits to be restarted", async () => {
    let exited: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      exited = resolve;
    });
    const one = await envoy({ onExit: () => exited() });
    await one.ready();
    process.kill(one.pid ?? 0, "SIGKILL");
    await gone;
    const waiting = one.ready();
    await one.stop();
    await expect(waiting).rejects.toThrow("was stopped");
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(one.pid).toBeUndefined();
    expect(one.restarts).toBe(0);
  });

  it("tells in Envoy's own words why it did not start, and does not try again", async () => {
    const exits: EnvoyExit[] = [];
    const one = await envoy({
      bootstrap: { text: "static_resources: {listeners: [{name: x}]}" },
      onExit: (exit) => exits.push(exit),
    });
    await expect(one.ready()).rejects.toThrow(/ended with code 1 before it was ready\n.*address is necessary/);
    expect(exits).toEqual([
      expect.objectContaining({
        code: 1,
        errors: expect.arrayContaining([expect.stringContaining("address is necessary")]),
      }),
    ]);
    expect(exits[0]).not.toHaveProperty("restartInMs");
  });

  it("says what it waits for when the time is over", async () => {
    const text = `${admin}
node: {id: x, cluster: x}
dynamic_resources: {lds_config: {resource_api_version: V3, api_config_source: {api_type: GRPC, transport_api_version: V3, grpc_services: [{envoy_grpc: {cluster_name: xds}}]}}}
static_resources: {clusters: [{name: xds, typed_extension_protocol_options: {envoy.extensions.upstreams.http.v3.HttpProtocolOptions: {"@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions, explicit_http_config: {http2_protocol_options: {}}}}}]}`;
    const one = await envoy({ bootstrap: { text } });
    await expect(one.ready({ timeoutMs: 1_500 })).rejects.toThrow(/is not ready after 1500 ms: (PRE_)?INITIALIZING/);
    await expect(one.ready({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
  });

  it("tells when there is no such binary", async () => {
    const one = await envoy({ binary: join(folder, "no-envoy") });
    await expect(one.ready()).rejects.toThrow("ENOENT");
    await one.stop();
  });

  it("is killed when it does not end in time", async () => {
    const one = await envoy();
    await one.ready();
    const { pid = 0 } = one;
    process.kill(pid, "SIGSTOP");
    await one.stop(100);
    expect(await processAt(pid)).toBeUndefined();
  });
});

describe("validateEnvoy()", () => {
  it("accepts what Envoy accepts", async () => {
    expect(await validateEnvoy({ binary, configText: admin })).toEqual({ ok: true });
  });

  it.each([
    ["a field that Envoy does not know", `${admin}\nnodee: {}`, /no such field: 'nodee'/],
    [
      "a listener without an address",
      "static_resources: {listeners: [{name: x}]}",
      /^error adding listener named 'x': address is necessary$/,
    ],
    ["broken JSON", '{"static_resources": [', /^Unable to parse JSON as proto \(INVALID_ARGUMENT: /],
  ])("answers with Envoy's words about %s", async (_what, configText, words) => {
    expect(await validateEnvoy({ binary, configText })).toEqual({ ok: false, error: expect.stringMatching(words) });
  });

  it("is a bug of the caller, not of the configuration, if there is no Envoy", async () => {
    await expect(validateEnvoy({ binary: join(folder, "no-envoy"), configText: admin })).rejects.toThrow("ENOENT");
  });
});
