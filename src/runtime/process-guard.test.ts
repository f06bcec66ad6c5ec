import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { processAt } from "./process-at.js";
import { openProcessGuard } from "./process-guard.js";
import { startWatchdog } from "./watchdog.js";

let runDir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  runDir = join(await mkdtemp(join(tmpdir(), "waymark-run-")), "run");
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(join(runDir, ".."), { recursive: true, force: true });
});

/** A child that does nothing for a minute. */
async function idler(): Promise<{
  readonly child: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<unknown[]>;
}> {
  const child = spawn("sleep", ["60"], { stdio: "ignore" });
  children.push(child);
  const ended = once(child, "exit");
  await once(child, "spawn");
  if (child.pid === undefined) throw new Error("no sleep on this machine");
  return { child, pid: child.pid, ended };
}

/** Turns the record of `name` into one whose owner is gone; `child` changes what it says of the child. */
async function orphaned(name: string, child: object = {}): Promise<void> {
  const path = join(runDir, `${name}.pid.json`);
  const record = JSON.parse(await readFile(path, "utf8"));
  record.owner.started = "long ago";
  await writeFile(path, JSON.stringify({ ...record, child: { ...record.child, ...child } }));
}

describe("startWatchdog()", () => {
  it("ends what is watched when its owner is gone, and nothing else", async () => {
    const [watched, released, never] = await Promise.all([idler(), idler(), idler()]);
    const watchdog = startWatchdog();
    watchdog.watch(watched.pid);
    watchdog.watch(released.pid);
    watchdog.unwatch(released.pid);
    watchdog.end(); // the pipe closes, exactly as it does when this process dies
    expect(await watched.ended).toEqual([null, "SIGTERM"]);
    expect([released.child.exitCode, never.child.exitCode]).toEqual([null, null]);
    expect(await processAt(released.pid)).toBeDefined();
  });
});

describe("openProcessGuard()", () => {
  it("keeps its folder to the user", async () => {
    (await openProcessGuard(runDir)).close();
    expect((await stat(runDir)).mode & 0o777).toBe(0o700);
  });

  it("ends the child of a former run that was killed", async () => {
    const orphan = await idler();
    const former = await openProcessGuard(runDir);
    await former.adopt(orphan.pid, "shop/waypoint");
    await orphaned("shop%2Fwaypoint");
    await writeFile(join(runDir, "shop%2Fwaypoint.yaml"), "its bootstrap");
    const guard = await openProcessGuard(runDir);
    expect(guard.reaped).toEqual([orphan.pid]);
    expect(await orphan.ended).toEqual([null, "SIGTERM"]);
    expect(await readdir(runDir)).toEqual([]);
    guard.close();
    former.close();
  });

  it.each([
    ["a process that took over the number", { started: "before" }],
    ["another program", { command: "vi notes" }],
    ["a process group", { pid: 0 }],
  ])("leaves %s alone", async (_what, child) => {
    const other = await idler();
    const former = await openProcessGuard(runDir);
    const release = await former.adopt(other.pid, "waypoint");
    await orphaned("waypoint", child);
    const guard = await openProcessGuard(runDir);
    expect(guard.reaped).toEqual([]);
    expect(await processAt(other.pid)).toBeDefined();
    expect(await readdir(runDir)).toEqual([]);
    guard.close();
    await release();
    former.close();
  });

  it("leaves the children of another run that is still there alone", async () => {
    const child = await idler();
    const one = await openProcessGuard(runDir);
    const release = await one.adopt(child.pid, "waypoint");
    const other = await openProcessGuard(runDir);
    expect(other.reaped).toEqual([]);
    expect(await readdir(runDir)).toEqual(["waypoint.pid.json"]);
    await release();
    expect(await readdir(runDir)).toEqual([]);
    one.close();
    other.close();
    expect(await processAt(child.pid)).toBeDefined();
  });

  it("survives records that are no records", async () => {
    (await openProcessGuard(runDir)).close();
    await writeFile(join(runDir, "a.pid.json"), "{");
    await writeFile(join(runDir, "b.pid.json"), "{}");
    const guard = await openProcessGuard(runDir);
    expect(guard.reaped).toEqual([]);
    expect(await readdir(runDir)).toEqual([]);
    guard.close();
  });
});
