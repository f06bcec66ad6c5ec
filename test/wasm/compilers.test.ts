/** Modules of other compilers and SDKs: Rust with its own SDK, Go with its own runtime. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, describe, expect, it } from "@jest/globals";
import { WasmHost } from "../../src/wasm/host/wasm-host.js";
import { describeOnBoth } from "../../src/wasm-lab/describe-on-both.js";

const modules = new URL("./modules/", import.meta.url);
const rust = fileURLToPath(new URL("rust/rust.wasm", modules));
// Two megabytes, most of them Go's runtime: kept compressed.
const folder = mkdtempSync(join(tmpdir(), "waymark-go-"));
const go = join(folder, "go.wasm");
writeFileSync(go, brotliDecompressSync(readFileSync(new URL("go/go.wasm.br", modules))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clusters = {
  authz: () => ({ body: "no" }),
};

describeOnBoth("a filter in Rust", { plugins: [{ module: rust, configuration: "x-by" }], clusters }, (behaves) => {
  behaves("adds headers on both ways", async (proxy) => {
    const { upstream, headers } = await proxy.send({ headers: [["x-a", "1"]] });
    expect(upstream?.headers["x-by"]).toBe("rust");
    expect(headers["x-status"]).toBe("200");
  });

  behaves("asks a service, and refuses when it says no", async (proxy) => {
    const { status, headers, body } = await proxy.send({ headers: [["x-ask", "1"]] });
    expect({ status, body, why: headers["x-rust"] }).toEqual({ status: 403, body: "denied", why: "no" });
  });
});

describeOnBoth("a filter in Go", { plugins: [{ module: go, env: { LANE: "canary" } }] }, (behaves) => {
  behaves("adds a header with what its environment says", async (proxy) => {
    const { upstream } = await proxy.send();
    expect(upstream?.headers["x-go"]).toBe("CANARY");
    expect(await proxy.logged()).toContain("info go saw a request");
  });
});

describe("a filter in Rust that wants a configuration", () => {
  it("does not start without", () => {
    const host = new WasmHost({ module: rust });
    expect(() => host.startPlugin()).toThrow("proxy_on_configure answered false");
  });
});
