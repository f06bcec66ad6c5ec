/** Looks at a module before anybody runs it: what it is, and why Envoy 1.40 would refuse it or die of it. */
import { createHash } from "node:crypto";
import { type AbiVersion, abiMarker, abiVersions, calledSignature, offeredSignature } from "./abi.js";
import { type MemoryLimits, type WasmExport, WasmFormatError, type WasmImport, wasmSkeleton } from "./binary.js";

/** What is known about a module. */
export interface ModuleReport {
  readonly sizeBytes: number;
  /** sha256 of the bytes, in hexadecimal digits. */
  readonly digest: string;
  /** Undefined if no export says so, or the bytes are no module. */
  readonly abiVersion?: AbiVersion;
  readonly imports: readonly WasmImport[];
  readonly exports: readonly WasmExport[];
  /** Of its own or of its host; undefined if it has none. */
  readonly memory?: MemoryLimits;
  readonly hasStartSection: boolean;
  /** Function names are kept: traces name functions instead of offsets. */
  readonly hasNames: boolean;
  readonly sourceMapUrl?: string;
  /** Names of the custom sections. */
  readonly customSections: readonly string[];
  /** Why it must not be served; empty if it may. */
  readonly refusals: readonly Refusal[];
}

/** One reason why a module is refused, and what to do about it. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** A sentence for the module's author. */
  readonly message: string;
}

export type RefusalReason =
  | "not-wasm"
  | "invalid-code"
  | "no-abi-version"
  | "unknown-import"
  | "import-signature"
  | "export-signature"
  | "no-allocator"
  | "no-memory"
  | "memory-too-large"
  | "start-section";

/** Envoy's V8 gives a module no more: 1 GiB in pages of 64 KiB. */
const mostPages = 16_384;

/** sha256 of a module's bytes, in hexadecimal digits. */
export function moduleDigest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Inspects a module. It is compiled, never run; bytes that are no module yield a report that refuses them. */
export function inspectModule(bytes: Uint8Array): ModuleReport {
  const identity = { sizeBytes: bytes.length, digest: moduleDigest(bytes) };
  const nothing = { imports: [], exports: [], hasStartSection: false, hasNames: false, customSections: [] };
  try {
    return { ...identity, ...reportOf(bytes) };
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
    return { ...identity, ...nothing, refusals: [{ reason: "not-wasm", message: `${error.message}.` }] };
  }
}

function reportOf(bytes: Uint8Array): Omit<ModuleReport, "sizeBytes" | "digest"> {
  const { imports, exports, memories, startFunction, custom } = wasmSkeleton(bytes);
  const exported = new Set(exports.filter(({ kind }) => kind === "function").map(({ name }) => name));
  const abiVersion = abiVersions.findLast((version) => exported.has(abiMarker(version)));
  const memory = memories[0];
  const sourceMap = custom.find(({ name }) => name === "sourceMappingURL")?.bytes;
  const hasStartSection = startFunction !== undefined;
  return {
    ...(abiVersion !== undefined && { abiVersion }),
    imports,
    exports,
    ...(memory !== undefined && { memory }),
    hasStartSection,
    hasNames: custom.some(({ name }) => name === "name"),
    ...(sourceMap !== undefined && { sourceMapUrl: Buffer.from(sourceMap.subarray(1)).toString("utf8") }),
    customSections: custom.map(({ name }) => name),
    refusals: [
      ...codeRefusals(bytes),
      ...(abiVersion === undefined ? [noAbiVersion()] : signatureRefusals({ imports, exports, abiVersion })),
      ...(exported.has("malloc") || exported.has("proxy_on_memory_allocate") ? [] : [noAllocator()]),
      ...memoryRefusals(memory),
      ...(hasStartSection ? [startSection()] : []),
    ],
  };
}

function codeRefusals(bytes: Uint8Array): Refusal[] {
  if (WebAssembly.validate(bytes)) return [];
  return [{ reason: "invalid-code", message: "The module does not validate: its code is damaged, or cut off." }];
}

function signatureRefusals(module: {
  readonly imports: readonly WasmImport[];
  readonly exports: readonly WasmExport[];
  readonly abiVersion: AbiVersion;
}): Refusal[] {
  return [
    ...module.imports.flatMap((wanted) => importRefusal(wanted, module.abiVersion)),
    ...module.exports.flatMap((offered) => exportRefusal(offered, module.abiVersion)),
  ];
}

function importRefusal({ module, name, kind, signature }: WasmImport, version: AbiVersion): Refusal[] {
  const full = `${module}.${name}`;
  if (kind === "memory" && full === "env.memory") return [];
  const offered = kind === "function" ? offeredSignature(module, name, version) : undefined;
  if (offered === undefined) {
    const hint = module === "env" ? compilerHints[name] : undefined;
    const message = `Envoy offers no ${kind} ${full} to modules of ABI ${version}${hint === undefined ? "" : `: ${hint}`}.`;
    return [{ reason: "unknown-import", message }];
  }
  if (offered === signature) return [];
  const message = `The import ${full} has the signature ${signature ?? "?"}, Envoy offers ${offered}.`;
  return [{ reason: "import-signature", message }];
}

/** What AssemblyScript imports by itself, and how to do without. */
const compilerHints: Readonly<Record<string, string>> = {
  abort: "give the compiler an abort hook of your own (--use abort=...)",
  seed: "Math.random needs it; take random bytes from wasi_snapshot_preview1.random_get",
  "Date.now": "ask proxy_get_current_time_nanoseconds for the time",
  trace: "log with proxy_log instead of trace()",
  "console.log": "log with proxy_log instead of console.log()",
};

function exportRefusal({ name, kind, signature }: WasmExport, version: AbiVersion): Refusal[] {
  const called = kind === "function" ? calledSignature(name, version) : undefined;
  if (called === undefined || called === signature) return [];
  const message = `The export ${name} has the signature ${signature ?? "?"}, Envoy calls it as ${called}.`;
  return [{ reason: "export-signature", message }];
}

function noAbiVersion(): Refusal {
  const markers = abiVersions.map(abiMarker).join(", ");
  return { reason: "no-abi-version", message: `None of the exports ${markers} is there: it is no proxy-wasm module.` };
}

function noAllocator(): Refusal {
  const message = "It exports neither malloc nor proxy_on_memory_allocate: the proxy cannot hand it any bytes.";
  return { reason: "no-allocator", message };
}

function memoryRefusals(memory: MemoryLimits | undefined): Refusal[] {
  if (memory === undefined) return [{ reason: "no-memory", message: "It has no memory." }];
  if (memory.initialPages <= mostPages) return [];
  const message = `It starts with ${memory.initialPages} pages of memory; Envoy gives it at most ${mostPages} (1 GiB).`;
  return [{ reason: "memory-too-large", message }];
}

function startSection(): Refusal {
  return {
    reason: "start-section",
    message:
      "It has a start section. That runs before Envoy has bound the module's memory, and a host call in it ends the whole Envoy process: export _initialize instead (AssemblyScript: --exportStart _initialize).",
  };
}
