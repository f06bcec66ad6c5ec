import { describe, expect, it } from "@jest/globals";
import type { PluginName } from "../ir/wasm.js";
import { toJson } from "../protos.js";
import { connectOriginateCluster } from "./connect-originate.js";
import { resourceTypes } from "./generated.js";
import { pluginListener, pluginResource } from "./plugin-resource.js";
import { policySlot } from "./policy-slot.js";
import { routeConfiguration } from "./routes.js";
import { loadAssignment, serviceClusters } from "./service-cluster.js";
import { serviceListener } from "./service-listener.js";
import { staticConfiguration } from "./static-configuration.js";
import { destination, destinationId, endpoint, ownEndpoints, servicePort, settings } from "./testing/samples.js";

const id = destinationId("reviews.shop");
const port = servicePort(id);
const reviews = destination(id, [endpoint("shop/reviews", { address: "10.244.1.5" })]);
const listener = serviceListener(port, settings);

const text = (resources: Parameters<typeof staticConfiguration>[1]): string =>
  JSON.stringify(
    toJson("envoy.config.bootstrap.v3.Bootstrap", staticConfiguration({ dynamicResources: {} }, resources)),
  );

describe("staticConfiguration()", () => {
  it("asks for nothing over ADS", () => {
    const secret = { type: resourceTypes.secret, name: "default", message: { name: "default" }, requires: [] };
    const made = text([
      listener,
      routeConfiguration(port, ownEndpoints, settings),
      policySlot(port, { deny: [], allow: [] }),
      ...serviceClusters(reviews),
      loadAssignment(reviews),
      connectOriginateCluster(),
      secret,
    ]);
    expect(made).not.toMatch(/"ads"|config_discovery|dynamic_resources|"EDS"/);
    expect(made).toContain('"endpoint_id":"10.244.1.5:8080"');
    expect(made).toContain('"secrets":[{"name":"default"}]');
  });

  it("puts plugins where slots refer to them, those of routes behind their marks", () => {
    const uses = (["all", "routes"] as const).map((name) => ({
      plugin: `WasmPlugin/shop/${name}` as PluginName,
      phase: "last" as const,
      without: "refuse" as const,
      origin: settings as never,
      ...(name === "routes" && { onlyOfRoutes: true as const }),
    }));
    const resources = uses.flatMap(({ plugin, origin }) => {
      const scripted = {
        name: plugin,
        without: "refuse",
        run: { kind: "script", code: `-- ${plugin}` },
        origin,
      } as const;
      return [pluginResource(scripted), pluginListener(scripted)];
    });
    const made = text([listener, policySlot(port, { deny: [], allow: [], plugins: uses }), ...resources]);
    expect(made).toMatch(/-- WasmPlugin\/shop\/all.*xds_matcher.*-- WasmPlugin\/shop\/routes/s);
    expect(made).not.toMatch(/config_discovery|dynamic_config|"name":"plugins"/);
    expect(made.match(/-- WasmPlugin/g)).toHaveLength(2);
  });

  it("leaves a slot that nobody fills as it is: it refuses everybody", () => {
    expect(text([listener])).toMatch(/config_discovery.*default_config/);
  });

  it("gives both clusters of a tcp destination the same endpoints", () => {
    const tcp = { ...reviews, protocol: "tcp" } as const;
    const { staticResources } = staticConfiguration({}, [...serviceClusters(tcp), loadAssignment(tcp)]);
    expect(
      staticResources?.clusters?.map(({ name, loadAssignment: made }) => [
        name === made?.clusterName,
        made?.endpoints?.length,
      ]),
    ).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });
});
