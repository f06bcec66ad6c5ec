import { describe, expect, it } from "@jest/globals";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { type WorkloadPlanOptions, workloadPlan } from "./workload-plan.js";

function planned(manifests: string, options: Partial<WorkloadPlanOptions> = {}): ReturnType<typeof workloadPlan> {
  const { resources } = resourcesFromText(manifests);
  return workloadPlan(resources, { userWorkloads: [], isMoved: () => true, ...options });
}

const reviews = `
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { selector: { app: reviews }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews-v1, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: reviews } }
  template:
    metadata: { labels: { app: reviews } }
    spec:
      serviceAccountName: reviews
      containers: [{ name: app, ports: [{ containerPort: 8080 }, { containerPort: 9090 }] }]
`;

const pod = (name: string, ip: string): string => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: reviews } }
spec: { containers: [{ name: app }] }
status: { podIP: ${ip} }
`;

const places = ({ listeners }: ReturnType<typeof workloadPlan>): readonly string[] =>
  listeners.map(({ pod: played, port, target }) => `${played.name}:${port}${target ? ` ${target}` : ""}`);

describe("workloadPlan()", () => {
  it("plays every port that a container declares or a service sends to, once", () => {
    expect(places(planned(reviews))).toEqual([
      "reviews-v1-0:8080",
      "reviews-v1-0:9090",
      "reviews-v1-1:8080",
      "reviews-v1-1:9090",
    ]);
  });

  it.each([
    ["MESH_INTERNAL", ["127.1.1.1:80"]],
    ["MESH_EXTERNAL", []],
  ])("plays what a service entry has in the mesh, and nothing of the world outside: %s", (location, expected) => {
    const entry = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: api, namespace: shop }
spec:
  hosts: [api.example]
  location: ${location}
  resolution: DNS
  ports: [{ number: 80, name: http }]
  endpoints: [{ address: 127.1.1.1 }, { address: a.example }]
`;
    expect(places(planned(entry))).toEqual(expected);
  });

  it("knows whom it plays", () => {
    expect(planned(reviews).listeners[0]?.pod).toEqual({
      name: "reviews-v1-0",
      namespace: "shop",
      serviceAccount: "reviews",
      service: "reviews",
      labels: { app: "reviews" },
    });
  });

  it.each([
    ["name: tcp, port: 9000", "tcp"],
    ["name: main, port: 3306", "tcp"],
    ["appProtocol: http, port: 3306", "auto"],
    ["name: main, port: 9000", "auto"],
  ])("speaks first on a port only if it is known to be TCP: { %s }", (port, protocol) => {
    const { listeners } = planned(`
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: reviews }, ports: [{ ${port}, targetPort: 7000 }] }
${pod("db", "127.9.1.1")}`);
    expect(listeners.map((listener) => listener.protocol)).toEqual([protocol]);
  });

  it.each([
    ["shop/reviews-v1-1", ["reviews-v1-1:8080 u", "reviews-v1-1:9090 u"]],
    ["shop/reviews-v1", ["reviews-v1-0:8080 u", "reviews-v1-0:9090 u", "reviews-v1-1:8080 u", "reviews-v1-1:9090 u"]],
    ["shop/reviews", ["reviews-v1-0:8080 u", "reviews-v1-0:9090 u", "reviews-v1-1:8080 u", "reviews-v1-1:9090 u"]],
  ])("lets the user's process play %s", (name, expected) => {
    const plan = planned(reviews, { userWorkloads: [{ name, target: "u" }] });
    expect(places(plan).filter((place) => place.endsWith(" u"))).toEqual(expected);
    expect(plan.diagnostics).toEqual([]);
  });

  it("prefers the more particular of two processes", () => {
    const userWorkloads = [
      { name: "shop/reviews-v1-0", target: "pod" },
      { name: "shop/reviews", target: "service" },
    ];
    expect(places(planned(reviews, { userWorkloads }))).toEqual([
      "reviews-v1-0:8080 pod",
      "reviews-v1-0:9090 pod",
      "reviews-v1-1:8080 service",
      "reviews-v1-1:9090 service",
    ]);
  });

  it("says so when a process of the user's plays nobody", () => {
    const { diagnostics } = planned(reviews, { userWorkloads: [{ name: "shop/ratings", target: "u" }] });
    expect(diagnostics).toMatchObject([{ code: "WM7504", message: expect.stringContaining("shop/ratings") }]);
  });

  it("gives an address that two pods have to the first by name, and says so at the other", () => {
    const manifests = `${reviews}${pod("b", "127.9.1.1")}${pod("a", "127.9.1.1")}`;
    const plan = planned(manifests);
    expect(places(plan).filter((place) => /^[ab]:/.test(place))).toEqual(["a:8080"]);
    expect(plan.diagnostics).toMatchObject([{ code: "WM7503", origin: { object: "Pod shop/b" } }]);
  });

  it("plays places outside of the mesh if they were moved here, and leaves those that run here anyway", () => {
    const slice = `
apiVersion: v1
kind: Service
metadata: { name: legacy, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: legacy, namespace: shop, labels: { kubernetes.io/service-name: legacy } }
addressType: IPv4
endpoints: [{ addresses: [127.1.1.1] }, { addresses: [127.0.0.1] }]
ports: [{ name: http, port: 3000 }]
`;
    const plan = planned(slice, { isMoved: (address) => address === "127.1.1.1" });
    expect(plan.listeners.map(({ address, port }) => `${address}:${port}`)).toEqual(["127.1.1.1:3000"]);
  });
});
