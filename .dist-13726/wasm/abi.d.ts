/**
 * What Envoy 1.40 offers to a proxy-wasm module, and what it calls: names and signatures. One letter a value, `i` for
 * i32 and `I` for i64, parameters before the colon and the result behind it. Read from Envoy's own verdicts.
 */
/** The versions of the ABI that Envoy 1.40 speaks. */
export type AbiVersion = "0.1.0" | "0.2.0" | "0.2.1";
export declare const abiVersions: readonly AbiVersion[];
/** The name of the export that says which version a module speaks. */
export declare function abiMarker(version: AbiVersion): string;
/** Everything that Envoy 1.40 offers to modules of a version: module, name and signature. */
export declare function offeredFunctions(version: AbiVersion): readonly (readonly [module: string, name: string, type: string])[];
/** The modules under which the WASI functions are offered. */
export declare const wasiModules: readonly string[];
/** The signature under which Envoy 1.40 offers a function; undefined if it offers no such function. */
export declare function offeredSignature(module: string, name: string, version: AbiVersion): string | undefined;
/** The signature with which Envoy calls an export; undefined if it never calls it. */
export declare function calledSignature(name: string, version: AbiVersion): string | undefined;
/** What a host call returns: 0 is success. */
export declare const status: {
    readonly ok: 0;
    readonly notFound: 1;
    readonly badArgument: 2;
    readonly serializationFailure: 3;
    readonly parseFailure: 4;
    readonly invalidMemoryAccess: 6;
    readonly empty: 7;
    readonly casMismatch: 8;
    readonly internalFailure: 10;
    readonly unimplemented: 12;
};
/** Log levels, in the order of their numbers. */
export declare const logLevels: readonly LogLevel[];
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "critical";
