import { describe, expect, it } from "@jest/globals";
import { emptyResources } from "../model/indexed-resources.js";
import type { ResourceChange } from "../model/resource-set.js";
import { ControlPlaneBootstraps } from "../serving/bootstraps.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { Translator, waypointGroup } from "../translate.js";
import { configurationOf, staticConfigurationOf } from "./generated-configuration.js";

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
spec: { clusterIP: 10.96.0.1, selector: { app: reviews }, ports: [{ name: http, port: 80 }] }
`;

function translated(): Translator {
  const found = resourcesFromText(manifests).resources;
  const kinds = ["Gateway", "Service"] as const;
  const puts = kinds.flatMap((kind) => found.all(kind)).map((resource): ResourceChange => ({ kind: "put", resource }));
  const { resources, touched } = emptyResources().apply(puts);
  const translator = new Translator(emptyResources());
  translator.update(resources, touched);
  return translator;
}

const resources = translated().resources(waypointGroup("shop/waypoint"));
const reviews = "inbound-vip|80|http|reviews.shop.svc.cluster.local";

describe("configurationOf()", () => {
  it("shows the resources of a waypoint by type", () => {
    expect(configurationOf("shop/waypoint", resources, [])).toMatchObject({
      waypoint: "shop/waypoint",
      clusters: expect.arrayContaining([expect.objectContaining({ name: "10.96.0.1:80" })]),
      endpoints: [{ cluster_name: reviews }],
      listeners: [{ name: reviews }],
      routes: [{ name: reviews }],
      extensions: expect.arrayContaining([expect.objectContaining({ name: `policy/${reviews}` })]),
    });
  });

  it("shows only the types asked for", () => {
    expect(Object.keys(configurationOf("w", resources, ["rds", "eds"]) as object)).toEqual([
      "waypoint",
      "endpoints",
      "routes",
    ]);
  });
});

describe("staticConfigurationOf()", () => {
  it("needs no control plane: everything is in it, the certificates as placeholders", async () => {
    const site = {
      xds: { address: "127.0.0.1", port: 1 },
      admin: { address: "127.0.0.1", port: 0 },
      translator: translated(),
    };
    const bootstrap = (await ControlPlaneBootstraps.read()).bootstrapOf({ waypoint: "shop/waypoint" }, site);
    const whole = staticConfigurationOf(JSON.parse(bootstrap), resources, ["cluster.local"]);
    expect(whole).not.toHaveProperty("dynamic_resources");
    expect(whole).toHaveProperty("static_resources.secrets", [
      expect.objectContaining({ name: "default" }),
      expect.objectContaining({ name: "ROOTCA" }),
    ]);
    const text = JSON.stringify(whole);
    expect(text).not.toMatch(/"(ads|rds|eds_cluster_config|config_discovery|sds_config)"/);
  });
});
