/**
 * Sees to it that no child process outlives us. Three lines of defence: children are killed when this process exits; a
 * watchdog ends them when this process is killed; and what survived even that is found by its record in the run folder
 * and ended when the next run opens it.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { processAt, type RunningProcess } from "./process-at.js";
import { startWatchdog } from "./watchdog.js";

/** Takes children into its care. */
export interface ProcessGuard {
  /** The folder of records, admin addresses and configurations; only we can read it. */
  readonly runDir: string;
  /** Numbers of the processes of a former run that were ended when the guard was opened. */
  readonly reaped: readonly number[];
  /** Takes care of a child; call the answer when the child is gone. Names are unique among living children. */
  adopt(pid: number, name: string): Promise<() => Promise<void>>;
  /** Lets go of the run folder. Children that are still there are ended. */
  close(): void;
}

interface Marked extends RunningProcess {
  readonly pid: number;
}

interface ChildRecord {
  readonly child: Marked;
  readonly owner: Marked;
}

const recordSuffix = ".pid.json";
// What a supervisor writes beside the record; a bootstrap may hold secrets, so it is not left lying about.
const besides = [".admin", ".yaml", ".json"];
const reapGraceMs = 2_000;
const pollMs = 50;

/** Opens a run folder, ends what a former run left behind, and guards the children of this one. */
export async function openProcessGuard(runDir: string): Promise<ProcessGuard> {
  await mkdir(runDir, { recursive: true, mode: 0o700 });
  const reaped = await reapOrphans(runDir);
  const owner = await marked(process.pid);
  const watchdog = startWatchdog();
  const children = new Set<number>();
  const killAll = (): void => {
    for (const pid of children) signal(pid, "SIGKILL");
  };
  process.on("exit", killAll);
  return {
    runDir,
    reaped,
    async adopt(pid, name) {
      children.add(pid);
      watchdog.watch(pid);
      const path = join(runDir, `${encodeURIComponent(name)}${recordSuffix}`);
      const child = await marked(pid);
      // A full disk must not leave a child without its other two guards.
      if (owner !== undefined && child !== undefined) await writeRecord(path, { child, owner }).catch(() => undefined);
      return async () => {
        children.delete(pid);
        watchdog.unwatch(pid);
        await rm(path, { force: true });
      };
    },
    close() {
      process.off("exit", killAll);
      watchdog.end();
    },
  };
}

/** Ends the children of owners that are gone. A process is taken for a child only if number, start and command agree. */
async function reapOrphans(runDir: string): Promise<number[]> {
  const names = (await readdir(runDir)).filter((name) => name.endsWith(recordSuffix)).sort();
  const ended = await Promise.all(names.map((name) => reap(join(runDir, name))));
  return ended.flat();
}

async function reap(path: string): Promise<number[]> {
  const record = await readRecord(path);
  if (record !== undefined && (await isRunning(record.owner))) return [];
  const alive = record !== undefined && (await isRunning(record.child));
  if (alive) await end(record.child);
  const base = path.slice(0, -recordSuffix.length);
  await Promise.all([path, ...besides.map((suffix) => base + suffix)].map((file) => rm(file, { force: true })));
  return alive ? [record.child.pid] : [];
}

async function end(child: Marked): Promise<void> {
  signal(child.pid, "SIGTERM");
  for (let waited = 0; waited < reapGraceMs; waited += pollMs) {
    await wait(pollMs);
    if (!(await isRunning(child))) return;
  }
  signal(child.pid, "SIGKILL");
}

async function marked(pid: number): Promise<Marked | undefined> {
  const running = await processAt(pid);
  return running === undefined ? undefined : { pid, ...running };
}

async function isRunning({ pid, started, command }: Marked): Promise<boolean> {
  const now = await processAt(pid);
  return now !== undefined && now.started === started && now.command === command;
}

async function writeRecord(path: string, record: ChildRecord): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
  await rename(draft, path);
}

async function readRecord(path: string): Promise<ChildRecord | undefined> {
  try {
    const record: ChildRecord = JSON.parse(await readFile(path, "utf8"));
    return isMarked(record.child) && isMarked(record.owner) ? record : undefined;
  } catch {
    return undefined;
  }
}

// A number of 1 or less would address init or whole process groups.
function isMarked({ pid, started, command }: Marked): boolean {
  return Number.isInteger(pid) && pid > 1 && typeof started === "string" && typeof command === "string";
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}
