import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { envoyLogFormat, envoyLogLine, withoutNoise } from "./envoy-log.js";

/** Envoy's judgement of a configuration. */
export type EnvoyVerdict = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** A configuration (YAML or JSON) and the Envoy that is to judge it. */
export interface ValidateOptions {
  readonly binary: string;
  readonly configText: string;
  /** Default 60,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Asks an Envoy whether it would start with a configuration. Listeners are not opened; files that the configuration
 * names must exist.
 * @throws if the binary cannot be run, or runs longer than allowed
 */
export async function validateEnvoy(options: ValidateOptions): Promise<EnvoyVerdict> {
  const folder = await mkdtemp(join(tmpdir(), "waymark-validate-"));
  try {
    const json = options.configText.trimStart().startsWith("{");
    const path = join(folder, json ? "config.json" : "config.yaml");
    await writeFile(path, options.configText, { mode: 0o600 });
    return await verdict(path, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function verdict(path: string, { binary, timeoutMs = 60_000, signal }: ValidateOptions): Promise<EnvoyVerdict> {
  const quiet = ["--log-level", "error", "--log-format", envoyLogFormat, "--disable-hot-restart"];
  return new Promise((resolve, reject) => {
    execFile(
      binary,
      ["--mode", "validate", "--config-path", path, "--concurrency", "1", ...quiet],
      { timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024, ...(signal !== undefined && { signal }) },
      (error, _stdout, stderr) => {
        if (error === null) resolve({ ok: true });
        else if (typeof error.code === "number") resolve({ ok: false, error: errorText(stderr, path) });
        else reject(error);
      },
    );
  });
}

// Envoy begins with the path of the file, which is ours and means nothing to the reader.
function errorText(stderr: string, path: string): string {
  return stderr
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => withoutNoise(envoyLogLine("", line).message))
    .map((message) =>
      message.replace(`error initializing configuration '${path}': `, "").replaceAll(path, "the configuration"),
    )
    .join("\n");
}
