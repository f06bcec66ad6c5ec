import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { deployment, object, served, service, waypoint } from "../binding/testing/meshes.js";
import type { KeyPlace, KeySetFact } from "../model/key-set-facts.js";
import type { ResourceSet } from "../model/resource-set.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { Translator, waypointGroup } from "../translate.js";

const key = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
const jwks = (...keys: object[]) => JSON.stringify({ keys });
const place = (text: string) => text as KeyPlace;
const [there, issuer] = [place("jwks https://there.example/keys"), place("issuer https://issuer.example")];

const rule = (service: string, ...jwtRules: object[]) =>
  object("RequestAuthentication", `shop/${service}`, {
    spec: { targetRefs: [{ group: "", kind: "Service", name: service }], jwtRules },
  });

const manifests = [
  waypoint(),
  served("shop/reviews"),
  served("shop/cart", { clusterIP: "10.0.0.2" }),
  service("shop/keys", { clusterIP: "10.0.0.3" }),
  deployment("shop/keys"),
  rule("reviews", { issuer: "a", jwksUri: "https://there.example/keys" }, { issuer: "https://issuer.example" }),
  rule("cart", { issuer: "a", jwksUri: "http://keys.shop/jwks" }),
];

function world(without: readonly string[] = []): ResourceSet {
  return resourcesFromText(manifests.filter((one) => !without.some((name) => one.includes(name))).join("\n---\n"))
    .resources;
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

describe("key sets that are fetched", () => {
  it("change the policies of those who want them, and nothing else", () => {
    const resources = world();
    const translator = translated(resources);
    const steps = translator.computedSteps;
    const next = resources.withKeySets(new Map([[there, { kind: "known", text: jwks(key()) }]]));
    const changes = translator.update(next.resources, next.touched);
    expect(changes.flatMap(({ upserts }) => upserts.map(({ name }) => name))).toEqual([
      "policy/inbound-vip|80|http|reviews.shop.svc.cluster.local",
    ]);
    expect(translator.computedSteps - steps).toBeLessThanOrEqual(9);
  });

  it("that stay as they are change nothing", () => {
    const facts = new Map<KeyPlace, KeySetFact>([[there, { kind: "failed", because: "status 500" }]]);
    const { resources } = world().withKeySets(facts);
    expect(resources.withKeySets(new Map(facts)).touched).toEqual(new Set());
  });

  it("come to the same in whatever order they come", () => {
    const texts = [jwks(key()), jwks(key()), jwks(), "nonsense"];
    const fact = fc.oneof(
      fc.constant(undefined),
      fc.constant<KeySetFact>({ kind: "pending" }),
      fc
        .constantFrom<KeySetFact["kind"] & ("refused" | "failed")>("refused", "failed")
        .map((kind) => ({ kind, because: "x" })),
      fc.record({ kind: fc.constant("known" as const), text: fc.constantFrom(...texts) }),
      fc.record({ kind: fc.constant("known" as const), text: fc.constantFrom(...texts), stale: fc.constant("x") }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(there, issuer), fact), { maxLength: 12 }), (told) => {
        let resources = world();
        const translator = translated(resources);
        for (const [where, what] of told) {
          const next = resources.withKeySets(new Map([[where, what]]));
          resources = next.resources;
          translator.update(resources, next.touched);
        }
        expect(outcome(translator)).toEqual(outcome(translated(world().withKeySets(new Map(told)).resources)));
      }),
      { numRuns: 40 },
    );
  });
});

describe("key sets of a service of the mesh", () => {
  it("need its cluster, also where no route leads", () => {
    const names = translated(world())
      .resources(waypointGroup("shop/waypoint"))
      .map(({ name }) => name);
    expect(names).toContain("inbound-vip|80|http|keys.shop.svc.cluster.local");
  });

  it("go with the service", () => {
    const resources = world();
    const translator = translated(resources);
    const next = resources.apply([{ kind: "remove", key: "Service/shop/keys" as never }]);
    translator.update(next.resources, next.touched);
    expect(outcome(translator)).toEqual(outcome(translated(world(['"kind":"Service","metadata":{"name":"keys"']))));
  });
});
