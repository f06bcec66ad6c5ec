/** Reads the skeleton of a WebAssembly module: its sections, without a look at the code. Nothing here trusts a length. */
/** What a module wants of its host. */
export interface WasmImport {
    readonly module: string;
    readonly name: string;
    readonly kind: ExternalKind;
    /** Of functions: `ii:i`, as in `abi.ts`. */
    readonly signature?: string;
}
/** What a module offers. */
export interface WasmExport {
    readonly name: string;
    readonly kind: ExternalKind;
    readonly signature?: string;
}
export type ExternalKind = "function" | "table" | "memory" | "global" | "tag";
/** A memory's limits in pages of 64 KiB. */
export interface MemoryLimits {
    readonly initialPages: number;
    readonly maximumPages?: number;
    readonly shared: boolean;
}
export interface CustomSection {
    readonly name: string;
    readonly bytes: Uint8Array;
}
/** The skeleton of a module. */
export interface WasmSkeleton {
    readonly imports: readonly WasmImport[];
    readonly exports: readonly WasmExport[];
    readonly memories: readonly MemoryLimits[];
    readonly startFunction?: number;
    readonly custom: readonly CustomSection[];
}
/** The bytes are no WebAssembly module, or are cut off. */
export declare class WasmFormatError extends Error {
    readonly name = "WasmFormatError";
}
/**
 * Reads a module's skeleton.
 * @throws WasmFormatError if the bytes are no module of version 1, or end too early
 */
export declare function wasmSkeleton(bytes: Uint8Array): WasmSkeleton;
