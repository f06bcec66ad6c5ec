/**
 * Compiles a filter so that Envoy can run it, and looks at what came out: what a proxy would refuse, or die of, is an error
 * here. Plain Node, so that set-up, tests and the command line can all use it. The compiler is loaded only when it is needed.
 *
 *   node build.mjs ENTRY.ts OUT.wasm [CACHE]     builds one filter from the command line
 */
import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkedModule, withShortNames } from "./wasm-module.mjs";

const sdk = dirname(fileURLToPath(import.meta.url));

/**
 * A filter that does not compile, or whose module a proxy could not run. Its message is the whole story; `problems` are the places in
 * the source that it tells of.
 */
export class FilterNotBuilt extends Error {
  name = "FilterNotBuilt";

  constructor(message, problems = []) {
    super(message);
    this.problems = problems;
  }
}

/** What every filter is compiled with; README "How a filter is compiled" says why. */
export function compilerArguments({ baseDir = process.cwd(), debug = false } = {}) {
  return [
    // Collects between callbacks, never within one.
    ["--runtime", relative(baseDir, join(sdk, "runtime")).replaceAll("\\", "/")],
    // A start section would run before the host is ready: a host call in it ends the whole Envoy process.
    ["--exportStart", "_initialize"],
    ["--use", "abort=waymark_abort"],
    // More (`-O3`) makes modules an eighth larger, the start of a proxy dearer, and requests no cheaper that one could measure.
    debug ? [] : ["-O2", "--noAssert"],
    // Names of functions, for the traces of traps.
    ["--debug"],
  ].flat();
}

/**
 * Compiles the filter at `entry` (a path to its AssemblyScript). Gives the module's bytes, its source map, and what the
 * compiler warned of; writes both files if `out` is given (`x.wasm`, `x.wasm.map`).
 *
 * `baseDir` (default: the working directory) is where paths in messages and traces start, and where `node_modules` is looked
 * for first. With `cacheDir`, a filter is compiled again only if one of the files it was made of, the compiler or these
 * scripts changed. Throws `FilterNotBuilt`.
 */
export async function buildFilter({ entry, out, baseDir = process.cwd(), debug = false, cacheDir }) {
  const base = resolve(baseDir);
  const recipe = await recipeOf(base, entry, debug);
  const kept = cacheDir === undefined ? undefined : join(resolve(cacheDir), hashed(recipe));
  const built = (kept && (await keptFilter(kept))) ?? (await compiledFilter({ entry, base, debug, kept }));
  if (out !== undefined) {
    const target = resolve(base, out);
    await mkdir(dirname(target), { recursive: true });
    await writeWhole(target, built.wasm);
    await writeWhole(`${target}.map`, built.sourceMap);
  }
  return built;
}

async function compiledFilter({ entry, base, debug, kept }) {
  const [{ default: asc }, { default: FilterTransform }] = await Promise.all([
    import("assemblyscript/asc"),
    import("./transform.mjs"),
  ]);
  const entryPath = relative(base, resolve(base, entry)).replaceAll("\\", "/");
  const name = basename(entryPath).replace(/\.ts$/, "");
  const written = new Map();
  const read = new Map();
  const texts = new Map();
  const said = [];
  const problems = [];
  const { error } = await asc.main(
    [
      entryPath,
      ["--baseDir", base],
      ["--path", modulesFor(base)],
      ["--outFile", `${name}.wasm`],
      "--sourceMap",
      compilerArguments({ baseDir: base, debug }),
    ].flat(2),
    {
      // The compiler puts the program at hand on the class: a class of its own for each, since several may run at once.
      transforms: [class extends FilterTransform {}],
      readFile: async (file, folder) => {
        const path = isAbsolute(file) ? file : resolve(folder, file);
        const text = await readNoted(path, read);
        if (text !== null) texts.set(path, text);
        return text;
      },
      writeFile: (file, contents) => void written.set(file, contents),
      listFiles: () => [],
      reportDiagnostic: (found) => void problems.push(problemOf(found, (file) => texts.get(resolve(base, file)))),
      stdout: collector(said),
      stderr: collector(said),
    },
  );
  const words = said.join("").trim();
  if (error !== null) {
    const found = [...problems, ...(error.problems ?? [])];
    const story = error.problems === undefined ? words || error.message : error.message;
    throw new FilterNotBuilt(`${entryPath} does not compile:\n${story}`, found);
  }
  const wasm = withShortNames(written.get(`${name}.wasm`));
  const { problems: faults } = checkedModule(wasm);
  if (faults.length > 0) throw new FilterNotBuilt([`${entryPath} cannot run in a proxy:`, ...faults].join("\n  "));
  const built = { wasm, sourceMap: written.get(`${name}.wasm.map`), warnings: words };
  if (kept !== undefined) await keep(kept, built, read);
  return built;
}

/** A diagnostic of the compiler, as a place in a file. `textOf` has the text of each file of the program. */
function problemOf({ code, category, message, range }, textOf) {
  const severity = category === compilerErrors ? "error" : "warning";
  const told = { severity, code: `${code > 1000 ? "TS" : "AS"}${code}`, message };
  const file = range?.source?.normalizedPath;
  const text = file === undefined ? undefined : textOf(file);
  if (text === undefined) return told;
  const before = text.slice(0, range.start).split("\n");
  const place = { file, line: before.length, column: before.at(-1).length + 1 };
  return { ...told, ...place, length: Math.max(1, range.end - range.start) };
}

/** `DiagnosticCategory.Error` of the compiler. */
const compilerErrors = 3;

function collector(said) {
  return {
    write(text) {
      said.push(text);
      return true;
    },
  };
}

/** Where `@waymark/proxy-wasm` is found even if the project has no `node_modules` of its own: beside this file's package. */
function modulesFor(base) {
  const scope = join("@waymark", "proxy-wasm");
  const own = sdk.endsWith(join("node_modules", scope))
    ? sdk.slice(0, -scope.length)
    : join(sdk, "..", "..", "node_modules");
  return relative(base, own).replaceAll("\\", "/") || ".";
}

async function readNoted(path, read) {
  const text = await textAt(path);
  read.set(path, text === null ? null : hashed(text));
  return text;
}

async function textAt(path) {
  return await readFile(path, "utf8").catch((error) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "EISDIR") return null;
    throw error;
  });
}

function hashed(text) {
  return createHash("sha256").update(text).digest("hex");
}

/** What decides the result besides the files that the compiler reads. */
async function recipeOf(base, entry, debug) {
  const scripts = ["build.mjs", "transform.mjs", "wasm-module.mjs", "package.json"];
  const texts = await Promise.all(scripts.map((name) => textAt(join(sdk, name))));
  return JSON.stringify([base, resolve(base, entry), debug, texts]);
}

/** The filter as it was built before, if every file that the compiler looked for then is as it was. */
async function keptFilter(kept) {
  const noted = await textAt(`${kept}.json`);
  if (noted === null) return undefined;
  const { files, warnings } = JSON.parse(noted);
  for (const [path, hash] of files) {
    const text = await textAt(path);
    if ((text === null ? null : hashed(text)) !== hash) return undefined;
  }
  const [wasm, sourceMap] = await Promise.all([
    readFile(`${kept}.wasm`).catch(() => undefined),
    textAt(`${kept}.wasm.map`),
  ]);
  return wasm === undefined || sourceMap === null ? undefined : { wasm: new Uint8Array(wasm), sourceMap, warnings };
}

async function keep(kept, { wasm, sourceMap, warnings }, read) {
  await mkdir(dirname(kept), { recursive: true });
  await writeWhole(`${kept}.wasm`, wasm);
  await writeWhole(`${kept}.wasm.map`, sourceMap);
  await writeWhole(`${kept}.json`, JSON.stringify({ files: [...read], warnings }));
}

/** Nobody meets a half-written file. */
async function writeWhole(path, contents) {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}

// By its real path: in a workspace `node_modules` holds a link to this package.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [entry, out, cacheDir] = process.argv.slice(2);
  try {
    const { wasm, warnings } = await buildFilter({ entry, out, cacheDir });
    if (warnings !== "") console.error(warnings);
    console.log(`${out}: ${wasm.length} bytes`);
  } catch (error) {
    console.error(error instanceof FilterNotBuilt ? error.message : error);
    process.exitCode = 1;
  }
}
