import { type AbiVersion } from "./abi.js";
import { type MemoryLimits, type WasmExport, type WasmImport } from "./binary.js";
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
export type RefusalReason = "not-wasm" | "invalid-code" | "no-abi-version" | "unknown-import" | "import-signature" | "export-signature" | "no-allocator" | "no-memory" | "memory-too-large" | "start-section";
/** sha256 of a module's bytes, in hexadecimal digits. */
export declare function moduleDigest(bytes: Uint8Array): string;
/** Inspects a module. It is compiled, never run; bytes that are no module yield a report that refuses them. */
export declare function inspectModule(bytes: Uint8Array): ModuleReport;
