import { describe, expect, it } from "@jest/globals";
import { emptyResources } from "../model/indexed-resources.js";
import { meshState } from "../serving/mesh-state.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { Translator } from "../translate.js";
import { meshView } from "./mesh-view.js";
import { workloadPlan } from "./workload-plan.js";

const manifests = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: shop }
spec:
  gatewayClassName: waymark-waypoint
  addresses: [{ type: IPAddress, value: 127.9.0.1 }]
  listeners: [{ name: mesh, port: 15008, protocol: HBONE }]
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop, labels: { istio.io/use-waypoint: waypoint } }
spec: { clusterIP: 10.96.0.1, selector: { app: reviews }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: lost, namespace: shop, labels: { istio.io/use-waypoint: nowhere } }
spec: { clusterIP: 10.96.0.2, selector: { app: reviews }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: plain, namespace: shop }
spec: { clusterIP: 10.96.0.3, selector: { app: reviews }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: reviews-a, namespace: shop, labels: { app: reviews } }
spec: { serviceAccountName: reviews, containers: [{ name: app }] }
status: { podIP: 127.9.1.1 }
`;

function viewed(): ReturnType<typeof meshView> {
  const { resources } = resourcesFromText(manifests);
  const translator = new Translator(emptyResources());
  translator.update(
    resources,
    new Set(["mesh", ...["Gateway", "Service", "Pod", "Deployment"].map((kind) => `all:${kind}`)]),
  );
  return meshView({
    state: meshState(resources, translator, []),
    proxyUrl: ({ name }) => `http://127.0.0.1:1/${name}`,
    adminUrl: () => null,
    listeners: workloadPlan(resources, {
      userWorkloads: [{ name: "shop/reviews-a", target: "http://u" }],
      isMoved: () => true,
    }).listeners,
    addresses: [],
  });
}

describe("meshView()", () => {
  it("shows for each service where its requests go, and why", () => {
    expect(viewed().services.map(({ name, ports, waypoint, because }) => [name, ports, waypoint, because])).toEqual([
      [
        "shop/lost",
        [{ port: 80, protocol: "tcp", via: "refused", refusedBecause: expect.any(String) }],
        null,
        expect.stringContaining("shop/nowhere"),
      ],
      ["shop/plain", [{ port: 80, protocol: "tcp", via: "pods" }], null, "not-labelled"],
      ["shop/reviews", [{ port: 80, protocol: "http", via: "waypoint" }], "shop/waypoint", "own-label"],
    ]);
  });

  it("shows who can send requests, and who answers them", () => {
    const { identities, workloads, waypoints } = viewed();
    const pod = { namespace: "shop", serviceAccount: "reviews", address: "127.9.1.1" };
    expect(identities).toEqual([
      {
        ...pod,
        pod: "reviews-a",
        proxyUrl: "http://127.0.0.1:1/shop/reviews-a",
        identity: "spiffe://cluster.local/ns/shop/sa/reviews",
      },
    ]);
    expect(workloads).toEqual([{ ...pod, name: "reviews-a", ports: [{ port: 8080, playedBy: "http://u" }] }]);
    expect(waypoints).toMatchObject([{ name: "shop/waypoint", hbone: "127.9.0.1:15008", adminUrl: null }]);
  });
});
