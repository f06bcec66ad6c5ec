import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { emptyResources } from "./model/indexed-resources.js";
import { kindTable } from "./model/kind-table.js";
import { keyOf, type Resource } from "./model/resource.js";
import type { ResourceChange, ResourceSet } from "./model/resource-set.js";
import { resourcesFromText } from "./sources/resources-from-text.js";
import { Translator, waypointGroup } from "./translate.js";

const bookshop = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/use-waypoint: waypoint } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: shop }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { clusterIP: 10.96.0.10, selector: { app: reviews }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { clusterIP: 10.96.0.11, selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: reviews-0, namespace: shop, labels: { app: reviews } }
spec: { serviceAccountName: reviews, containers: [{ name: app, image: x, ports: [{ containerPort: 8080 }] }] }
status: { podIP: 10.244.0.1, conditions: [{ type: Ready, status: "True" }] }
`;

const route = (path: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: reviews, namespace: shop }
spec:
  parentRefs: [{ group: "", kind: Service, name: reviews }]
  rules:
  - matches: [{ path: { type: Exact, value: ${path} } }]
    backendRefs: [{ name: reviews, port: 80 }]
`;

/** More of the rule of `route`. */
const features = `    filters:
      - { type: CORS, cors: { allowOrigins: ["*"] } }
      - { type: RequestMirror, requestMirror: { backendRef: { name: cart, port: 80 } } }
    retry: { attempts: 1 }
    sessionPersistence: { cookie: { name: basket } }
`;

const denial = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: closed, namespace: shop }
spec: { targetRefs: [{ kind: Service, group: "", name: reviews }], action: ALLOW }
`;

const routeDenial = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: closed-route, namespace: shop }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: reviews }]
  action: DENY
  rules: [{}]
`;

const pod2 = bookshop
  .slice(bookshop.indexOf("apiVersion: v1\nkind: Pod"))
  .replace("reviews-0", "reviews-1")
  .replace("10.244.0.1", "10.244.0.2");

const reviews = "inbound-vip|80|http|reviews.shop.svc.cluster.local";

describe("Translator", () => {
  it("makes the small resources of each service port of a waypoint", () => {
    const { translator } = translated(bookshop);
    const names = translator
      .resources(waypointGroup("shop/waypoint"))
      .map(({ typeUrl, name }) => `${short(typeUrl)} ${name}`);
    const cart = reviews.replace("reviews", "cart");
    expect(names).toEqual([
      "Cluster 10.96.0.10:80",
      "Cluster 10.96.0.11:80",
      "Cluster connect_originate",
      `Cluster ${cart}`,
      `Cluster ${reviews}`,
      "TypedExtensionConfig policy/connect",
      `TypedExtensionConfig policy/${cart}`,
      `TypedExtensionConfig policy/${reviews}`,
      `ClusterLoadAssignment ${cart}`,
      `ClusterLoadAssignment ${reviews}`,
      `Listener ${cart}`,
      `Listener ${reviews}`,
      `RouteConfiguration ${cart}`,
      `RouteConfiguration ${reviews}`,
    ]);
  });

  it.each([
    ["a route", route("/a"), route("/b"), `RouteConfiguration ${reviews}`],
    ["what a rule does", route("/a"), `${route("/a")}${features}`, `RouteConfiguration ${reviews}`],
    ["the first policy", "", denial, `TypedExtensionConfig policy/${reviews}`],
    ["a policy of a route", route("/a"), `${route("/a")}---${routeDenial}`, `RouteConfiguration ${reviews}`],
    ["an endpoint", "", pod2, `ClusterLoadAssignment ${reviews}`],
  ])("sends one resource to one waypoint for an edit of %s", (_, before, after, expected) => {
    const { translator, resources } = translated(`${bookshop}---\n${before}`);
    const texts = { before: `${bookshop}---\n${before}`, after: `${bookshop}---\n${after}` };
    const changes = edit(translator, resources, texts);
    expect(changes.map(({ group }) => group)).toEqual(["waypoint/shop/waypoint"]);
    expect(changes[0]?.upserts.map(({ typeUrl, name }) => `${short(typeUrl)} ${name}`)).toEqual([expected]);
    expect(changes[0]?.removals).toEqual([]);
  });

  it("gives everything again if what it gave got lost", () => {
    const { translator, resources } = translated(bookshop);
    const group = waypointGroup("shop/waypoint");
    const lost = translator.resources(group);
    translator.forgetOutput(group);
    expect(translator.update(resources, new Set())).toMatchObject([{ group, removals: [], gone: false }]);
    expect(translator.resources(group)).toEqual(lost);
    expect(translator.update(resources, new Set())).toEqual([]);
  });

  it("takes everything of a waypoint away when its Gateway goes", () => {
    const { translator, resources } = translated(bookshop);
    const changes = edit(translator, resources, {
      before: bookshop,
      after: bookshop.replace("kind: Gateway", "kind: Nothing"),
    });
    expect(changes).toMatchObject([{ group: "waypoint/shop/waypoint", gone: true }]);
    expect(translator.resources(waypointGroup("shop/waypoint"))).toEqual([]);
  });

  it("says that a WasmPlugin has no module where nobody fetches any", () => {
    const plugin = `
apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata: { name: mask, namespace: shop }
spec: { url: "file:///mask.wasm", targetRefs: [{ kind: Service, group: "", name: reviews }] }
`;
    const { translator } = translated(`${bookshop}---${plugin}`);
    expect(translator.diagnostics()).toMatchObject([{ code: "WM6004", origin: { object: "WasmPlugin shop/mask" } }]);
  });

  it("keeps the other waypoints going when one trips over a bug", () => {
    const twoWaypoints = `${bookshop}---${bookshop.replaceAll("shop", "mall").replaceAll("10.96", "10.97")}`;
    const { translator, resources } = translated(twoWaypoints);
    const next = resources.apply(puts(`${route("/a")}---${route("/a").replaceAll("shop", "mall")}`));
    const broken: ResourceSet = {
      ...next.resources,
      indexed: (index, key) => {
        if (index === "routes-by-parent" && key === "Service/shop/reviews") throw new Error("a bug");
        return next.resources.indexed(index, key);
      },
    };
    const changes = translator.update(broken, next.touched);
    expect(changes.map(({ group }) => group)).toEqual(["waypoint/mall/waypoint"]);
    expect(translator.failures.map(({ group }) => group)).toEqual(["waypoint/shop/waypoint"]);
    expect(translator.resources(waypointGroup("shop/waypoint"))).not.toEqual([]);
    const repaired = translator.update(next.resources, new Set());
    expect(repaired.map(({ group }) => group)).toEqual(["waypoint/shop/waypoint"]);
  });

  it("always equals a translation from scratch, byte for byte, with the same diagnostics", () => {
    const topics = caseManifests().map(resourcesIn);
    const mesh = fc
      .subarray(topics, { minLength: 2, maxLength: 6 })
      .map((chosen) => [...byKey(chosen.flat()).values()]);
    // Numbers of objects; a mesh has no more of them than there are here.
    const some = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(mesh, fc.array(some, { minLength: 1, maxLength: 4 }), (world, batches) => {
        const present = new Set(world);
        let resources: ResourceSet = emptyResources();
        const translator = new Translator(resources, nodeProxy);
        const apply = (changes: readonly ResourceChange[]): void => {
          const next = resources.apply(changes);
          resources = next.resources;
          translator.update(resources, next.touched);
        };
        apply(world.map((resource) => ({ kind: "put", resource })));
        for (const batch of batches) {
          const flipped = new Set(
            batch.map((number) => world[number % world.length]).filter((one) => one !== undefined),
          );
          apply([...flipped].map((resource) => flip(resource, present)));
          expect(outcome(translator)).toEqual(outcome(fromScratch([...present])));
        }
      }),
      { numRuns: 30 },
    );
  });
});

function byKey(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.map((resource) => [keyOf(resource), resource]));
}

const nodeProxy = { fronts: () => [] };

/** Takes an object away, or puts it back. */
function flip(resource: Resource, present: Set<Resource>): ResourceChange {
  if (present.delete(resource)) return { kind: "remove", key: keyOf(resource) };
  present.add(resource);
  return { kind: "put", resource };
}

function fromScratch(present: readonly Resource[]): Translator {
  const { resources, touched } = emptyResources().apply(present.map((resource) => ({ kind: "put", resource })));
  const translator = new Translator(emptyResources(), nodeProxy);
  translator.update(resources, touched);
  return translator;
}

function outcome(translator: Translator): unknown {
  return {
    resources: translator
      .groups()
      .map((group) => [
        group,
        translator.resources(group).map(({ typeUrl, name, version }) => `${typeUrl} ${name} ${version}`),
      ]),
    diagnostics: translator
      .diagnostics()
      .map(({ code, message, origin }) => `${code} ${origin?.object} ${origin?.path.join(".")} ${message}`),
  };
}

function translated(text: string): { translator: Translator; resources: ResourceSet } {
  const { resources, touched } = emptyResources().apply(puts(text));
  const translator = new Translator(emptyResources());
  translator.update(resources, touched);
  return { translator, resources };
}

function edit(translator: Translator, resources: ResourceSet, texts: { before: string; after: string }) {
  const before = new Map(resourcesIn(texts.before).map((resource) => [keyOf(resource), resource]));
  const after = new Map(resourcesIn(texts.after).map((resource) => [keyOf(resource), resource]));
  const gone = [...before.keys()].filter((key) => !after.has(key));
  const changed = [...after].filter(([key, resource]) => {
    return (
      JSON.stringify(before.get(key)?.spec) !== JSON.stringify(resource.spec) ||
      JSON.stringify(before.get(key)?.status) !== JSON.stringify(resource.status)
    );
  });
  const next = resources.apply([
    ...gone.map((key) => ({ kind: "remove" as const, key })),
    ...changed.map(([, resource]) => ({ kind: "put" as const, resource })),
  ]);
  return translator.update(next.resources, next.touched);
}

function puts(text: string): readonly ResourceChange[] {
  return resourcesIn(text).map((resource) => ({ kind: "put", resource }));
}

function resourcesIn(text: string): readonly Resource[] {
  const { resources } = resourcesFromText(text);
  return (Object.keys(kindTable) as (keyof typeof kindTable)[]).flatMap((kind): readonly Resource[] =>
    resources.all(kind),
  );
}

/** The manifests of the end-to-end cases, by topic: together they have every construction that is honoured. */
function caseManifests(): readonly string[] {
  const folder = new URL("../test/e2e/cases/", import.meta.url);
  return readdirSync(folder)
    .sort()
    .map((topic) => readFileSync(new URL(`${topic}/mesh.yaml`, folder), "utf8"));
}

function short(typeUrl: string): string {
  return typeUrl.slice(typeUrl.lastIndexOf(".") + 1);
}
