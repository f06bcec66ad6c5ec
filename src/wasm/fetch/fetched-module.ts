import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { exchange, type Refusal } from "../../fetching/exchange.js";
import { inspectModule } from "../inspect.js";
import type { RegistryCredentials } from "./credentials.js";
import { imageContent, type Unusable, unusable } from "./image.js";
import { mostModuleBytes, requestTimeoutMs } from "./limits.js";
import { type ModuleSource, schemaBeside } from "./module-source.js";
import type { RegistryRules } from "./registry.js";

/** A module that was fetched, is what it should be, and can be run. */
export interface FetchedModule {
  readonly kind: "module";
  readonly bytes: Uint8Array;
  /** sha256 of the bytes, in hexadecimal digits. */
  readonly digest: string;
  /** The digest of an image's manifest. */
  readonly version?: string;
  readonly configSchema?: string;
}

export interface ModuleRequest {
  readonly source: ModuleSource;
  /** What it must be: of the module, or of the image's manifest. Hexadecimal; empty: whatever it is. */
  readonly sha256: string;
  readonly credentials?: RegistryCredentials | undefined;
  readonly signal?: AbortSignal;
  /** For one request; see `requestTimeoutMs`. */
  readonly timeoutMs?: number;
}

interface Raw {
  readonly kind: "raw";
  readonly bytes: Uint8Array;
  readonly version?: string;
  readonly configSchema?: string;
}

type Problem = Refusal | Unusable;

/** Fetches a module and looks at it. Whatever goes wrong is a value. */
export async function fetchedModule(request: ModuleRequest, rules: RegistryRules): Promise<FetchedModule | Problem> {
  const raw = await rawModule(request, rules);
  if (raw.kind !== "raw") return raw;
  const { bytes, version } = raw;
  const digest = createHash("sha256").update(bytes).digest("hex");
  const named = version === undefined ? digest : version.replace("sha256:", "");
  if (request.sha256 !== "" && request.sha256 !== named) {
    return unusable(`its sha256 is ${named}, not ${request.sha256}`);
  }
  const { refusals } = inspectModule(bytes);
  if (refusals.length > 0) return unusable(refusals.map(({ message }) => message).join(" "));
  return {
    kind: "module",
    bytes,
    digest,
    ...(version !== undefined && { version }),
    ...(raw.configSchema !== undefined && { configSchema: raw.configSchema }),
  };
}

/** The bytes, whatever they are. */
export async function rawModule(
  { source, credentials, signal, timeoutMs = requestTimeoutMs }: ModuleRequest,
  rules: RegistryRules,
): Promise<Raw | Problem> {
  if (source.kind === "file") return fileModule(source.path);
  const limits = { timeoutMs, ...(signal !== undefined && { signal }) };
  if (source.kind === "http") {
    const reply = await exchange({ url: source.url, ...limits, mostBytes: mostModuleBytes }, rules);
    if (reply.kind !== "reply") return reply;
    if (reply.status !== 200) return { kind: "failed", because: `it was answered with status ${reply.status}` };
    return { kind: "raw", bytes: reply.body };
  }
  const content = await imageContent(source, { credentials, ...limits }, rules);
  if (content.kind !== "image") return content;
  const { bytes, digest: version, configSchema } = content;
  return { kind: "raw", bytes, version, ...(configSchema !== undefined && { configSchema }) };
}

async function fileModule(path: string): Promise<Raw | Problem> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > mostModuleBytes) return unusable(`it has ${size} bytes; at most ${mostModuleBytes} are read`);
      const configSchema = await readFile(schemaBeside(path), "utf8").catch(() => undefined);
      return { kind: "raw", bytes: await file.readFile(), ...(configSchema !== undefined && { configSchema }) };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const because = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code ?? String(error)})`;
    return { kind: "failed", because };
  }
}
