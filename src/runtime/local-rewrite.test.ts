import { describe, expect, it } from "@jest/globals";
import type { Kind, Resource } from "../model/resource.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { localRewrite } from "./local-rewrite.js";

function moved<K extends Kind>(kind: K, manifest: string): Resource<K> {
  const [resource] = resourcesFromText(manifest).resources.all(kind);
  if (resource === undefined) throw new Error("the manifest was not accepted");
  return localRewrite().rewrite(resource) as Resource<K>;
}

const policy = (source: string): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: p, namespace: shop }
spec:
  rules: [${source}]
`;

describe("localRewrite()", () => {
  it("moves a pod, by its status or by the annotation", () => {
    const pod = moved(
      "Pod",
      `
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop, annotations: { waymark.dev/address: 10.1.2.3 } }
spec: { containers: [{ name: app }] }
status: { podIP: 10.244.1.7, podIPs: [{ ip: 10.244.1.7 }, { ip: "fd00::7" }], phase: Running }
`,
    );
    expect(pod.metadata.annotations).toEqual({ "waymark.dev/address": "127.1.2.3" });
    expect(pod.status).toMatchObject({ podIP: "127.244.1.7", phase: "Running" });
    expect(pod.status).toMatchObject({ podIPs: [{ ip: "127.244.1.7" }, { ip: expect.stringMatching(/^127\./) }] });
  });

  it.each([
    ["MESH_INTERNAL", ["127.244.1.7", "a.example"]],
    ["MESH_EXTERNAL", ["10.244.1.7", "a.example"]],
  ])("moves the endpoints of a service entry that are of the mesh: %s", (location, expected) => {
    const { spec } = moved(
      "ServiceEntry",
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: s, namespace: shop }
spec:
  hosts: [a.example]
  location: ${location}
  resolution: DNS
  addresses: [10.0.0.9]
  endpoints: [{ address: 10.244.1.7 }, { address: a.example }]
`,
    );
    expect(spec.endpoints?.map(({ address }) => address)).toEqual(expected);
    expect(spec.addresses).toEqual(["10.0.0.9"]);
  });

  it("moves workload entries", () => {
    const entry = `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: vm, namespace: shop }
spec: { address: 10.244.1.7 }
`;
    expect(moved("WorkloadEntry", entry).spec.address).toBe("127.244.1.7");
  });

  it("moves the endpoints of a slice, which are then all IPv4", () => {
    const { spec } = moved(
      "EndpointSlice",
      `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: s, namespace: shop, labels: { kubernetes.io/service-name: reviews } }
addressType: IPv6
endpoints: [{ addresses: ["fd00::7"] }]
ports: [{ name: http, port: 80 }]
`,
    );
    expect(spec).toMatchObject({ addressType: "IPv4", endpoints: [{ addresses: [expect.stringMatching(/^127\./)] }] });
  });

  it("moves the waypoint, wherever its address is said", () => {
    const gateway = moved(
      "Gateway",
      `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: shop }
spec:
  gatewayClassName: istio-waypoint
  addresses: [{ type: IPAddress, value: 10.3.4.5 }]
  listeners: [{ name: mesh, port: 15008, protocol: HBONE }]
status: { addresses: [{ type: IPAddress, value: 10.3.4.6 }, { type: Hostname, value: example.com }] }
`,
    );
    expect(gateway.spec.addresses).toEqual([{ type: "IPAddress", value: "127.3.4.5" }]);
    expect(gateway.status).toEqual({
      addresses: [
        { type: "IPAddress", value: "127.3.4.6" },
        { type: "Hostname", value: "example.com" },
      ],
    });
  });

  it.each([
    ['{ from: [{ source: { ipBlocks: ["10.1.0.0/16"] } }] }', "127.1.0.0/16"],
    ['{ from: [{ source: { notIpBlocks: ["10.1.0.0/16"] } }] }', "127.1.0.0/16"],
    ['{ when: [{ key: source.ip, values: ["10.1.2.3"] }] }', "127.1.2.3"],
    ['{ when: [{ key: source.ip, notValues: ["10.1.2.3"] }] }', "127.1.2.3"],
  ])("moves the addresses of pods in a policy: %s", (rule, local) => {
    const text = JSON.stringify(moved("AuthorizationPolicy", policy(rule)).spec);
    expect(text).toContain(`["${local}"]`);
  });

  it("lets a policy on forwarded addresses speak of both: what clients forward is not moved, pods are", () => {
    const rule = '{ from: [{ source: { remoteIpBlocks: ["203.0.113.0/24"] } }] }';
    expect(moved("AuthorizationPolicy", policy(rule)).spec.rules[0]?.from).toEqual([
      { source: { remoteIpBlocks: ["203.0.113.0/24", "127.254.113.0/24"] } },
    ]);
  });

  it("leaves alone what has no addresses of pods, virtual addresses of services above all", () => {
    const manifest = `
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { clusterIP: 10.96.0.10, ports: [{ port: 80 }] }
`;
    const [service] = resourcesFromText(manifest).resources.all("Service");
    expect(localRewrite().rewrite(service as Resource)).toBe(service);
  });

  it("remembers what it moved, as far as it is still in use", () => {
    const addresses = localRewrite();
    const pods = resourcesFromText(`
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Pod, metadata: { name: a, namespace: shop }, spec: { containers: [{ name: app }] }, status: { podIP: 10.1.1.1 } }
  - { apiVersion: v1, kind: Pod, metadata: { name: b, namespace: shop }, spec: { containers: [{ name: app }] }, status: { podIP: 127.9.9.9 } }
`).resources.all("Pod");
    for (const pod of pods) addresses.rewrite(pod);
    expect(addresses.mappings()).toEqual([{ from: "10.1.1.1", to: "127.1.1.1" }]);
    expect(addresses.mappings(new Set(["127.9.9.9"]))).toEqual([]);
  });
});
