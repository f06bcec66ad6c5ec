import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { WasmHost } from "./wasm-host.js";
import "./jest.js";

const path = fileURLToPath(new URL("../../../test/wasm/modules/trap/trap.wasm", import.meta.url));

describe("a plugin that traps", () => {
  it("is shown with function, file and line, and its streams fail", () => {
    const host = new WasmHost({ module: path });
    const plugin = host.startPlugin();
    const stream = host.openStream();
    stream.requestHeaders();
    expect(stream).toHaveSentLocalReply(503, { details: "wasm_fail_stream" });
    expect(plugin.trap).toMatchObject({
      callback: "proxy_on_request_headers",
      message: expect.stringContaining("divide by zero"),
      frames: [
        { function: expect.stringContaining("limitOf"), source: expect.stringMatching(/assembly\/index\.ts:15:/) },
        { function: expect.stringContaining("proxy_on_request_headers") },
      ],
    });
    expect(host).toHaveLogged("critical", "assembly/index.ts:15");
    expect(host.traps).toEqual([plugin.trap]);
  });

  it("is shown with offsets where there is no source map", () => {
    const host = new WasmHost({ module: strippedOf(readFileSync(path)) });
    host.startPlugin();
    host.openStream().requestHeaders();
    expect(host.traps[0]?.message).toMatch(/at wasm-function\[(\d+|\?)\] \(0x[0-9a-f]+\)/);
  });
});

/** The module up to its custom sections, which come last. */
function strippedOf(bytes: Buffer): Uint8Array {
  const at = bytes.indexOf(Buffer.from("\x04name"));
  for (let from = at; from > 0; from -= 1) {
    const cut = bytes.subarray(0, from);
    if (WebAssembly.validate(cut)) return Uint8Array.from(cut);
  }
  throw new Error("no name section");
}
