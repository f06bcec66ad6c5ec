/** What the xDS library promises, judged by a real Envoy with the smallest configuration that shows it. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { encode, fromJson, type JsonValue, type MessageName, typeUrl } from "../../src/protos.js";
import {
  type Resource,
  type ResourceRef,
  resource,
  snapshotOf,
  startXdsServer,
  XdsCache,
  type XdsEvent,
  type XdsServer,
} from "../../src/xds/index.js";
import { runEnvoy } from "../support/waypoint.js";

// Each case starts an Envoy.
jest.setTimeout(60_000);

const clusterType = "envoy.config.cluster.v3.Cluster";
const endpointType = "envoy.config.endpoint.v3.ClusterLoadAssignment";
const listenerType = "envoy.config.listener.v3.Listener";
const routeType = "envoy.config.route.v3.RouteConfiguration";
const extensionType = "envoy.config.core.v3.TypedExtensionConfig";

const ads = { ads: {}, resource_api_version: "V3", initial_fetch_timeout: "0s" };
const any = (type: string, value: object): JsonValue =>
  ({ "@type": typeUrl(type as MessageName), ...value }) as JsonValue;

function made(type: MessageName, json: JsonValue, requires: readonly ResourceRef[] = []): Resource {
  const name = (json as Record<string, string>)["name"] ?? (json as Record<string, string>)["cluster_name"] ?? "";
  return resource({ typeUrl: typeUrl(type), name, body: encode(type, fromJson(type, json)), requires });
}
const refTo = (type: MessageName, name: string): ResourceRef => ({ typeUrl: typeUrl(type), name });

const cluster = (name: string, seconds: number, requires = [refTo(endpointType, name)]): Resource =>
  made(
    clusterType,
    { name, type: "EDS", eds_cluster_config: { eds_config: ads }, connect_timeout: `${seconds}s` },
    requires,
  );
const endpoints = (name: string, port = 9): Resource =>
  made(endpointType, {
    cluster_name: name,
    endpoints: [
      { lb_endpoints: [{ endpoint: { address: { socket_address: { address: "127.0.0.1", port_value: port } } } }] },
    ],
  });
const route = (name: string, regex: string): Resource =>
  made(routeType, {
    name,
    virtual_hosts: [
      {
        name: "all",
        domains: ["*"],
        routes: [
          { match: { safe_regex: { regex } }, direct_response: { status: 200, body: { inline_string: regex } } },
        ],
      },
    ],
  });
const policy = (name: string, regex: string): Resource =>
  made(extensionType, {
    name,
    typed_config: any("envoy.extensions.filters.http.rbac.v3.RBAC", {
      rules: {
        action: "DENY",
        policies: {
          p: { permissions: [{ url_path: { path: { safe_regex: { regex } } } }], principals: [{ any: true }] },
        },
      },
    }),
  });
const listener = (name: string): Resource =>
  made(
    listenerType,
    {
      name,
      address: { socket_address: { address: "127.0.0.1", port_value: 0 } },
      filter_chains: [
        {
          filters: [
            {
              name: "hcm",
              typed_config: any("envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager", {
                stat_prefix: name,
                rds: { route_config_name: name, config_source: ads },
                http_filters: [
                  {
                    name: `policy/${name}`,
                    config_discovery: {
                      config_source: ads,
                      type_urls: [typeUrl("envoy.extensions.filters.http.rbac.v3.RBAC")],
                    },
                  },
                  { name: "router", typed_config: any("envoy.extensions.filters.http.router.v3.Router", {}) },
                ],
              }),
            },
          ],
        },
      ],
    },
    [refTo(routeType, name), refTo(extensionType, `policy/${name}`)],
  );
const service = (name: string): Resource[] => [
  cluster(name, 1),
  endpoints(name),
  listener(name),
  route(name, "/a"),
  policy(`policy/${name}`, "/p"),
];

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface World {
  readonly cache: XdsCache;
  readonly events: XdsEvent[];
  configDump(): Promise<string>;
  /** A statistic of Envoy; with a value, once it has that value. */
  stat(name: string, value?: number): Promise<number>;
  restartServer(): Promise<void>;
  /** Waits until an event is there that was not there before. */
  until(found: (event: XdsEvent) => boolean): Promise<XdsEvent>;
}

async function world(apiType: "DELTA_GRPC" | "GRPC", resources: readonly Resource[]): Promise<World> {
  const events: XdsEvent[] = [];
  let seen = 0;
  const cache = new XdsCache({ onEvent: (event) => events.push(event) });
  cache.publish("g", snapshotOf(resources));
  const start = (port: number): Promise<XdsServer> =>
    startXdsServer({
      cache,
      address: `127.0.0.1:${port}`,
      resolveNode: () => "g",
      drainMs: { [typeUrl(clusterType)]: 0 },
    });
  let server = await start(0);
  cleanUps.push(() => server.close(100));
  const { envoy, stop } = await runEnvoy(JSON.stringify(bootstrap(apiType, server.port)));
  cleanUps.push(stop);
  await envoy.ready();
  return {
    cache,
    events,
    configDump: async () => (await envoy.admin("/config_dump?include_eds")).text,
    async stat(name, value) {
      for (;;) {
        const { text } = await envoy.admin(`/stats?filter=^${name}$`);
        const now = Number(text.split(":")[1]);
        if (value === undefined || now === value) return now;
        await sleep(20);
      }
    },
    async restartServer() {
      const { port } = server;
      await server.close(100);
      server = await start(port);
    },
    async until(found) {
      for (;;) {
        while (seen < events.length) {
          const event = events[seen++];
          if (event !== undefined && found(event)) return event;
        }
        await sleep(5);
      }
    },
  };
}

function bootstrap(apiType: string, port: number): object {
  const address = { socket_address: { address: "127.0.0.1", port_value: port } };
  return {
    node: { id: "envoy", cluster: "test" },
    admin: { address: { socket_address: { address: "127.0.0.1", port_value: 0 } } },
    dynamic_resources: {
      ads_config: {
        api_type: apiType,
        transport_api_version: "V3",
        grpc_services: [{ envoy_grpc: { cluster_name: "xds" } }],
      },
      cds_config: ads,
      lds_config: ads,
    },
    static_resources: {
      clusters: [
        {
          name: "xds",
          type: "STATIC",
          typed_extension_protocol_options: {
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": any(
              "envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
              { explicit_http_config: { http2_protocol_options: {} } },
            ),
          },
          load_assignment: { cluster_name: "xds", endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] },
        },
      ],
    },
  };
}

const on = (kind: XdsEvent["kind"], type: MessageName, name: string) => (event: XdsEvent) =>
  event.kind === kind && "names" in event && event.typeUrl === typeUrl(type) && event.names.includes(name);

/** Names put since then, a line a response. */
const sentSince = (events: readonly XdsEvent[], from: number): string[] =>
  events.slice(from).flatMap((event) => (event.kind === "sent" ? [event.names.join()] : []));

const apiTypes = ["DELTA_GRPC", "GRPC"] as const;

describe.each(apiTypes)("a real Envoy over %s", (apiType) => {
  it("acknowledges an updated cluster, because its unchanged endpoints follow it", async () => {
    const { cache, until, stat } = await world(apiType, service("shop"));
    await until(on("ack", routeType, "shop"));
    cache.publishChange("g", { upserts: [cluster("shop", 2)] });
    await until(on("ack", clusterType, "shop"));
    expect(await stat("cluster_manager.warming_clusters")).toBe(0);
  });

  it("is freed when it comes back with a cluster that waits for its endpoints", async () => {
    const { cache, until, stat, restartServer } = await world(apiType, service("shop"));
    await until(on("ack", routeType, "shop"));
    // Without the requirement nothing follows the cluster: it warms, and its ACK is withheld.
    cache.publishChange("g", { upserts: [cluster("shop", 3, [])] });
    await stat("cluster_manager.warming_clusters", 1);
    await restartServer();
    await stat("cluster_manager.warming_clusters", 0);
    cache.publishChange("g", { upserts: [cluster("cart", 1), endpoints("cart")] });
    await until(on("ack", clusterType, "cart"));
  });

  it("gets all good resources of an answer with a bad one, which is found and named", async () => {
    const bad = made(clusterType, { name: "bad", type: "STATIC", connect_timeout: "0s" });
    const names = ["cart", "orders", "shop"];
    const { events, until, stat } = await world(apiType, [...names.flatMap(service), bad]);
    const found = await until((event) => event.kind === "nack" && event.culprit !== undefined);
    expect(found).toMatchObject({ kind: "nack", culprit: { name: "bad", typeUrl: typeUrl(clusterType) } });
    // Itself and the server's.
    await stat("cluster_manager.active_clusters", names.length + 1);
    expect(events.filter(({ kind }) => kind === "nack").length).toBe(2);
  });

  it.each([
    ["route", routeType, "shop", (regex: string) => route("shop", regex)],
    ["extension", extensionType, "policy/shop", (regex: string) => policy("policy/shop", regex)],
  ] as const)(
    "keeps the last good %s when it refuses one, and takes the next good one",
    async (_, type, name, form) => {
      const { cache, until, events, configDump } = await world(apiType, service("shop"));
      await until(on("ack", type, name));
      cache.publishChange("g", { upserts: [form("((")] });
      expect(await until(on("nack", type, name))).toMatchObject({
        culprit: { name },
        detail: expect.stringContaining("(("),
      });
      // Envoy would hand refused bytes of an extension on to filters made later: it is sent the good ones again.
      if (type === extensionType) await until(on("ack", type, name));
      const before = events.length;
      cache.publishChange("g", { upserts: [endpoints("shop", 10)] });
      cache.publishChange("g", { upserts: [form("/fixed")] });
      await until(on("ack", type, name));
      expect(sentSince(events, before).sort()).toEqual(["shop", name].sort());
      expect(await configDump()).toContain("/fixed");
    },
  );

  it("loses a removed service: listener first, cluster when the drain is over", async () => {
    const { cache, until, stat } = await world(apiType, [...service("shop"), ...service("cart")]);
    await until(on("ack", routeType, "cart"));
    cache.publishChange("g", { removals: service("cart") });
    await stat("cluster_manager.active_clusters", 2);
    await stat("listener_manager.listener_removed", 1);
  });
});

describe("a real Envoy over DELTA_GRPC", () => {
  it("is sent only what changed when the server comes back", async () => {
    const { cache, until, events, restartServer } = await world("DELTA_GRPC", [...service("shop"), ...service("cart")]);
    await until(on("ack", routeType, "cart"));
    const before = events.length;
    await restartServer();
    cache.publishChange("g", { upserts: [route("shop", "/changed")] });
    await until(on("ack", routeType, "shop"));
    expect(sentSince(events, before)).toEqual(["shop"]);
  });
});
