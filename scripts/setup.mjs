/**
 * What every other command relies on, made if it is missing or out of date, in this order: the npm packages, the Envoy
 * binary, the API read out of it (`generated/`), the compiled program (`dist/`), the plugins that examples run. Plain Node, so
 * that it runs in a fresh clone.
 *
 *   node scripts/setup.mjs            says what is there and what it does
 *   node scripts/setup.mjs --quiet    says only what it has to do
 *   node scripts/setup.mjs --build    compiles even if dist/ is up to date
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { modified, newestUnder } from "./file-times.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const quiet = process.argv.includes("--quiet");
const forceBuild = process.argv.includes("--build");

function say(line) {
  console.log(`setup: ${line}`);
}

function mention(line) {
  if (!quiet) say(line);
}

class SetupFailed extends Error {}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupFailed(`Node ${process.versions.node} is too old: this project needs Node 20.19 or newer.`);
}

async function packages() {
  const lock = createHash("sha256")
    .update(await readFile(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules", ".setup-lock");
  if ((await readFile(stamp, "utf8").catch(() => "")) === lock) return mention("npm packages are installed");
  // npm leaves its own copy of the lockfile behind: newer than ours, it means that npm ran since ours last changed.
  const installed = await modified(join(root, "node_modules", ".package-lock.json"));
  if (installed < (await modified(join(root, "package-lock.json")))) {
    say(
      `installing the npm packages, because node_modules is ${installed === 0 ? "missing" : "older than the lockfile"}`,
    );
    // Not `npm ci`: it refuses a lockfile that lacks the optional packages of other platforms, as one written against a
    // registry without them does. This keeps to the lockfile's versions and hashes, too, and leaves the file alone.
    await run("npm", ["install", "--no-save", "--no-audit", "--no-fund"], "npm install");
  }
  await writeFile(stamp, lock);
}

async function envoyAndItsApi() {
  const { findEnvoy } = await import("./envoy.mjs");
  const envoy = await findEnvoy({ log: say });
  mention(`Envoy ${envoy.version} is ${envoy.path}`);
  const { generateProtos } = await import("./protos.mjs");
  if (!(await generateProtos({ envoy, log: say }))) mention("generated/ holds the API of this Envoy");
}

async function build() {
  const built = await modified(join(root, "dist", ".built"));
  const newest = Math.max(
    ...(await Promise.all(
      ["tsconfig.json", "tsconfig.build.json", "generated/stamp"].map((it) => modified(join(root, it))),
    )),
    await newestUnder(join(root, "src"), (name) => !name.endsWith(".test.ts")),
  );
  if (built > newest && !forceBuild) return mention("dist/ is up to date");
  say(
    `compiling src/ into dist/, because ${forceBuild ? "you asked for it" : built === 0 ? "it is missing" : "src/ is newer"}`,
  );
  // Beside dist and swapped in whole: no file of a deleted source stays, and nobody meets a half-written dist.
  const draft = join(root, `.dist-${process.pid}`);
  const old = join(root, `.dist-${process.pid}-old`);
  try {
    const compiler = join("node_modules", "typescript", "bin", "tsc");
    await run(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", draft], "the compiler");
    await writeFile(join(draft, ".built"), "");
    await rename(join(root, "dist"), old).catch(unlessMissing);
    await rename(draft, join(root, "dist"));
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

async function pluginsOfExamples() {
  const { buildPlugins, outdatedOfExamples } = await import("./wasm-plugins.mjs");
  const outdated = await outdatedOfExamples();
  if (outdated.length === 0) return mention("the plugins of the examples are up to date");
  say(`compiling ${outdated.join(" and ")}, which the examples run`);
  if (!(await buildPlugins(outdated))) throw new SetupFailed("a plugin could not be built; the reason is above.");
}

function unlessMissing(error) {
  if (error.code !== "ENOENT") throw error;
}

async function run(command, args, what) {
  const child = spawn(command, args, { cwd: root, stdio: "inherit" });
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new SetupFailed(`${what} failed (exit code ${code}); its output is above.`);
}

try {
  checkNode();
  await packages();
  await envoyAndItsApi();
  await build();
  await pluginsOfExamples();
} catch (error) {
  // A known failure has its whole story in its message; anything else is a bug and shows its stack.
  const known = error instanceof SetupFailed || error.name === "EnvoyNotFound" || error.name === "UnsuitableEnvoy";
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
