/** A local mesh for tests: real Envoys, a folder of its own, and a way to send requests as any identity. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "@jest/globals";
import type { KeyFetching, ModuleFetching } from "../../src/control-plane-types.js";
import { renderText } from "../../src/diagnostics/render-text.js";
import { createLogger } from "../../src/log.js";
import { type LocalMesh, type LocalMeshEvent, type MeshParts, startLocalMesh } from "../../src/runtime/local-mesh.js";
import { localMeshParts } from "../../src/runtime/local-mesh-parts.js";
import { openProcessGuard } from "../../src/runtime/process-guard.js";
import type { UserWorkload } from "../../src/runtime/workload-plan.js";
import { aTurn } from "./turns.js";

export interface TestMesh {
  readonly mesh: LocalMesh;
  /** Where the manifests are; edit them to edit the mesh. */
  readonly folder: string;
  /** Where the mesh keeps its certificate authority. */
  readonly stateDir: string;
  /** Everything that happened, in order. */
  readonly events: readonly LocalMeshEvent[];
  /** The proxy that speaks for `namespace/sa/account`. */
  proxyOf(account: string): string;
  /** Resolves when every Envoy does what the manifests say. @throws with what is missing */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** What a test may want otherwise than the defaults: parts of the mesh, processes of its own in place of pods. */
export interface LocalMeshWishes extends Partial<MeshParts> {
  readonly userWorkloads?: readonly UserWorkload[];
  readonly keys?: KeyFetching;
  readonly modules?: ModuleFetching;
  /** Meshes of one name take turns; absent: those of one test file. */
  readonly turn?: string;
}

/** Starts a mesh of these manifests (file name → text). One at a time for each test file, whoever runs it. */
export async function aLocalMesh(
  manifests: Readonly<Record<string, string>>,
  wishes: LocalMeshWishes = {},
): Promise<TestMesh> {
  if (process.platform !== "linux") throw new Error("a local mesh needs all of 127.0.0.0/8, which only Linux has");
  const { turn: name = basename(expect.getState().testPath ?? "a mesh") } = wishes;
  const turn = await aTurn(name);
  try {
    const mesh = await started(manifests, wishes);
    return { ...mesh, close: () => mesh.close().finally(turn.release) };
  } catch (error) {
    turn.release();
    throw error;
  }
}

async function started(
  manifests: Readonly<Record<string, string>>,
  { userWorkloads = [], keys, modules, turn: _, ...replaced }: LocalMeshWishes,
): Promise<TestMesh> {
  const root = await mkdtemp(join(tmpdir(), "waymark-test-"));
  const folder = join(root, "manifests");
  await mkdir(folder);
  for (const [name, text] of Object.entries(manifests)) await writeFile(join(folder, name), text);
  const stateDir = join(root, "state");
  const events: LocalMeshEvent[] = [];
  const guard = await openProcessGuard(join(root, "run"));
  const parts = { ...(await localMeshParts({ guard, note: () => undefined })), ...replaced };
  const mesh = await startLocalMesh(
    {
      folder,
      watch: true,
      stateDir,
      userWorkloads,
      ...(keys !== undefined && { keys }),
      ...(modules !== undefined && { modules }),
      log: createLogger({ level: "silent" }),
      onEvent: (event) => void events.push(event),
    },
    parts,
  );
  const close = async (): Promise<void> => {
    await mesh.close();
    guard.close();
    await rm(root, { recursive: true, force: true });
  };
  const settled = async (): Promise<void> => {
    const missing = await mesh.settled(60_000);
    if (missing.length > 0) throw new Error(`not settled: ${missing.join("; ")}\n${lastLogs(events)}`);
  };
  try {
    await settled();
  } catch (error) {
    await close();
    throw error;
  }
  return { mesh, folder, stateDir, events, settled, close, proxyOf: (account) => proxyOf(mesh, account) };
}

/** What the mesh has to say about its manifests, as a user would read it. */
export function diagnosticsText({ mesh }: TestMesh): string {
  return mesh
    .diagnostics()
    .map((diagnostic) => renderText(diagnostic))
    .join("\n");
}

function proxyOf(mesh: LocalMesh, account: string): string {
  const [namespace, , serviceAccount] = account.split("/");
  const found = mesh
    .view()
    .identities.find((one) => one.namespace === namespace && one.serviceAccount === serviceAccount);
  if (found === undefined) throw new Error(`nobody in the mesh is ${account}`);
  return found.proxyUrl;
}

function lastLogs(events: readonly LocalMeshEvent[]): string {
  return events
    .flatMap((event) =>
      event.kind === "log"
        ? [`${event.source} ${event.level}: ${event.message}`]
        : event.kind === "nack"
          ? [JSON.stringify(event)]
          : [],
    )
    .slice(-20)
    .join("\n");
}
