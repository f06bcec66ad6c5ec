import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { createLogger } from "../log.js";
import { type LocalMesh, type LocalMeshEvent, startLocalMesh } from "../runtime/local-mesh.js";
import { localMeshParts } from "../runtime/local-mesh-parts.js";
import { openProcessGuard } from "../runtime/process-guard.js";
import { removeRunRecord, runFolder, runningMeshes, stateFolder, writeRunRecord } from "../runtime/run-record.js";
import { authorityFiles } from "./authority-files.js";
import { frame, locate } from "./diagnostic-frame.js";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import { interruption } from "./interruption.js";
import { keyFetching } from "./key-fetching.js";
import { moduleFetching } from "./module-fetching.js";
import type { UpOptions } from "./options.js";
import { type Output, processOutput } from "./output.js";
import { type UpPrinter, upPrinter } from "./up-printer.js";
import { userWorkloads } from "./user-workloads.js";

/** Runs a mesh until it is interrupted. A second interruption ends this process at once, and its guard the Envoys. */
export async function runUp(folder: string, options: UpOptions): Promise<ExitCode> {
  const workloads = userWorkloads(options.workload);
  const authority = authorityFiles(options);
  const keys = await keyFetching(options);
  const modules = await moduleFetching(options);
  const absolute = await realpath(folder).catch(() => {
    throw new UsageError(`${folder} does not exist`);
  });
  await refuseSecond(absolute);
  const output = processOutput(options.json);
  const stopped = interruption(() => process.exit(130));
  const stateDir = options.stateDir ?? (await stateFolder(absolute, process.env));
  const guard = await openProcessGuard(join(stateDir, "run"));
  const printer = upPrinter({
    folder,
    output,
    locate,
    frame: (diagnostic) => frame(diagnostic, output.colour),
    clock: () => new Date().toTimeString().slice(0, 8),
  });
  const run = new UpRun(absolute, printer);
  try {
    if (!output.json) output.note(`Starting the mesh of ${folder}`);
    const parts = await localMeshParts({
      guard,
      note: output.note,
      ...(options.envoy !== undefined && { envoy: options.envoy }),
    });
    const mesh = await startLocalMesh(
      {
        folder,
        watch: true,
        stateDir,
        userWorkloads: workloads,
        keys,
        modules,
        log: createLogger({ level: options.logLevel }),
        onEvent: (event) => run.heard(event),
        ...(options.templates !== undefined && { templates: options.templates }),
        ...(authority !== undefined && { authority }),
      },
      parts,
    );
    await run.follow(mesh, stopped.asked, output);
  } finally {
    await run.close();
    guard.close();
    stopped.dispose();
  }
  return exitCodes.fine;
}

async function refuseSecond(folder: string): Promise<void> {
  const other = (await runningMeshes(runFolder(process.env))).find((mesh) => mesh.folder === folder);
  if (other === undefined) return;
  throw new UsageError(`the mesh of ${folder} runs already (process ${other.pid}); two would want the same addresses`);
}

class UpRun {
  readonly #folder: string;
  readonly #printer: UpPrinter;
  #mesh: LocalMesh | undefined;
  #recorded = false;

  constructor(folder: string, printer: UpPrinter) {
    this.#folder = folder;
    this.#printer = printer;
  }

  heard(event: LocalMeshEvent): void {
    this.#printer.heard(event);
    if (event.kind === "mesh" && this.#recorded) this.#record().catch(() => undefined);
  }

  async follow(mesh: LocalMesh, asked: Promise<unknown>, output: Output): Promise<void> {
    this.#mesh = mesh;
    let isAsked = false;
    const end = asked.then(() => {
      isAsked = true;
    });
    while (!isAsked) {
      const missing = await Promise.race([mesh.settled(30_000), end.then((): readonly string[] => [])]);
      if (missing.length === 0) break;
      output.note(`Not ready yet: ${missing.join("; ")}`);
    }
    if (!isAsked) {
      await this.#record();
      this.#printer.ready(mesh.view());
      if (!output.json) output.line("Following the manifests; Ctrl-C ends the mesh.");
    }
    await end;
    if (!output.json) output.note("\nStopping");
  }

  async close(): Promise<void> {
    if (this.#recorded) await removeRunRecord(runFolder(process.env), { folder: this.#folder });
    await this.#mesh?.close();
  }

  async #record(): Promise<void> {
    const { identities } = this.#mesh?.view() ?? { identities: [] };
    await writeRunRecord(runFolder(process.env), { pid: process.pid, folder: this.#folder, identities });
    this.#recorded = true;
  }
}
