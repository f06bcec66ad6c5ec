/**
 * A proxy-wasm host for tests: runs the module that Envoy will run, in Node, and behaves as Envoy 1.40 does.
 *
 * @example
 * ```ts
 * const host = new WasmHost({ module: "build/plugin.wasm" });
 * host.startPlugin({ header: "x-lane" });
 * const stream = host.openStream();
 * stream.requestHeaders({ ":path": "/", "x-lane": "canary" });
 * stream.upstream.headers?.get("x-lane");
 * ```
 *
 * @module
 */

export type { AbiVersion, LogLevel } from "../abi.js";
export type { ExternalKind, MemoryLimits, WasmExport, WasmImport } from "../binary.js";
export type { ModuleReport, Refusal, RefusalReason } from "../inspect.js";
export { inspectModule } from "../inspect.js";
export type { Octets } from "./byte-string.js";
export type { CallFacts, Callout, CalloutState, GrpcCallout, HttpAnswer, HttpCallout } from "./callouts.js";
export type { ModuleSource } from "./compiled-module.js";
export { ModuleRefused } from "./compiled-module.js";
export type { Headers, HeadersInit } from "./header-map.js";
export type { HttpStream, PartOptions, SentReply, StreamOptions, StreamState } from "./http-stream.js";
export type { Hostcall, LogLine } from "./journal.js";
export type { FailurePolicy } from "./plugin-slot.js";
export { PluginStartError } from "./plugin-slot.js";
export type { PropertyTree, PropertyValue } from "./properties.js";
export type { Sent } from "./sent.js";
export type { TcpOptions, TcpStream } from "./tcp-stream.js";
export type { TrapFrame } from "./trap.js";
export { WasmTrap } from "./trap.js";
export type { HostOptions, PluginOptions, RunningPlugin } from "./wasm-host.js";
export { WasmHost } from "./wasm-host.js";
export type { ForeignFunction, WorldOptions } from "./world.js";
