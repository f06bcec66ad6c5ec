import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { type Documented, sdkApi } from "../../../scripts/sdk-api.mjs";
import { sdkPage } from "../../../scripts/sdk-page.mjs";

const sdk = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = sdkApi(sdk);
const all: readonly Documented[] = modules.flatMap(({ exports }) =>
  // The values of an enum are the ABI's own numbers: their names say it.
  exports.flatMap((it) => (it.kind === "enum" ? [it] : [it, ...it.members])),
);

/** Called on the way to others: an author never has to think of it. */
const inner = ["proxy_set_effective_context"];

describe("the documentation of the SDK", () => {
  it("has a comment for every export and every public member", () => {
    expect(all.filter(({ doc }) => doc === "").map(({ name }) => name)).toEqual([]);
  });

  it("names the functions of the ABI behind it, as far as there are any", () => {
    const unnamed = all.flatMap(({ name, doc, abi }) =>
      abi.filter((it) => !doc.includes(it)).map((it) => `${name}: ${it}`),
    );
    expect(unnamed).toEqual([]);
  });

  it("finds those functions through helpers, from callbacks, and nowhere else", () => {
    const abiOf = (name: string): readonly string[] | undefined => all.find((it) => it.name === name)?.abi;
    expect(abiOf("HttpContext.setHttpRequestHeader")).toEqual([
      "proxy_remove_header_map_value",
      "proxy_replace_header_map_value",
    ]);
    expect(abiOf("Context.onGrpcCallResponse")).toEqual(["proxy_on_grpc_close", "proxy_on_grpc_receive"]);
    expect(abiOf("Context.onDelete")).toEqual(["proxy_on_delete"]);
    expect(abiOf("Bytes.slice")).toEqual([]);
  });

  it("covers all of the ABI that the SDK declares", () => {
    const declared = [...readFileSync(join(sdk, "assembly/abi.ts"), "utf8").matchAll(/declare function (\w+)/g)];
    const behind = new Set(all.flatMap(({ abi }) => abi));
    expect(declared.map(([, name]) => name ?? "").filter((name) => !behind.has(name))).toEqual(inner);
  });

  it("is what docs/wasm/api.md says (npm run docs)", () => {
    expect(readFileSync(join(sdk, "../../docs/wasm/api.md"), "utf8")).toBe(sdkPage(modules));
  });
});
