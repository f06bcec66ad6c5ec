/** How a running local mesh is found by other commands: one small file a mesh, in a folder only the user can read. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir, userInfo } from "node:os";
import { basename, join, resolve } from "node:path";

/** One identity of a running mesh and the proxy that speaks for it. */
export interface RunningIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** `web-0`; the service account's own name for one without pods. */
  readonly pod: string;
  readonly address: string;
  readonly proxyUrl: string;
}

export interface RunRecord {
  readonly pid: number;
  /** Absolute. */
  readonly folder: string;
  readonly identities: readonly RunningIdentity[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `$XDG_RUNTIME_DIR/waymark`, else a folder of the user's own among the temporary files. */
export function runFolder(env: Environment): string {
  const runtime = env["XDG_RUNTIME_DIR"];
  return runtime ? join(runtime, "waymark") : join(tmpdir(), `waymark-${userInfo().uid}`);
}

/** Where the certificate authority of a folder's mesh is kept from run to run: `$XDG_STATE_HOME/waymark/<name>-<hash>`. */
export async function stateFolder(folder: string, env: Environment): Promise<string> {
  const state = env["XDG_STATE_HOME"] ?? join(env["HOME"] ?? homedir(), ".local", "state");
  const absolute = await realpath(folder).catch(() => resolve(folder));
  return join(state, "waymark", `${basename(absolute) || "root"}-${shortHash(absolute)}`);
}

/** Makes `record` known, in place of an earlier one of the same folder. */
export async function writeRunRecord(folder: string, record: RunRecord): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = recordFile(folder, record.folder);
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, JSON.stringify(record), { mode: 0o600 });
  await rename(fresh, file);
}

export async function removeRunRecord(folder: string, record: Pick<RunRecord, "folder">): Promise<void> {
  await rm(recordFile(folder, record.folder), { force: true });
}

/** The meshes that run now, sorted by folder; records of processes that are gone are cleared away. */
export async function runningMeshes(folder: string): Promise<readonly RunRecord[]> {
  const names = await readdir(folder).catch(() => []);
  const records = await Promise.all(
    names.filter((name) => name.endsWith(".json")).map((name) => liveRecord(join(folder, name))),
  );
  return records
    .filter((record): record is RunRecord => record !== undefined)
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** The identities of `mesh` that `named` means: `shop/sa/web`, `shop/web` or the name of a pod, `shop/web-0`. */
export function identitiesNamed(named: string, mesh: Pick<RunRecord, "identities">): readonly RunningIdentity[] {
  const [namespace, kind, name] = named.includes("/sa/") ? named.split("/") : splitOnce(named);
  const ofAccount = mesh.identities.filter(
    (identity) => identity.namespace === namespace && identity.serviceAccount === name,
  );
  if (kind === "sa") return ofAccount;
  const pods = mesh.identities.filter((identity) => identity.namespace === namespace && identity.pod === name);
  return pods.length > 0 ? pods : ofAccount;
}

function splitOnce(named: string): readonly [string, undefined, string] {
  const slash = named.indexOf("/");
  return [named.slice(0, slash), undefined, named.slice(slash + 1)];
}

async function liveRecord(file: string): Promise<RunRecord | undefined> {
  try {
    const record = JSON.parse(await readFile(file, "utf8")) as RunRecord;
    if (isAlive(record.pid)) return record;
  } catch {
    // Unreadable records are as good as none.
  }
  await rm(file, { force: true });
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function recordFile(folder: string, meshFolder: string): string {
  return join(folder, `${shortHash(meshFolder)}.json`);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
