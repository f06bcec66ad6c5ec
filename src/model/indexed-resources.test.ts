import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { emptyResources, resourceSetOf } from "./indexed-resources.js";
import { indexTable } from "./indexes.js";
import { defaultMesh } from "./mesh-configuration.js";
import { readResource } from "./read-resource.js";
import type { Kind, Resource, ResourceKey } from "./resource.js";
import { keyOf } from "./resource.js";
import type { Dependency, IndexName, ResourceChange, ResourceSet } from "./resource-set.js";
import { dependency } from "./resource-set.js";

const names = ["a", "b", "reviews"];
const namespaces = ["ns1", "ns2"];
const kinds: readonly Kind[] = ["HTTPRoute", "AuthorizationPolicy", "EndpointSlice", "Service", "MeshConfig"];

/** An object as a user would write it; `variant` decides what it refers to. */
function anObject(kind: Kind, id: { namespace: string; name: string }, variant: number): Resource {
  const target = { group: "", kind: "Service", name: names[variant % names.length] };
  const specs: Partial<Record<Kind, object>> = {
    HTTPRoute: {
      spec: {
        parentRefs:
          variant === 0
            ? []
            : [
                { ...target, port: 1 },
                { ...target, port: 2 },
              ],
      },
    },
    AuthorizationPolicy: { spec: variant === 0 ? {} : { targetRefs: [target] } },
    EndpointSlice: { addressType: "IPv4" },
    Service: { spec: { ports: [{ port: 80 + variant }] } },
    MeshConfig: { spec: variant === 0 ? {} : { trustDomain: `td-${variant}` } },
  };
  const apiVersions: Partial<Record<Kind, string>> = {
    HTTPRoute: "gateway.networking.k8s.io/v1",
    AuthorizationPolicy: "security.istio.io/v1",
    EndpointSlice: "discovery.k8s.io/v1",
    Service: "v1",
    MeshConfig: "waymark.dev/v1alpha1",
  };
  const labels = { "kubernetes.io/service-name": names[variant % names.length] };
  const raw = { apiVersion: apiVersions[kind], kind, metadata: { ...id, labels }, ...specs[kind] };
  const outcome = readResource(raw, undefined, () => {});
  if (outcome.kind !== "resource") throw new Error(`the test wrote a ${kind} that is not accepted`);
  return outcome.resource;
}

const change: fc.Arbitrary<ResourceChange> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    namespace: fc.constantFrom(...namespaces),
    name: fc.constantFrom(...names),
    variant: fc.nat(3),
    removed: fc.boolean(),
  })
  .map(({ kind, namespace, name, variant, removed }) => {
    const resource = anObject(kind, { namespace, name }, variant);
    return removed ? { kind: "remove", key: keyOf(resource) } : { kind: "put", resource };
  });

/** The answer of every look-up that could differ, by the name of its dependency. */
function answers(set: ResourceSet): ReadonlyMap<Dependency, unknown> {
  const found = new Map<Dependency, unknown>([[dependency.mesh, set.mesh]]);
  for (const kind of kinds) {
    found.set(dependency.all(kind), set.all(kind));
    found.set(dependency.names(kind), set.names(kind).join());
    for (const namespace of ["", ...namespaces]) {
      for (const name of names) {
        found.set(dependency.object(kind, namespace, name), set.object(kind, namespace, name));
      }
    }
  }
  const keys = namespaces.flatMap((ns) => [ns, ...names.flatMap((name) => [`${ns}/${name}`, `Service/${ns}/${name}`])]);
  for (const index of Object.keys(indexTable) as IndexName[]) {
    for (const key of keys) found.set(dependency.indexed(index, key), set.indexed(index, key));
  }
  return found;
}

const batches = fc.array(fc.array(change, { maxLength: 24 }), { maxLength: 8 });

describe("a resource set after any sequence of changes", () => {
  it("answers every look-up as a set that was made of its objects at once", () => {
    fc.assert(
      fc.property(batches, (steps) => {
        const last = new Map<ResourceKey, Resource>();
        let set = emptyResources();
        for (const step of steps) {
          set = set.apply(step).resources;
          for (const each of step) {
            if (each.kind === "put") last.set(keyOf(each.resource), each.resource);
            else last.delete(each.key);
          }
        }
        const expected = answers(resourceSetOf(last.values()));
        const different = Array.from(answers(set)).filter(
          ([name, answer]) => !isDeepStrictEqual(answer, expected.get(name)),
        );
        expect({ size: set.size, different }).toEqual({ size: last.size, different: [] });
      }),
      { numRuns: 40 },
    );
  });

  it("names exactly the look-ups whose answers differ", () => {
    fc.assert(
      fc.property(batches, (steps) => {
        let set = emptyResources();
        const wrong: Dependency[] = [];
        for (const step of steps) {
          const before = answers(set);
          const { resources, touched } = set.apply(step);
          set = resources;
          for (const [name, answer] of answers(set)) {
            if ((answer !== before.get(name)) !== touched.has(name)) wrong.push(name);
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("leaves the set before it as it was", () => {
    const service = anObject("Service", { namespace: "ns1", name: "a" }, 0);
    const before = resourceSetOf([service]);
    before.apply([{ kind: "remove", key: keyOf(service) }]);
    expect(before.object("Service", "ns1", "a")).toBe(service);
    expect(before.all("Service")).toEqual([service]);
  });
});

describe("a resource set", () => {
  it("is the same set after changes that change nothing", () => {
    const service = anObject("Service", { namespace: "ns1", name: "a" }, 0);
    const set = resourceSetOf([service]);
    const { resources, touched } = set.apply([
      { kind: "put", resource: service },
      { kind: "remove", key: "Service/ns1/absent" },
    ]);
    expect(resources).toBe(set);
    expect(touched.size).toBe(0);
  });

  it("finds a policy for a GatewayClass without a namespace, and its own namespace for any other target", () => {
    const raw = (target: object) => ({
      apiVersion: "security.istio.io/v1",
      kind: "AuthorizationPolicy",
      metadata: { name: "p", namespace: "istio-system" },
      spec: { targetRefs: [target] },
    });
    const keyOfTarget = (target: object): readonly string[] => {
      const outcome = readResource(raw(target), undefined, () => {});
      return outcome.kind === "resource"
        ? indexTable["policies-by-target"].keys(outcome.resource as Resource<"AuthorizationPolicy">)
        : [];
    };
    expect(keyOfTarget({ kind: "GatewayClass", name: "istio-waypoint" })).toEqual(["GatewayClass//istio-waypoint"]);
    expect(keyOfTarget({ kind: "Gateway", name: "waypoint" })).toEqual(["Gateway/istio-system/waypoint"]);
  });

  it("keeps the mesh configuration when a MeshConfig object changes without saying anything else", () => {
    const config = anObject("MeshConfig", { namespace: "", name: "mesh" }, 2);
    const { touched } = resourceSetOf([config]).apply([{ kind: "put", resource: { ...config } }]);
    expect(touched).toEqual(new Set(["object:MeshConfig//mesh", "all:MeshConfig"]));
  });

  it("takes its mesh configuration from MeshConfig objects, over the one it was given", () => {
    const { resources } = emptyResources().withMesh({ ...defaultMesh, rootNamespace: "root" });
    const config = anObject("MeshConfig", { namespace: "", name: "mesh" }, 2);
    const configured = resources.apply([{ kind: "put", resource: config }]).resources;
    expect(configured.mesh).toEqual({ ...defaultMesh, rootNamespace: "root", trustDomain: "td-2" });
    expect(configured.apply([{ kind: "remove", key: keyOf(config) }]).resources.mesh.trustDomain).toBe("cluster.local");
  });
});
