import { describe, expect, it } from "@jest/globals";
import { meshOf, object, served, waypoint } from "../binding/testing/meshes.js";
import type { ModuleFact, PluginKey, PluginModule } from "../model/module-facts.js";
import { sameModuleFact } from "../model/module-facts.js";
import type { ResourceSet } from "../model/resource-set.js";
import { configurationProblems } from "./plugin-configuration.js";
import { reportPlugin } from "./plugin-findings.js";
import { lowerPlugin } from "./plugin-modules.js";

const key = "WasmPlugin/shop/mask" as PluginKey;
const schema = JSON.stringify({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["fields"],
  properties: { fields: { type: "array", items: { type: "string" } }, mode: { enum: ["a", "b"] } },
  additionalProperties: false,
});
const module: PluginModule = { digest: "d", bytes: Buffer.from("module") };

const plugin = (spec: object, more: object) =>
  object("WasmPlugin", "shop/mask", {
    ...more,
    apiVersion: "extensions.istio.io/v1alpha1",
    spec: { targetRefs: [{ group: "", kind: "Service", name: "reviews" }], url: "file:///a.wasm", ...spec },
  });

/** What is run, and what is said, if this is known of the module. */
function outcomeOf(spec: object, fact: ModuleFact, more: { readonly annotations?: Record<string, string> } = {}) {
  const mesh = meshOf(waypoint(), served("shop/reviews"), plugin(spec, more));
  const { resources } = (mesh.view as ResourceSet).withModules(new Map([[key, fact]]));
  const [wanted] = resources.all("WasmPlugin");
  if (wanted === undefined) throw new Error("no plugin");
  reportPlugin(wanted, resources, mesh.report);
  const { run, without } = lowerPlugin(wanted, resources, () => undefined);
  return { run, without, said: mesh.codes() };
}

const before = {
  module: { digest: "old", bytes: Buffer.from("old") },
  settings: { url: "x", failStrategy: "FAIL_CLOSE" },
} as const;

describe("lowerPlugin()", () => {
  it("runs what was had, with its configuration", () => {
    const spec = {
      pluginConfig: { fields: ["a"] },
      pluginName: "entry",
      failStrategy: "FAIL_RELOAD",
      vmConfig: { env: [{ name: "B", value: "2" }, { name: "A" }] },
    };
    expect(outcomeOf(spec, { kind: "known", module: { ...module, configSchema: schema } })).toEqual({
      run: {
        kind: "module",
        label: "shop.mask",
        entry: "entry",
        module: module.bytes,
        configuration: '{"fields":["a"]}',
        environment: [
          { name: "A", value: "" },
          { name: "B", value: "2" },
        ],
        afterTrap: "restart",
      },
      without: "refuse",
      said: [],
    });
  });

  it.each([
    ["true", true, []],
    ["false", undefined, []],
    ["yes", undefined, ["WM6019"]],
  ])("shows it bodies while it holds headers, if its object says so: %s", (value, shown, codes) => {
    const annotations = { "waymark.dev/hold-headers": value };
    const { run, said } = outcomeOf({}, { kind: "known", module }, { annotations });
    expect({ shown: (run as { seesBodyWhilePaused?: true }).seesBodyWhilePaused, said }).toEqual({
      shown,
      said: codes,
    });
  });

  it.each<[ModuleFact, string]>([
    [{ kind: "pending", because: "x" }, "WM6004"],
    [{ kind: "failed", because: "x" }, "WM6005"],
    [{ kind: "refused", because: "x" }, "WM6006"],
    [{ kind: "unusable", because: "x" }, "WM6007"],
  ])("runs nothing while it has no module, unless it had one before: %j", (fact, code) => {
    expect(outcomeOf({}, fact)).toEqual({ run: undefined, without: "refuse", said: [code] });
    expect(outcomeOf({ failStrategy: "FAIL_OPEN" }, fact)).toEqual({ run: undefined, without: "pass", said: [code] });
    expect(outcomeOf({}, { ...fact, before } as ModuleFact).run).toMatchObject({ module: before.module.bytes });
  });

  it("goes on with a module that could not be looked at again", () => {
    const { run, said } = outcomeOf({}, { kind: "known", module, stale: "x" });
    expect({ module: (run as { module?: unknown }).module, said }).toEqual({ module: module.bytes, said: ["WM6008"] });
  });

  it("runs nothing with a configuration that does not fit, unless it had one before", () => {
    const known = { kind: "known", module: { ...module, configSchema: schema } } as const;
    const spec = { pluginConfig: { mode: "c", other: 1 } };
    expect(outcomeOf(spec, known)).toEqual({ run: undefined, without: "refuse", said: ["WM6009"] });
    expect(outcomeOf(spec, { ...known, before }).run).toMatchObject({ module: before.module.bytes });
  });

  it("checks nothing with what is no schema, and says so", () => {
    const { run, said } = outcomeOf({}, { kind: "known", module: { ...module, configSchema: '{"type":1}' } });
    expect({ runs: run !== undefined, said }).toEqual({ runs: true, said: ["WM6015"] });
  });
});

describe("configurationProblems()", () => {
  it("says what is wrong, and where", () => {
    expect(configurationProblems({ fields: ["a", 1], mode: "c", "x/y": {} }, schema)).toEqual([
      { path: ["x/y"], message: `the plugin's configuration has no "x/y"` },
      { path: ["fields", 1], message: "fields[1] must be string" },
      { path: ["mode"], message: 'mode must be one of "a", "b"' },
    ]);
    expect(configurationProblems(undefined, schema)).toEqual([
      { path: [], message: "the configuration must have required property 'fields'" },
    ]);
  });
});

describe("sameModuleFact()", () => {
  const known: ModuleFact = { kind: "known", module };
  it("looks at what was had, not at who had it", () => {
    expect(sameModuleFact(known, { kind: "known", module: { ...module } })).toBe(true);
    expect(sameModuleFact(known, { kind: "known", module: { ...module, digest: "e" } })).toBe(false);
    expect(sameModuleFact(known, undefined)).toBe(false);
    expect(sameModuleFact({ kind: "failed", because: "a" }, { kind: "failed", because: "a", before })).toBe(false);
  });
});
