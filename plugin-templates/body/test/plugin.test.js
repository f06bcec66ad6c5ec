import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { WasmHost } from "waymark/wasm-host";
import { describeOnBoth } from "waymark/wasm-host/envoy";
import "waymark/wasm-host/jest";

const module = fileURLToPath(new URL("../build/{{name}}.wasm", import.meta.url));
const configuration = { required: ["book"], mostBytes: 64 };

// On the host in Node; with `npm test -- --envoy` on a real Envoy, too.
describeOnBoth("{{name}}", { plugins: [{ module, configuration }] }, (behaves) => {
  behaves("passes a body that is as it must be, in however many pieces it comes", async (proxy) => {
    const answer = await proxy.send({ method: "POST", chunks: ['{"book"', ": 7}"] });
    expect(answer).toMatchObject({ status: 200, upstream: { body: '{"book": 7}' } });
  });

  behaves("passes requests without a body", async (proxy) => {
    expect(await proxy.send()).toMatchObject({ status: 200 });
  });

  behaves("refuses a body without a field that must be there", async (proxy) => {
    const answer = await proxy.send({ method: "POST", body: "{}" });
    expect(answer).toMatchObject({ status: 400, body: "the body has no field book\n" });
  });

  behaves("refuses a body that is no JSON", async (proxy) => {
    expect(await proxy.send({ method: "POST", body: "book" })).toMatchObject({ status: 400 });
  });

  behaves("refuses a body that is too large", async (proxy) => {
    expect(await proxy.send({ method: "POST", body: " ".repeat(65) })).toMatchObject({ status: 413 });
  });
});

describe("the configuration of {{name}}", () => {
  it("is refused with the place of each mistake", () => {
    const host = new WasmHost({ module });
    expect(() => host.startPlugin({ mostBytes: 0 })).toThrow();
    expect(host).toHaveLogged("error", /mostBytes: expected a whole number from 1 to 1048576/);
  });
});
