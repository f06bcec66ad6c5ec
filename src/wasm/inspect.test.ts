import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { offeredFunctions } from "./abi.js";
import { inspectModule, type RefusalReason } from "./inspect.js";
import { type ModulePlan, moduleBytes } from "./testing/module-bytes.js";

describe("inspectModule()", () => {
  it("reports what a module is", () => {
    const bytes = moduleBytes({
      imports: [["env", "proxy_log", "iii:i"]],
      custom: { name: "", sourceMappingURL: "./plugin.wasm.map" },
    });
    expect(inspectModule(bytes)).toEqual({
      sizeBytes: bytes.length,
      digest: createHash("sha256").update(bytes).digest("hex"),
      abiVersion: "0.2.1",
      imports: [{ module: "env", name: "proxy_log", kind: "function", signature: "iii:i" }],
      exports: [
        { name: "proxy_abi_version_0_2_1", kind: "function", signature: ":" },
        { name: "malloc", kind: "function", signature: "i:i" },
        { name: "memory", kind: "memory" },
      ],
      memory: { initialPages: 1, shared: false },
      hasStartSection: false,
      hasNames: true,
      sourceMapUrl: "./plugin.wasm.map",
      customSections: ["name", "sourceMappingURL"],
      refusals: [],
    });
  });

  it.each(["0.1.0", "0.2.0", "0.2.1"] as const)("accepts everything that Envoy offers to ABI %s", (version) => {
    const marker = `proxy_abi_version_${version.replaceAll(".", "_")}`;
    const report = inspectModule(moduleBytes({ marker, imports: offeredFunctions(version) }));
    expect(report).toMatchObject({ abiVersion: version, refusals: [] });
  });

  it.each<[RefusalReason, ModulePlan, string]>([
    ["no-abi-version", { marker: "" }, "it is no proxy-wasm module"],
    ["unknown-import", { imports: [["env", "abort", "iiii:"]] }, "--use abort"],
    ["unknown-import", { imports: [["wasi_snapshot_preview1", "proc_raise", "i:i"]] }, "proc_raise"],
    ["unknown-import", { imports: [["env", "proxy_clear_route_cache", ":i"]] }, "to modules of ABI 0.2.1"],
    ["import-signature", { imports: [["env", "proxy_log", "ii:i"]] }, "Envoy offers iii:i"],
    ["export-signature", { exports: { malloc: "i:i", proxy_on_tick: "ii:" } }, "Envoy calls it as i:"],
    ["no-allocator", { exports: {} }, "neither malloc nor"],
    ["no-memory", { memoryPages: 0 }, "no memory"],
    ["memory-too-large", { memoryPages: 20_000 }, "at most 16384"],
    ["start-section", { start: true }, "--exportStart _initialize"],
  ])("refuses a module: %s", (reason, plan, words) => {
    expect(inspectModule(moduleBytes(plan)).refusals).toEqual([{ reason, message: expect.stringContaining(words) }]);
  });

  it.each<[string, Uint8Array, RefusalReason]>([
    ["nothing", new Uint8Array(), "not-wasm"],
    ["garbage", Buffer.from("<!doctype html><title>404</title>"), "not-wasm"],
    ["a component", Buffer.from([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]), "not-wasm"],
    ["a number without an end", Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, ...Array(20).fill(0xff)]), "not-wasm"],
    ["code that is damaged", damaged(), "invalid-code"],
  ])("refuses %s", (_what, bytes, reason) => {
    expect(inspectModule(bytes).refusals.map((refusal) => refusal.reason)).toContain(reason);
  });

  it("refuses a module that is cut off anywhere", () => {
    const whole = moduleBytes({ imports: [["env", "proxy_log", "iii:i"]] });
    for (let length = 0; length < whole.length; length += 1) {
      expect(inspectModule(whole.subarray(0, length)).refusals).not.toEqual([]);
    }
  });
});

function damaged(): Buffer {
  const bytes = moduleBytes();
  // The last instruction: end.
  bytes[bytes.length - 1] = 0x00;
  return bytes;
}
