/** The generated resources in a real Envoy, all in one static configuration. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  backend,
  destination,
  destinationId,
  endpoint,
  exact,
  forwardTo,
  identity,
  invalid,
  onlyClients,
  policy,
  route,
  served,
  servicePort,
  settings,
  text,
} from "../../src/envoy/testing/samples.js";
import type { Plugin, PluginName, PluginRun, PluginUse } from "../../src/ir/wasm.js";
import type { Waypoint } from "../../src/ir/waypoint.js";
import { ask, type TunnelClient } from "../support/hbone.js";
import { aPluginModule } from "../support/plugin-module.js";
import { type StaticMesh, startStaticMesh } from "../support/static-mesh.js";
import { loopbackAddress } from "../support/waypoint.js";

const reviews = destinationId("reviews.shop");
const cart = destinationId("cart.shop");
const database = destinationId("database.shop", 3306);
const pod = loopbackAddress();
const impostor = loopbackAddress();
const webAddress = loopbackAddress();
const bobAddress = loopbackAddress();
const waypointAddress = loopbackAddress();

const nameOf = (name: string): PluginName => `WasmPlugin/shop/${name}` as PluginName;

function use(name: string): PluginUse {
  return { plugin: nameOf(name), phase: "last", without: "pass", origin: settings as never };
}

/** One that runs, and one that cannot be had. */
async function plugins(): Promise<readonly Plugin[]> {
  const common = { without: "pass", origin: settings as never } as const;
  const run: PluginRun = {
    kind: "module",
    label: "mark",
    entry: "",
    module: await aPluginModule("1"),
    configuration: '{"mark":"s"}',
    environment: [],
    afterTrap: "refuse",
  };
  return [
    { name: nameOf("mark"), run, ...common },
    { name: nameOf("missing"), ...common },
  ];
}

const world: Waypoint = {
  settings,
  ports: [
    served(servicePort(reviews, { authorities: ["10.96.0.10:80", "[fd00::10]:80"] }), {
      routes: {
        otherwise: "not-found",
        routes: [
          route(forwardTo(backend(cart)), {
            name: "to-impostor",
            match: { path: { kind: "exact", value: "/wrong" }, headers: [], query: [] },
          }),
          route(forwardTo(backend(reviews), backend(reviews, { to: invalid })), {
            name: "half",
            match: { path: { kind: "prefix", value: "/half" }, headers: [], query: [] },
          }),
          route(forwardTo(backend(reviews)), {
            match: { path: { kind: "prefix", value: "/app" }, headers: [], query: [] },
          }),
        ],
      },
      access: {
        plugins: [use("mark"), use("missing")],
        deny: [
          policy(
            "shop/no-admin",
            { to: [[text("path", { kind: "prefix", value: "/app/admin" })]] },
            {
              from: [
                [
                  {
                    kind: "address",
                    attribute: "source",
                    ranges: [{ address: bobAddress, prefixLength: 32 }],
                    negated: false,
                    origin: settings as never,
                  },
                ],
              ],
              to: [[text("path", exact("/app/by-address"))]],
            },
            { to: [[{ kind: "port", ports: [81], negated: false, origin: settings as never }]] },
          ),
        ],
        allow: [
          policy("shop/clients", {
            from: [[text("namespace", exact("web"))], [text("service-account", exact("bob/bob"))]],
            to: [
              [{ kind: "port", ports: [80], negated: false, origin: settings as never }],
              [text("method", exact("POST"))],
            ],
          }),
        ],
      },
    }),
    served(servicePort(database, { protocol: "tcp", authorities: ["10.96.0.11:3306"] }), {
      access: { deny: [], allow: [onlyClients(identity("web/web"))] },
    }),
  ],
  destinations: [
    destination(cart, [endpoint("shop/cart", { address: impostor })]),
    destination(reviews, [endpoint("shop/reviews", { address: pod })]),
    destination(
      database,
      [endpoint("shop/database", { address: pod, port: 3306, identity: identity("shop/reviews") })],
      "tcp",
    ),
  ],
};

describe("a waypoint of generated resources", () => {
  let mesh: StaticMesh;
  let web: TunnelClient;
  let bob: TunnelClient;

  beforeAll(async () => {
    const podIdentity = identity("shop/reviews");
    const pods = [pod, impostor];
    mesh = await startStaticMesh({ world, address: waypointAddress, pods, podIdentity, plugins: await plugins() });
    web = await mesh.client(identity("web/web"), webAddress);
    bob = await mesh.client(identity("bob/bob"), bobAddress);
  }, 60_000);

  afterAll(() => mesh?.close());

  async function get(client: TunnelClient, path: string, authority = "10.96.0.10:80") {
    const { status, stream } = await client.connect(authority);
    expect(status).toBe(200);
    const answer = await ask(stream, path);
    stream.destroy();
    return answer;
  }

  it("carries a request to the pod that a route names", async () => {
    const answer = await get(web, "/app/x?y=1");
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('"path":"/app/x?y=1"') });
    expect(mesh.authoritiesSeen).toContain(`${pod}:8080`);
  });

  it("runs plugins without asking anybody for them", async () => {
    expect((await get(web, "/app")).body).toContain('"x-marks","s1"');
  });

  it("serves every authority of a service port", async () => {
    expect(await get(web, "/app", "[fd00::10]:80")).toMatchObject({ status: 200 });
  });

  it("answers 404 where no route matches, and 403 to those who may not ask", async () => {
    expect(await get(web, "/nowhere")).toMatchObject({ status: 404 });
    expect(await get(web, "/app/admin")).toMatchObject({ status: 403 });
    expect(await get(web, "/app/admin/nowhere")).toMatchObject({ status: 403 });
  });

  it("knows the client's own address, whatever X-Forwarded-For says", async () => {
    expect(await get(web, "/app/by-address")).toMatchObject({ status: 200 });
    expect(await get(bob, "/app/by-address")).toMatchObject({ status: 403 });
  });

  it("answers an invalid share with 500", async () => {
    const statuses = new Set<number>();
    for (let sent = 0; sent < 20; sent++) statuses.add((await get(web, "/half")).status);
    expect([...statuses].sort()).toEqual([200, 500]);
  });

  it("does not talk to a pod that is somebody else", async () => {
    expect(await get(web, "/wrong")).toMatchObject({ status: 503 });
  });

  it.each([
    ["xds-grpc", 404],
    ["xds-grpc:1", 404],
    ["connect_originate", 404],
    ["connect_originate:1", 404],
    ["reviews.shop:80", 404],
    ["10.96.0.10", 404],
    ["10.96.0.10:80x", 404],
    ["[FD00::10]:80", 404],
    // No authority may look like this: Envoy ends the whole connection.
    ["inbound-vip|80|http|reviews.shop.svc.cluster.local", "connection closed"],
  ])("refuses a CONNECT to %s", async (name, outcome) => {
    const hostile = await mesh.client(identity("web/web"), webAddress);
    const refused = await hostile.connect(name).then(
      ({ status }) => status,
      () => "connection closed",
    );
    hostile.close();
    expect(refused).toBe(outcome);
  });

  it.each(["10.96.0.99:80", "[fd00:0::10]:80"])("has nothing behind %s", async (name) => {
    const { status } = await web.connect(name);
    expect(status).toBe(503);
  });

  it("lets the tail of an answer through when a server closes right after it", async () => {
    for (let sent = 0; sent < 10; sent++) {
      const { status, stream } = await web.connect("10.96.0.11:3306");
      expect(status).toBe(200);
      let seen = "";
      for await (const chunk of stream) seen += String(chunk);
      expect(seen).toBe("banner-of-5-7");
    }
  });

  it("refuses a client of a TCP port before the server says a word", async () => {
    const before = mesh.authoritiesSeen.length;
    const { status } = await bob.connect("10.96.0.11:3306");
    expect(status).toBe(403);
    expect(mesh.authoritiesSeen).toHaveLength(before);
  });
});
