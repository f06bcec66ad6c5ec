/**
 * Compiles examples/opa/policy.rego to WebAssembly with OPA itself, which Go fetches and builds, and notes what it was made
 * of, so that a test can tell that both belong together without compiling anything.
 *
 *   npm run opa-policy
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const opa = "github.com/open-policy-agent/opa@v1.22.2";
const folder = fileURLToPath(new URL("../examples/opa/", import.meta.url));
const run = promisify(execFile);
const digest = async (file) =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex");

const work = await mkdtemp(join(tmpdir(), "waymark-opa-"));
try {
  const bundle = join(work, "bundle.tar.gz");
  const build = ["build", "-t", "wasm", "-e", "envoy/authz/result", "-o", bundle, "policy.rego"];
  await run("go", ["run", opa, ...build], { cwd: folder });
  await run("tar", ["-xzf", bundle, "-C", work, "/policy.wasm"]);
  await copyFile(join(work, "policy.wasm"), join(folder, "policy.wasm"));
} finally {
  await rm(work, { recursive: true, force: true });
}
const madeOf = {
  compiler: opa,
  "policy.rego": await digest(join(folder, "policy.rego")),
  "policy.wasm": await digest(join(folder, "policy.wasm")),
};
await writeFile(join(folder, "policy.lock"), `${JSON.stringify(madeOf, undefined, 2)}\n`);
