/**
 * Writes `generated/`: the Envoy API that this project works with, taken from the Envoy binary itself, so that it is
 * that of the very version in use. Run directly: `node scripts/protos.mjs [--force]`.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findEnvoy, pinnedVersion } from "./envoy.mjs";
import { registry, requiredFields } from "./protos-registry.mjs";

const scripts = fileURLToPath(new URL(".", import.meta.url));
const generated = fileURLToPath(new URL("../generated/", import.meta.url));

/** What the result depends on beside the binary. */
const sources = ["protos.mjs", "protos-extract.mjs", "protos-render.mjs", "protos-registry.mjs"];

/** An Envoy whose API lacks something that is generated for it; the message lists what. */
export class UnsuitableEnvoy extends Error {
  name = "UnsuitableEnvoy";
}

/** @returns {Promise<boolean>} whether `generated/` was missing or out of date, and was written */
export async function generateProtos({ envoy, log = () => {}, force = false }) {
  const stamp = await stampFor(envoy);
  const written = await readFile(join(generated, "stamp"), "utf8").catch(() => undefined);
  if (written === stamp && !force) return false;
  log(`Reading the Envoy API out of ${envoy.path} into generated/`);
  await mkdir(generated, { recursive: true });
  // The stamp goes last: whoever finds it finds the files.
  for (const [name, text] of Object.entries(await contents(envoy))) await replaceFile(name, text);
  await replaceFile("stamp", stamp);
  return true;
}

async function contents(envoy) {
  const { fileDescriptorsIn } = await import("./protos-extract.mjs");
  const { closureOf, constraintTable, declarations, enumConstants, lacking, rootJson, typesOf } = await import(
    "./protos-render.mjs"
  );
  const types = typesOf(fileDescriptorsIn(await readFile(envoy.path)));
  const lacks = lacking(types, { types: registry, fields: requiredFields });
  if (lacks.types.length + lacks.fields.length > 0) throw new UnsuitableEnvoy(lackingText(envoy, lacks));
  const names = closureOf(types, registry);
  return {
    "envoy.json": JSON.stringify(rootJson(types, names)),
    "envoy.d.ts": declarations(types, names, registry),
    "envoy.js": enumConstants(types, names, registry),
    "constraints.json": JSON.stringify(constraintTable(types, names)),
  };
}

function lackingText(envoy, lacks) {
  return [
    `Envoy ${envoy.version} (${envoy.path}) has not all of the API that is generated for it; ${pinnedVersion} has.`,
    ...lacks.types.map((name) => `  no message type ${name}`),
    ...lacks.fields.map((path) => `  no field ${path}`),
  ].join("\n");
}

async function stampFor(envoy) {
  const hash = createHash("sha256");
  for (const name of sources) hash.update(await readFile(join(scripts, name)));
  return `${envoy.version} ${(await stat(envoy.path)).size} ${hash.digest("hex")}\n`;
}

async function replaceFile(name, text) {
  const draft = join(generated, `.${name}.${process.pid}`);
  await writeFile(draft, text);
  await rename(draft, join(generated, name));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const log = (line) => console.error(line);
  try {
    const envoy = await findEnvoy({ log });
    const changed = await generateProtos({ envoy, log, force: process.argv.includes("--force") });
    if (!changed) log("generated/ is up to date");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
