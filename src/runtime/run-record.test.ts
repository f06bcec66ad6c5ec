import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  identitiesNamed,
  type RunRecord,
  removeRunRecord,
  runFolder,
  runningMeshes,
  stateFolder,
  writeRunRecord,
} from "./run-record.js";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "waymark-runs-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const identity = (pod: string, serviceAccount: string): RunRecord["identities"][number] => ({
  namespace: "shop",
  serviceAccount,
  pod,
  address: "127.9.5.1",
  proxyUrl: "http://127.0.0.1:18001",
});

describe("runningMeshes()", () => {
  it("finds the meshes whose process is alive, and clears away the others", async () => {
    const folder = join(root, "found");
    const mine = { pid: process.pid, folder: "/b", identities: [] };
    await writeRunRecord(folder, mine);
    await writeRunRecord(folder, { ...mine, folder: "/a" });
    await writeRunRecord(folder, { ...mine, folder: "/c", pid: 2 ** 22 + 1 });
    await writeFile(join(folder, "broken.json"), "{");
    expect(await runningMeshes(folder)).toEqual([{ ...mine, folder: "/a" }, mine]);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it("knows nothing of a mesh that was removed, and needs no folder", async () => {
    const folder = join(root, "removed");
    expect(await runningMeshes(folder)).toEqual([]);
    const mine = { pid: process.pid, folder: "/b", identities: [] };
    await writeRunRecord(folder, mine);
    await removeRunRecord(folder, mine);
    expect(await runningMeshes(folder)).toEqual([]);
  });

  it("lets nobody else read its folder", async () => {
    const folder = join(root, "private");
    await writeRunRecord(folder, { pid: process.pid, folder: "/b", identities: [] });
    expect((await stat(folder)).mode & 0o077).toBe(0);
  });
});

describe("identitiesNamed()", () => {
  const mesh = { identities: [identity("web-0", "web"), identity("web-1", "web"), identity("cron", "jobs")] };

  it.each([
    ["shop/sa/web", ["web-0", "web-1"]],
    ["shop/web", ["web-0", "web-1"]],
    ["shop/web-1", ["web-1"]],
    ["shop/cron", ["cron"]],
    ["shop/sa/cron", []],
    ["accounts/sa/web", []],
  ])("%s means the pods %j", (named, pods) => {
    expect(identitiesNamed(named, mesh).map(({ pod }) => pod)).toEqual(pods);
  });
});

describe("the folders", () => {
  it("are the user's own, as the XDG variables say", async () => {
    expect(runFolder({ XDG_RUNTIME_DIR: "/run/user/7" })).toBe("/run/user/7/waymark");
    expect(await stateFolder("/no/such/bookshop", { XDG_STATE_HOME: "/s" })).toMatch(/^\/s\/waymark\/bookshop-\w{12}$/);
    expect(await stateFolder("/no/such/bookshop", { HOME: "/h" })).toMatch(/^\/h\/\.local\/state\/waymark\/bookshop-/);
  });
});
