import { describe, expect, it } from "@jest/globals";
import { object } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { unpinnedModule } from "./unpinned-module.js";

const plugin = (spec: object) => object("WasmPlugin", "shop/p", { spec });
const extension = (wasm: object) => object("TrafficExtension", "shop/e", { spec: { wasm } });
const digest = "a".repeat(64);

describe("the module of a plugin", () => {
  it.each(["oci://r.example/p:v1", "r.example/p", "https://r.example/p.wasm"])("may change behind %s", (url) => {
    expect(saidBy(unpinnedModule, plugin({ url }), extension({ url, sha256: "" }))).toEqual([
      `WM6018 WasmPlugin shop/p spec.url: nothing fixes which module ${url} is`,
      `WM6018 TrafficExtension shop/e spec.wasm.url: nothing fixes which module ${url} is`,
    ]);
  });

  it.each([
    ["sha256", { url: "https://r.example/p.wasm", sha256: digest }],
    ["a digest", { url: `oci://r.example/p:v1@sha256:${digest}` }],
    ["being a file beside the manifest", { url: "file://./p.wasm" }],
  ])("is fixed by %s", (_, module) => {
    expect(saidBy(unpinnedModule, plugin(module), extension(module))).toEqual([]);
  });
});
