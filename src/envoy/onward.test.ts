import { describe, expect, it } from "@jest/globals";
import { loopRoutes, onwardState } from "./onward.js";
import { routeConfiguration } from "./routes.js";
import { loadAssignment, serviceClusters } from "./service-cluster.js";
import {
  backend,
  destination,
  destinationId,
  endpoint,
  forwardTo,
  route,
  servicePort,
  settings,
} from "./testing/samples.js";

const cart = destinationId("cart.shop");
const items = { ...destinationId("items.stock"), onward: "for-clients" } as const;
const table = (...ids: readonly (typeof cart)[]) => ({
  routes: [route(forwardTo(...ids.map((id) => backend(id))))],
  otherwise: "not-found" as const,
});

describe("a destination behind another waypoint", () => {
  const stock = [endpoint("stock/waypoint", { address: "10.96.0.20", port: 80, waypoint: "10.244.9.9" })];

  it("is asked for at the waypoint, which must prove its identity", () => {
    expect(loadAssignment(destination(items, stock)).message.endpoints).toMatchObject([
      {
        lbEndpoints: [
          {
            endpoint: {
              address: {
                envoyInternalAddress: { serverListenerName: "connect_onward", endpointId: "10.96.0.20:80" },
              },
            },
            metadata: {
              filterMetadata: {
                "envoy.filters.listener.original_dst": {
                  fields: { local: { stringValue: "10.96.0.20:80" }, waypoint: { stringValue: "10.244.9.9:15008" } },
                },
                "waymark.peer": { fields: { san: { stringValue: "spiffe://cluster.local/ns/stock/sa/waypoint" } } },
              },
            },
          },
        ],
      },
    ]);
  });

  it("is asked without a word about clients where the waypoint asks for itself", () => {
    const own = destination({ ...items, onward: "for-itself" }, stock);
    expect(JSON.stringify(loadAssignment(own).message)).toContain('"serverListenerName":"connect_originate"');
  });

  it("has clusters of its own for both, beside that of its endpoints", () => {
    const names = [destinationId("items.stock"), items, { ...items, onward: "for-itself" as const }].map((id) =>
      serviceClusters(destination(id, stock)).map(({ name }) => name),
    );
    expect(names).toEqual(
      ["inbound-vip", "onward", "asked"].map((place) => [`${place}|80|http|items.stock.svc.cluster.local`]),
    );
  });
});

describe("routes", () => {
  it("bring along whom to tell about where they send requests on, and nothing where they do not", () => {
    const [there, here] = [table(cart, items), table(cart)].map(({ routes: [one] }) => one && onwardState(one, cart));
    expect(Object.keys(there ?? {})).toEqual(["onward"]);
    expect(here).toEqual({});
  });

  it("stop what comes back, and only that", () => {
    expect(loopRoutes(table(cart), cart)).toEqual([]);
    const [loop, next] =
      routeConfiguration(servicePort(cart), table(items), settings).message.virtualHosts?.[0]?.routes ?? [];
    expect(loop).toMatchObject({
      match: { filterState: [{ key: "waymark.via", stringMatch: { contains: ",cart.shop.svc.cluster.local|80;" } }] },
      directResponse: { status: 508 },
    });
    expect(next?.route).toMatchObject({ cluster: "onward|80|http|items.stock.svc.cluster.local" });
  });
});
