import { fileURLToPath } from "node:url";
import { expect } from "@jest/globals";
import { describeOnBoth } from "waymark/wasm-host/envoy";

const module = fileURLToPath(new URL("../build/{{name}}.wasm", import.meta.url));

// On the host in Node; with `npm test -- --envoy` on a real Envoy, too.
describeOnBoth("{{name}}", { plugins: [{ module }] }, (behaves) => {
  behaves("says in the response that it was there", async (proxy) => {
    const answer = await proxy.send({ path: "/" });
    expect(answer).toMatchObject({ status: 200, headers: { "x-filter": "{{name}}" } });
  });
});
