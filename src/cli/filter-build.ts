/** Builds filters with the SDK of the author's project, whose compiler and checks these are. */
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { SourceProblem } from "../../wasm-plugins/sdk/build.mjs";
import { isConfigSchema } from "../lowering/plugin-configuration.js";
import { schemaBeside } from "../wasm/fetch/module-source.js";
import { inspectModule, type ModuleReport } from "../wasm/inspect.js";
import { EnvironmentProblem, UsageError } from "./exit.js";

/** What is built, and where it goes. Absolute paths. */
export interface FilterSource {
  readonly entry: string;
  readonly out: string;
  /** Where paths in messages and traces start. */
  readonly base: string;
  /** JSON Schema of the configuration, if there is one; it goes beside the module. */
  readonly schema?: string;
  readonly schemaOut?: string;
}

/** What came of it. */
export type FilterBuild =
  | {
      readonly kind: "built";
      readonly report: ModuleReport;
      readonly warnings: string;
      /** Where the schema was copied to. */
      readonly schema?: string;
    }
  /** `story` is what the SDK says; `problems` are the places, if it is about the source. */
  | { readonly kind: "not-built"; readonly story: string; readonly problems: readonly SourceProblem[] };

type Sdk = typeof import("../../wasm-plugins/sdk/build.mjs");

/**
 * What a path means: a project (its `assembly/index.ts` becomes `build/NAME.wasm`), or one file.
 * @throws UsageError if it is neither
 */
export async function filterSourceAt(path: string, out?: string): Promise<FilterSource> {
  const place = resolve(path);
  if (place.endsWith(".ts")) {
    if ((await textAt(place)) === undefined) throw new UsageError(`there is no file ${path}`);
    const base = await packageFolderOf(dirname(place));
    return { entry: place, out: resolve(out ?? place.replace(/\.ts$/, ".wasm")), base: base ?? dirname(place) };
  }
  const entry = join(place, "assembly", "index.ts");
  if ((await textAt(entry)) === undefined) {
    throw new UsageError(`${path} is no plugin project: it has no assembly/index.ts (waymark wasm init makes one)`);
  }
  const module = resolve(out ?? join(place, "build", `${await projectName(place)}.wasm`));
  const schema = join(place, "schema.json");
  const hasSchema = (await textAt(schema)) !== undefined;
  return { entry, out: module, base: place, ...(hasSchema && { schema, schemaOut: schemaBeside(module) }) };
}

/** The nearest folder above that is a package. */
async function packageFolderOf(folder: string): Promise<string | undefined> {
  if ((await textAt(join(folder, "package.json"))) !== undefined) return folder;
  return dirname(folder) === folder ? undefined : await packageFolderOf(dirname(folder));
}

async function projectName(folder: string): Promise<string> {
  const text = await textAt(join(folder, "package.json"));
  try {
    const { name } = JSON.parse(text ?? "{}") as { readonly name?: unknown };
    if (typeof name === "string" && name !== "") return basename(name);
  } catch {
    throw new UsageError(`${join(folder, "package.json")} is no JSON`);
  }
  return basename(folder);
}

/** Builds it; writes the module, its source map and its schema. */
export async function builtFilter({ entry, out, base, schema, schemaOut }: FilterSource): Promise<FilterBuild> {
  const sdk = await sdkFor(base);
  const refused = schema === undefined ? undefined : await schemaProblem(schema, base);
  if (refused !== undefined) return { kind: "not-built", story: refused, problems: [] };
  try {
    const { wasm, warnings } = await sdk.buildFilter({ entry: relative(base, entry), out, baseDir: base });
    if (schema !== undefined && schemaOut !== undefined) {
      await mkdir(dirname(schemaOut), { recursive: true });
      await copyFile(schema, schemaOut);
    }
    const report = inspectModule(wasm);
    return { kind: "built", report, warnings, ...(schemaOut !== undefined && { schema: schemaOut }) };
  } catch (error) {
    if (!(error instanceof sdk.FilterNotBuilt)) throw withoutCompiler(error);
    return { kind: "not-built", story: error.message, problems: error.problems };
  }
}

async function schemaProblem(schema: string, base: string): Promise<string | undefined> {
  const text = await readFile(schema, "utf8");
  return isConfigSchema(text) ? undefined : `${relative(base, schema)} is no JSON Schema`;
}

const sdkName = "@waymark/proxy-wasm";

/** The SDK of the project; for files outside of any project the one beside waymark. */
async function sdkFor(base: string): Promise<Sdk> {
  const places = [join(base, "package.json"), import.meta.url];
  for (const place of places) {
    try {
      const path = createRequire(place).resolve(`${sdkName}/build.mjs`);
      return (await import(pathToFileURL(path).href)) as Sdk;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new EnvironmentProblem(`${sdkName} is not installed in ${base}: npm install --save-dev ${sdkName}`);
}

function withoutCompiler(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== "ERR_MODULE_NOT_FOUND" || !message.includes("assemblyscript")) return error;
  return new EnvironmentProblem(`the compiler is not installed; it comes with the SDK: npm install ${sdkName}`);
}

async function textAt(path: string): Promise<string | undefined> {
  return await readFile(path, "utf8").catch(() => undefined);
}
