/** Looks at a module before anybody runs it: what it is, and why Envoy 1.40 would refuse it or die of it. */
import { createHash } from "node:crypto";
import { abiMarker, abiVersions, calledSignature, offeredSignature } from "./abi.js";
import { WasmFormatError, wasmSkeleton } from "./binary.js";
/** Envoy's V8 gives a module no more: 1 GiB in pages of 64 KiB. */
const mostPages = 16_384;
/** sha256 of a module's bytes, in hexadecimal digits. */
export function moduleDigest(bytes) {
    return createHash("sha256").update(bytes).digest("hex");
}
/** Inspects a module. It is compiled, never run; bytes that are no module yield a report that refuses them. */
export function inspectModule(bytes) {
    const identity = { sizeBytes: bytes.length, digest: moduleDigest(bytes) };
    const nothing = { imports: [], exports: [], hasStartSection: false, hasNames: false, customSections: [] };
    try {
        return { ...identity, ...reportOf(bytes) };
    }
    catch (error) {
        if (!(error instanceof WasmFormatError))
            throw error;
        return { ...identity, ...nothing, refusals: [{ reason: "not-wasm", message: `${error.message}.` }] };
    }
}
function reportOf(bytes) {
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
function codeRefusals(bytes) {
    if (WebAssembly.validate(bytes))
        return [];
    return [{ reason: "invalid-code", message: "The module does not validate: its code is damaged, or cut off." }];
}
function signatureRefusals(module) {
    return [
        ...module.imports.flatMap((wanted) => importRefusal(wanted, module.abiVersion)),
        ...module.exports.flatMap((offered) => exportRefusal(offered, module.abiVersion)),
    ];
}
function importRefusal({ module, name, kind, signature }, version) {
    const full = `${module}.${name}`;
    if (kind === "memory" && full === "env.memory")
        return [];
    const offered = kind === "function" ? offeredSignature(module, name, version) : undefined;
    if (offered === undefined) {
        const hint = module === "env" ? compilerHints[name] : undefined;
        const message = `Envoy offers no ${kind} ${full} to modules of ABI ${version}${hint === undefined ? "" : `: ${hint}`}.`;
        return [{ reason: "unknown-import", message }];
    }
    if (offered === signature)
        return [];
    const message = `The import ${full} has the signature ${signature ?? "?"}, Envoy offers ${offered}.`;
    return [{ reason: "import-signature", message }];
}
/** What AssemblyScript imports by itself, and how to do without. */
const compilerHints = {
    abort: "give the compiler an abort hook of your own (--use abort=...)",
    seed: "Math.random needs it; take random bytes from wasi_snapshot_preview1.random_get",
    "Date.now": "ask proxy_get_current_time_nanoseconds for the time",
    trace: "log with proxy_log instead of trace()",
    "console.log": "log with proxy_log instead of console.log()",
};
function exportRefusal({ name, kind, signature }, version) {
    const called = kind === "function" ? calledSignature(name, version) : undefined;
    if (called === undefined || called === signature)
        return [];
    const message = `The export ${name} has the signature ${signature ?? "?"}, Envoy calls it as ${called}.`;
    return [{ reason: "export-signature", message }];
}
function noAbiVersion() {
    const markers = abiVersions.map(abiMarker).join(", ");
    return { reason: "no-abi-version", message: `None of the exports ${markers} is there: it is no proxy-wasm module.` };
}
function noAllocator() {
    const message = "It exports neither malloc nor proxy_on_memory_allocate: the proxy cannot hand it any bytes.";
    return { reason: "no-allocator", message };
}
function memoryRefusals(memory) {
    if (memory === undefined)
        return [{ reason: "no-memory", message: "It has no memory." }];
    if (memory.initialPages <= mostPages)
        return [];
    const message = `It starts with ${memory.initialPages} pages of memory; Envoy gives it at most ${mostPages} (1 GiB).`;
    return [{ reason: "memory-too-large", message }];
}
function startSection() {
    return {
        reason: "start-section",
        message: "It has a start section. That runs before Envoy has bound the module's memory, and a host call in it ends the whole Envoy process: export _initialize instead (AssemblyScript: --exportStart _initialize).",
    };
}
//# sourceMappingURL=inspect.js.map