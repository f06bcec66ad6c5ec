import { describe, expect, it } from "@jest/globals";
import { automaticAddress } from "../model/addresses.js";
import { deployment, meshOf, object } from "./testing/meshes.js";
import { isInMesh, workloadNamed, workloadNamespaces, workloadsIn } from "./workloads.js";

const pod = (name: string, body: object = {}, spec: object = {}) =>
  object("Pod", name, { spec: { containers: [{ name: "app" }], ...spec }, ...body });

describe("workloadsIn()", () => {
  it("plays a deployment by as many pods as it has replicas", () => {
    const { view } = meshOf(deployment("shop/reviews", { replicas: 2 }), deployment("other/x"));
    expect(workloadsIn("shop", view)).toMatchObject([
      { namespace: "shop", name: "reviews-0", serviceAccount: "reviews", labels: { app: "reviews" }, ready: true },
      {
        namespace: "shop",
        name: "reviews-1",
        serviceAccount: "reviews",
        ports: [{ name: "web", containerPort: 8080 }],
      },
    ]);
  });

  it("gives a pod nobody named an identity the account `default`", () => {
    const { view } = meshOf(pod("shop/a"));
    expect(workloadsIn("shop", view)).toMatchObject([{ serviceAccount: "default" }]);
  });

  it("lists pods by name, a declared one in place of a played one of the same name", () => {
    const { view } = meshOf(deployment("shop/a", { replicas: 2 }), pod("shop/a-1", { status: { podIP: "10.1.0.9" } }));
    expect(workloadsIn("shop", view).map(({ name, address }) => `${name} ${address}`)).toEqual([
      `a-0 ${automaticAddress("pod", "shop/a-0", "first")}`,
      "a-1 10.1.0.9",
    ]);
  });

  it("prefers the address of the annotation to that of the status", () => {
    const { view } = meshOf(
      pod("shop/a", { annotations: { "waymark.dev/address": "127.3.0.4" }, status: { podIP: "10.1.0.9" } }),
    );
    expect(workloadsIn("shop", view)).toMatchObject([{ address: "127.3.0.4" }]);
  });

  it.each([
    ["Succeeded", 0],
    ["Failed", 0],
    ["Running", 1],
  ])("counts a pod in phase %s as %d", (phase, count) => {
    expect(workloadsIn("shop", meshOf(pod("shop/a", { status: { phase } })).view)).toHaveLength(count);
  });

  it("gives every pod of a large mesh an address of its own on the loopback network", () => {
    const { view } = meshOf(...["a", "b", "c", "d"].map((name) => deployment(`${name}/x`, { replicas: 1000 })));
    const addresses = workloadNamespaces(view).flatMap((name) => workloadsIn(name, view).map(({ address }) => address));
    expect(addresses).toHaveLength(4000);
    expect(new Set(addresses).size).toBe(4000);
    // Without second choices two of them would share one, or the test would prove nothing.
    const first = ["a", "b", "c", "d"].flatMap((name) =>
      Array.from({ length: 1000 }, (_, index) => automaticAddress("pod", `${name}/x-${index}`, "first")),
    );
    expect(new Set(first).size).toBeLessThan(4000);
    expect(
      addresses.filter((address) => !/^127\.\d+\.\d+\.([1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])$/.test(address)),
    ).toEqual([]);
  });

  it("leaves an address to the pod that declares it", () => {
    const automatic = automaticAddress("pod", "shop/a", "first");
    const { view } = meshOf(pod("shop/a"), pod("shop/b", { status: { podIP: automatic } }));
    expect(workloadsIn("shop", view).map(({ address }) => address)).toEqual([
      automaticAddress("pod", "shop/a", "second"),
      automatic,
    ]);
  });
});

describe("workloadNamed()", () => {
  const { view } = meshOf(deployment("shop/reviews", { replicas: 2 }), pod("shop/a"));
  it.each([
    ["a", "a"],
    ["reviews-1", "reviews-1"],
    ["reviews-2", undefined],
    ["reviews", undefined],
    ["gone", undefined],
  ])("finds %s as %s", (name, found) => {
    expect(workloadNamed("shop", name, view)?.name).toBe(found);
  });
});

describe("isInMesh()", () => {
  const out = { "istio.io/dataplane-mode": "none" };
  const outside = object("Namespace", "shop", { labels: out });
  it.each([
    ["an ordinary pod", [pod("shop/a")], true],
    ["a pod with the network of its node", [pod("shop/a", {}, { hostNetwork: true })], false],
    ["a pod that opts out", [pod("shop/a", { labels: out })], false],
    ["a pod whose namespace opts out", [outside, pod("shop/a")], false],
    [
      "a pod that opts in where its namespace opts out",
      [outside, pod("shop/a", { labels: { "istio.io/dataplane-mode": "ambient" } })],
      true,
    ],
  ])("%s: %p", (_what, manifests, expected) => {
    const { view } = meshOf(...manifests);
    expect(workloadsIn("shop", view).map((workload) => isInMesh(workload, view))).toEqual([expected]);
  });
});
