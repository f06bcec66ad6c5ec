import { beforeAll, describe, expect, it } from "@jest/globals";
import { readModule } from "../wasm-module.mjs";
import { filterModule, LeanHost } from "./lean-host.js";

const utf8 = new TextEncoder();
const modules = new Map<string, Uint8Array<ArrayBuffer>>();

beforeAll(async () => {
  for (const name of ["noop", "add-header", "kitchen-sink"]) modules.set(name, await filterModule(name));
}, 300_000);

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  return modules.get(name) ?? new Uint8Array(0);
}

function started(name: string, configuration = ""): LeanHost {
  const host = new LeanHost(bytesOf(name), configuration);
  host.configure();
  return host;
}

describe("a built filter", () => {
  it.each([
    ["noop", 10_000],
    ["add-header", 12_000],
  ])("stays small: %s", (name, most) => {
    expect(bytesOf(name).length).toBeLessThanOrEqual(most);
  });

  it("exports the callbacks of its entry point only", () => {
    const names = readModule(bytesOf("noop")).exports.map((it) => it.name);
    expect(names.sort()).toEqual([
      "_initialize",
      "memory",
      "proxy_abi_version_0_2_1",
      "proxy_on_configure",
      "proxy_on_context_create",
      "proxy_on_delete",
      "proxy_on_memory_allocate",
      "proxy_on_request_headers",
      "proxy_on_response_headers",
      "proxy_on_vm_start",
    ]);
  });

  it("asks the host for nothing it does not use", () => {
    const imports = readModule(bytesOf("noop")).imports.map((it) => it.name);
    expect(imports).toEqual(["proxy_log"]);
  });
});

describe("a filter at work", () => {
  it("sets headers both ways", () => {
    const host = started("add-header");
    host.stream();
    const value = utf8.encode("by-wasm");
    expect([host.requestHeaders.get("x-added"), host.responseHeaders.get("x-added")]).toEqual([value, value]);
  });

  it("hands on bytes that are no text as they are", () => {
    const host = started("kitchen-sink");
    const raw = Uint8Array.of(0x76, 0xc0, 0xa7, 0xff);
    host.requestHeaders.set("x-do", utf8.encode("exact-bytes"));
    host.requestHeaders.set(":path", utf8.encode("/"));
    host.requestHeaders.set("x-raw", raw);
    host.stream();
    expect(host.requestHeaders.get("x-copied")).toEqual(raw);
    expect(host.requestHeaders.get("x-is-text")).toEqual(utf8.encode("no"));
  });

  it("reads, writes and removes headers of all sizes", () => {
    const host = started("kitchen-sink");
    for (const [name, value] of Object.entries({
      "x-do": "headers",
      ":path": "/",
      "x-in-a": "é",
      "x-in-secret": "s",
      "x-in-empty": "",
      "x-twice": "1",
    })) {
      host.requestHeaders.set(name, utf8.encode(value));
    }
    host.stream();
    const after = Object.fromEntries([...host.requestHeaders].map(([k, v]) => [k, new TextDecoder().decode(v)]));
    expect(after).toMatchObject({
      "x-seen": "x-in-a=é;x-in-secret=s;x-in-empty=;twice:1",
      "x-twice": "wörld",
      "x-missing": "null",
      "x-empty": "empty",
      "x-long": "0123456789".repeat(300),
    });
    expect(after).not.toHaveProperty("x-in-secret");
  });

  it("says by file and line where it trapped", () => {
    const host = started("kitchen-sink");
    host.requestHeaders.set("x-do", utf8.encode("trap"));
    host.requestHeaders.set(":path", utf8.encode("/"));
    expect(() => host.stream()).toThrow(WebAssembly.RuntimeError);
    expect(host.logs.at(-1)).toMatch(/^trapped on purpose at wasm-plugins\/sdk\/test\/assembly\/kitchen-sink\.ts:\d+$/);
  });

  it("refuses its configuration with every mistake in the log", () => {
    const host = new LeanHost(bytesOf("kitchen-sink"), '{"tickMs":-1,"clutser":"x"}');
    expect(host.configure()).toBe(false);
    expect(host.logs).toEqual([
      "vm started",
      "configuration refused: tickMs: expected a whole number from 0 to 60000, got the number -1",
      "configuration refused: clutser: there is no such field",
    ]);
  });

  it("keeps hundreds of streams apart, in whatever order they end", () => {
    const host = started("kitchen-sink");
    const ids = Array.from({ length: 500 }, (_, index) => 1000 + index * 3);
    host.requestHeaders.set(":path", utf8.encode("/"));
    for (const id of ids) {
      host.call("proxy_on_context_create", id, 1);
      host.requestHeaders.set("x-do", utf8.encode(id % 2 === 0 ? "request-body" : "other"));
      host.call("proxy_on_request_headers", id, 2, 0);
    }
    // Only those that asked for their body hold it.
    const held = ids.map((id) => host.call("proxy_on_request_body", id, 0, 0));
    expect(held).toEqual(ids.map((id) => (id % 2 === 0 ? 1 : 0)));
    const shuffled = [...ids].sort((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009));
    for (const [index, id] of shuffled.entries()) {
      host.call("proxy_on_delete", id);
      const next = shuffled[index + 1];
      if (next !== undefined) {
        expect(host.call("proxy_on_request_body", next, 0, 0)).toBe(next % 2 === 0 ? 1 : 0);
      }
    }
    expect(host.call("proxy_on_request_body", ids[0] ?? 0, 0, 0)).toBe(0);
  });
});

describe("memory", () => {
  it("is flat over 50,000 requests with headers, a body and a local reply", () => {
    const host = started("kitchen-sink");
    host.requestHeaders.set(":path", utf8.encode("/"));
    host.requestHeaders.set("x-in-a", utf8.encode("é".repeat(700)));
    const pieces = [new Uint8Array(4096).fill(97)];
    const kinds = ["headers", "local", "shared", "request-body-size", "none"].map((it) => utf8.encode(it));
    const run = (times: number): void => {
      for (let i = 0; i < times; i++) {
        host.requestHeaders.set("x-do", kinds[i % kinds.length] ?? utf8.encode(""));
        host.stream({ pieces });
        host.logs.length = 0;
        host.replies.length = 0;
      }
    };
    run(2_000);
    const settled = { pages: host.pages, objects: host.call("live_objects") };
    run(48_000);
    expect({ pages: host.pages, objects: host.call("live_objects") }).toEqual(settled);
    expect(settled.pages).toBeLessThan(16);
  }, 120_000);
});
