import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { WasmHost } from "waymark/wasm-host";
import { describeOnBoth } from "waymark/wasm-host/envoy";
import "waymark/wasm-host/jest";

const module = fileURLToPath(new URL("../build/{{name}}.wasm", import.meta.url));
const configuration = { required: "x-team", headers: [{ name: "x-stage", value: "test" }], tells: true };

// On the host in Node; with `npm test -- --envoy` on a real Envoy, too.
describeOnBoth("{{name}}", { plugins: [{ module, configuration }] }, (behaves) => {
  behaves("sets the headers of its configuration, whatever the client sent", async (proxy) => {
    const sent = [
      ["x-team", "blue"],
      ["x-stage", "made up"],
    ];
    const answer = await proxy.send({ headers: sent });
    expect(answer).toMatchObject({ status: 200, headers: { "x-filter": "{{name}}" } });
    expect(answer.upstream.headers).toMatchObject({ "x-team": "blue", "x-stage": "test" });
  });

  behaves("refuses requests without the header that must be there", async (proxy) => {
    const answer = await proxy.send();
    expect(answer).toMatchObject({ status: 400, body: "the header x-team is missing\n" });
    expect(answer.upstream).toBeUndefined();
  });
});

describe("the configuration of {{name}}", () => {
  it("may be left out", () => {
    const host = new WasmHost({ module });
    host.startPlugin();
    const stream = host.openStream();
    stream.requestHeaders({ ":path": "/" });
    expect(stream).toHaveReachedUpstream();
  });

  it("is refused with the place of each mistake", () => {
    const host = new WasmHost({ module });
    expect(() => host.startPlugin({ headers: [{ value: "1" }], tell: true })).toThrow();
    expect(host).toHaveLogged(
      "error",
      "configuration refused: headers[0].name: expected a text that is not empty, got nothing",
    );
    expect(host).toHaveLogged("error", "configuration refused: tell: there is no such field");
  });
});
