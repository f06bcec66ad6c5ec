import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { object, served, waypoint } from "../binding/testing/meshes.js";
import type { ModuleFact, PluginKey } from "../model/module-facts.js";
import type { ResourceSet } from "../model/resource-set.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { Translator, waypointGroup } from "../translate.js";

const plugin = (name: string, target: object, spec: object = {}) =>
  object("WasmPlugin", `shop/${name}`, {
    apiVersion: "extensions.istio.io/v1alpha1",
    spec: { targetRefs: [target], url: "file:///a.wasm", ...spec },
  });
const toService = (name: string) => ({ group: "", kind: "Service", name });
const toRoute = { group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: "reviews" };
const route = object("HTTPRoute", "shop/reviews", {
  spec: { parentRefs: [toService("reviews")], rules: [{ backendRefs: [{ name: "reviews", port: 80 }] }] },
});

const manifests = [
  waypoint(),
  served("shop/reviews"),
  served("shop/cart", { clusterIP: "10.0.0.2" }),
  route,
  plugin("mask", toService("reviews")),
  plugin("stamp", toRoute, { phase: "AUTHN" }),
  plugin(
    "both",
    { group: "gateway.networking.k8s.io", kind: "Gateway", name: "waypoint" },
    { failStrategy: "FAIL_OPEN" },
  ),
];
const keys = ["mask", "stamp", "both"].map((name) => `WasmPlugin/shop/${name}` as PluginKey);
const [mask = "" as PluginKey] = keys;

function world(): ResourceSet {
  return resourcesFromText(manifests.join("\n---\n")).resources;
}

function translated(resources: ResourceSet): Translator {
  const translator = new Translator(resources);
  translator.update(resources, new Set());
  expect(translator.failures).toEqual([]);
  return translator;
}

const outcome = (translator: Translator) => ({
  resources: translator.resources(waypointGroup("shop/waypoint")).map(({ name, version }) => `${name} ${version}`),
  diagnostics: translator.diagnostics().map(({ code, message }) => `${code} ${message}`),
});

const known = (digest: string): ModuleFact => ({ kind: "known", module: { digest, bytes: Buffer.from(digest) } });

describe("modules of plugins", () => {
  it("are sent once for a waypoint, whatever number of services they are for", () => {
    const resources = world();
    const translator = translated(resources);
    const steps = translator.computedSteps;
    const next = resources.withModules(new Map([[mask, known("a")]]));
    const changes = translator.update(next.resources, next.touched);
    expect(changes.flatMap(({ upserts }) => upserts.map(({ name }) => name))).toEqual(["plugin/WasmPlugin/shop/mask"]);
    expect(translator.computedSteps - steps).toBeLessThanOrEqual(8);
  });

  it("come to the same in whatever order they come and go", () => {
    const before = {
      module: { digest: "z", bytes: Buffer.from("z") },
      settings: { url: "x", failStrategy: "FAIL_CLOSE" },
    } as const;
    const fact = fc.oneof(
      fc.constant(undefined),
      fc.constantFrom(known("a"), known("b")),
      fc.constantFrom<ModuleFact>({ kind: "pending", because: "x" }, { kind: "failed", because: "x", before }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fact), { maxLength: 12 }), (told) => {
        let resources = world();
        const translator = translated(resources);
        for (const [where, what] of told) {
          const next = resources.withModules(new Map([[where, what]]));
          resources = next.resources;
          translator.update(resources, next.touched);
        }
        expect(outcome(translator)).toEqual(outcome(translated(world().withModules(new Map(told)).resources)));
      }),
      { numRuns: 40 },
    );
  });

  it("come and go with their objects", () => {
    const resources = world();
    const translator = translated(resources);
    const gone = resources.apply(keys.map((key) => ({ kind: "remove", key: key as never })));
    translator.update(gone.resources, gone.touched);
    const without = resourcesFromText(manifests.slice(0, 4).join("\n---\n")).resources;
    expect(outcome(translator)).toEqual(outcome(translated(without)));
    const back = gone.resources.apply(resources.all("WasmPlugin").map((resource) => ({ kind: "put", resource })));
    translator.update(back.resources, back.touched);
    expect(outcome(translator)).toEqual(outcome(translated(world())));
  });
});
