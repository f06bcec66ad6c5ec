import { readFile } from "node:fs/promises";
import { requestTimeoutMs } from "../wasm/fetch/limits.js";
import { imageReference, schemaBeside } from "../wasm/fetch/module-source.js";
import { publishModule } from "../wasm/fetch/publish.js";
import { inspectModule } from "../wasm/inspect.js";
import { EnvironmentProblem, type ExitCode, exitCodes, UsageError } from "./exit.js";
import { processOutput } from "./output.js";
import { registryAccess } from "./registry-access.js";
import type { WasmPushOptions } from "./wasm-options.js";

/** Publishes a module. Exit code 1: Envoy would not run it, so it is not published. */
export async function runWasmPush(image: string, file: string, options: WasmPushOptions): Promise<ExitCode> {
  const reference = imageReference(image.replace(/^oci:\/\//, ""));
  if (typeof reference === "string") throw new UsageError(`${image}: ${reference}`);
  if (reference.version.startsWith("sha256:")) throw new UsageError(`${image}: a module is published under a tag`);
  const module = await readFile(file).catch((error: unknown) => {
    throw new UsageError(`${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  });
  const output = processOutput(false);
  const { refusals, digest: moduleDigest } = inspectModule(module);
  if (refusals.length > 0) {
    for (const { message } of refusals) output.note(`Envoy does not run it: ${message}`);
    return exitCodes.findings;
  }
  const configSchema = await schemaText(file, options.schema);
  const { rules, credentials } = await registryAccess(options, process.env);
  const { layout } = options;
  const published = await publishModule(
    { image: reference, module, layout, ...(configSchema !== undefined && { configSchema }) },
    { credentials, timeoutMs: requestTimeoutMs },
    rules,
  );
  if (published.kind !== "published") throw new EnvironmentProblem(`${image}: ${published.because}`);
  const { registry, repository } = reference;
  output.line(`oci://${registry}/${repository}@${published.digest}`);
  output.note(`sha256 of the module: ${moduleDigest}`);
  return exitCodes.fine;
}

async function schemaText(file: string, named: string | undefined): Promise<string | undefined> {
  const place = named ?? schemaBeside(file);
  const text = await readFile(place, "utf8").catch(() => undefined);
  if (text === undefined && named !== undefined) throw new UsageError(`--schema ${named} cannot be read`);
  return text;
}
