import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import { unusable } from "./option-values.js";
import { processOutput } from "./output.js";
import { projectFiles } from "./plugin-project.js";
import type { WasmInitOptions } from "./wasm-options.js";

/** A name that can be one of a WasmPlugin, of a package and of a file. */
const pluginName = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Makes a plugin project in a new folder, or in an empty one. */
export async function runWasmInit(path: string, options: WasmInitOptions): Promise<ExitCode> {
  const folder = resolve(path);
  const name = basename(folder);
  if (!pluginName.test(name)) {
    throw new UsageError(`${name} is no name for a plugin: use up to 63 small letters, digits and -, a letter first`);
  }
  await refuseUsed(path, folder);
  await writeProject(folder, projectFiles({ name, template: options.template, folder })).catch(
    unusable("the folder", path),
  );
  const output = processOutput(false);
  const there = relative(process.cwd(), folder) || ".";
  output.line(`Made ${there}: a filter, its test, and a WasmPlugin for it.`);
  output.line("Next:");
  for (const step of [`cd ${there}`, "npm install", "npm test"]) output.line(`  ${step}`);
  return exitCodes.fine;
}

/** Nothing is ever written over. */
async function refuseUsed(path: string, folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new UsageError(error.code === "ENOTDIR" ? `${path} is a file` : `${path}: ${error.code}`);
  });
  if (there.length > 0) throw new UsageError(`${path} is not empty; nothing is written over`);
}

/** Whole or not at all: a run that is interrupted leaves no half of a project. */
async function writeProject(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), text);
    }
    // An empty folder makes way for another.
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
