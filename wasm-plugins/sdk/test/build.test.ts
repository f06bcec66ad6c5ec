import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { checkedModule, readModule, withShortNames } from "../wasm-module.mjs";
import { cache, filterModule } from "./lean-host.js";

type Section = readonly [id: number, content: readonly number[]];

/** A module of sections given byte by byte. */
function moduleOf(...sections: readonly Section[]): Uint8Array {
  const parts = sections.flatMap(([id, content]) => [id, content.length, ...content]);
  return Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...parts]);
}

function text(value: string): number[] {
  return [value.length, ...Buffer.from(value)];
}

const nothingToNothing: Section = [1, [1, 0x60, 0, 0]];

function importing(module: string, name: string): Uint8Array {
  return moduleOf(nothingToNothing, [2, [1, ...text(module), ...text(name), 0, 0]]);
}

describe("checkedModule()", () => {
  it.each([
    ["abort", "it imports env.abort, which no proxy offers: compile with --use abort=waymark_abort"],
    ["seed", "it imports env.seed, which no proxy offers: use randomU64() in place of Math.random()"],
    ["Date.now", "it imports env.Date.now, which no proxy offers: use getCurrentTimeMs() in place of Date.now()"],
    ["console.log", "it imports env.console.log, which no proxy offers: use log()"],
    ["proxy_clear_route_cache", "it imports env.proxy_clear_route_cache, which no proxy offers"],
    ["proxy_done", "it imports env.proxy_done as () -> (); it is () -> (i32)"],
  ])("refuses the import of %s, and says what to do", (name, problem) => {
    expect(checkedModule(importing("env", name)).problems).toContain(problem);
  });

  it("refuses a start section", () => {
    const started = moduleOf(nothingToNothing, [3, [1, 0]], [8, [0]], [10, [1, 2, 0, 0x0b]]);
    expect(checkedModule(started).problems).toContain(
      "it has a start section, which crashes Envoy: compile with --exportStart _initialize",
    );
  });

  it("refuses a callback of the wrong type, and one that no host knows", () => {
    const exported = (name: string): Uint8Array =>
      moduleOf(nothingToNothing, [3, [1, 0]], [7, [1, ...text(name), 0, 0]], [10, [1, 2, 0, 0x0b]]);
    expect(checkedModule(exported("proxy_on_log")).problems).toContain(
      "it exports proxy_on_log as () -> (); the host wants (i32) -> ()",
    );
    expect(checkedModule(exported("proxy_on_request")).problems).toContain(
      "it exports proxy_on_request, which no host calls",
    );
  });

  it("misses the marker of the ABI, the allocator, memory and names", () => {
    expect(checkedModule(moduleOf()).problems).toHaveLength(5);
  });

  it("finds nothing wrong with what the build makes", async () => {
    expect(checkedModule(await filterModule("noop")).problems).toEqual([]);
  }, 120_000);
});

describe("readModule()", () => {
  it.each([
    ["nothing", new Uint8Array(0), "no WebAssembly module"],
    ["text", Buffer.from("hello, world"), "no WebAssembly module"],
    ["a cut-off section", moduleOf([1, [1, 0x60]]).subarray(0, 10), "cut off"],
  ])("refuses %s", (_name, bytes, words) => {
    expect(() => readModule(bytes)).toThrow(words);
  });

  it("never loops or hangs on a module that was tampered with", async () => {
    const good = await filterModule("noop");
    for (let at = 0; at < good.length; at += 7) {
      const bad = good.slice();
      bad[at] = 0xff;
      try {
        checkedModule(bad);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  }, 120_000);
});

describe("withShortNames()", () => {
  it.each([
    ["~lib/@waymark/proxy-wasm/assembly/callbacks/core/proxy_on_log", "sdk/core/proxy_on_log"],
    ["wasm-plugins/my-plugin/assembly/config/Config.from", "config/Config.from"],
    ["~lib/array/Array<wasm-plugins/a/assembly/rule/Rule>#push", "array/Array<rule/Rule>#push"],
  ])("keeps the names of functions, shortened, and drops others: %s", (name, short) => {
    const names = [1, name.length + 3, 1, 0, ...text(name)];
    const locals = [2, 4, 1, 0, 1, 0];
    const module = moduleOf([0, [...text("name"), ...names, ...locals]]);
    expect(withShortNames(module)).toEqual(moduleOf([0, [...text("name"), 1, short.length + 3, 1, 0, ...text(short)]]));
  });
});

describe("a build", () => {
  it("fails if the host would never call what a class overrides", async () => {
    const source = `
      export * from "@waymark/proxy-wasm/http-headers";
      import { Action, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";
      class Root extends RootContext {
        createHttpContext(id: u32): HttpContext { return new Filter(); }
        onTick(): void {}
      }
      class Filter extends HttpContext {
        onHttpRequestBody(size: i32, end: bool): Action { return Action.Pause; }
      }
      setRootContext((id) => new Root());`;
    const entry = join(cache, "wrong", "uncalled.ts");
    await mkdir(join(cache, "wrong"), { recursive: true });
    await writeFile(entry, source);
    await expect(filterModule("uncalled", entry)).rejects.toMatchObject({
      stderr: expect.stringMatching(
        /uncalled\.ts:6: the host never calls onTick\(\): add export \* from "@waymark\/proxy-wasm\/background"[\s\S]*onHttpRequestBody/,
      ),
    });
  }, 120_000);
});
