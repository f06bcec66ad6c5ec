/** Client, its CONNECT proxy, waypoint, pod door, application: every hop a real Envoy with generated resources. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, get as httpGet, type Server } from "node:http";
import { connect as connectTcp, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { nodeProxyResources } from "../../src/envoy/node/node-proxy.js";
import { staticConfiguration } from "../../src/envoy/static-configuration.js";
import {
  destination,
  destinationId,
  endpoint,
  exact,
  identity,
  onlyClients,
  origin,
  policy,
  served,
  servicePort,
  settings,
  text,
} from "../../src/envoy/testing/samples.js";
import { type Authority, openAuthority } from "../../src/identity/authority.js";
import type { L4Service, NodeLayer, Workload } from "../../src/ir/node.js";
import type { Waypoint } from "../../src/ir/waypoint.js";
import { toJson } from "../../src/protos.js";
import { openTunnel } from "../../src/runtime/proxied-request.js";
import { type Answer, ask, tunnelClient } from "../support/hbone.js";
import {
  bootstrapOf,
  freePort,
  loopbackAddress,
  nodeBootstrap,
  nodeSecretsOf,
  runEnvoy,
  secretsOf,
  tlsIdentity,
  waypointResources,
} from "../support/waypoint.js";

const podAddress = loopbackAddress();
const waypointAddress = loopbackAddress();
const web: Workload = { name: "web/web-0", identity: identity("web/web"), address: loopbackAddress() };
const bob: Workload = { name: "shop/bob-0", identity: identity("shop/bob"), address: loopbackAddress() };
const pod: Workload = { name: "shop/reviews-0", identity: identity("shop/reviews"), address: podAddress };
const reviews = destinationId("reviews.shop");

const world: Waypoint = {
  settings,
  ports: [served(servicePort(reviews), { access: { deny: [], allow: [onlyClients(web.identity)] } })],
  destinations: [destination(reviews, [endpoint("shop/reviews", { address: podAddress })])],
};

function service(name: string, ...ports: L4Service["ports"]): L4Service {
  const host = `${name}.shop.svc.cluster.local`;
  return { host, names: [`${name}.shop`, `${name}.shop.svc`], namespace: "shop", shortName: name, ports };
}

function layer(waypointPort: number): NodeLayer {
  const via = { kind: "waypoint", waypoint: settings.name, address: waypointAddress, port: waypointPort } as const;
  const direct = (port: number, account = "shop/reviews") =>
    ({ kind: "pods", endpoints: [endpoint(account, { address: podAddress, port })] }) as const;
  const guarded = policy(
    "shop/guarded",
    {
      from: [[text("namespace", exact("web"))]],
      to: [[{ kind: "port", ports: [8080, 3306], negated: false, origin }]],
    },
    {
      from: [
        [
          {
            kind: "text",
            attribute: { name: "principal" },
            values: [exact(settings.identity)],
            negated: false,
            origin,
          },
        ],
      ],
    },
  );
  return {
    trustDomains: ["cluster.local"],
    clients: [bob, web],
    services: [
      service("broken", {
        port: 80,
        authority: "10.96.0.9:80",
        via: { kind: "refused", because: "its waypoint is not ready" },
      }),
      service("database", { port: 3306, authority: "10.96.0.11:3306", via: direct(3306) }),
      service(
        "direct",
        { port: 80, authority: "10.96.0.12:80", via: direct(8080) },
        { port: 81, authority: "10.96.0.12:81", via: direct(9999) },
      ),
      service("impostor", { port: 80, authority: "10.96.0.13:80", via: direct(8080, "shop/somebody") }),
      service("reviews", { port: 80, authority: "10.96.0.10:80", via: { ...via, identity: settings.identity } }),
      service("wrong", {
        port: 80,
        authority: "10.96.0.10:80",
        via: { ...via, waypoint: "shop/other" as never, identity: identity("shop/other") },
      }),
    ],
    pods: [{ workload: pod, access: { deny: [], allow: [guarded] } }],
  };
}

describe("a mesh of real proxies", () => {
  let folder: string;
  let authority: Authority;
  let output: readonly string[] = [];
  const fronts = new Map<Workload, string>();
  const stops: (() => Promise<void>)[] = [];
  const servers: (Server | TcpServer)[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "waymark-ca-"));
    authority = await openAuthority({ stateDir: folder });
    await listening(
      createServer((request, response) => response.end(`hello ${request.url}`)),
      8080,
    );
    await listening(
      createTcpServer((socket) => socket.end("banner")),
      3306,
    );
    const waypointPort = await freePort(waypointAddress);
    const node = layer(waypointPort);
    const clientFronts = await Promise.all(
      node.clients.map(async (workload) => ({ workload, address: "127.0.0.1", port: await freePort("127.0.0.1") })),
    );
    for (const { workload, port } of clientFronts) fronts.set(workload, `http://127.0.0.1:${port}`);
    const waypoint = staticConfiguration(await bootstrapOf(world, { address: waypointAddress, port: waypointPort }), [
      ...waypointResources(world),
      ...(await secretsOf(authority, settings.identity, "cluster.local")),
    ]);
    const proxy = staticConfiguration(await nodeBootstrap(), [
      ...nodeProxyResources(node, clientFronts),
      ...(await nodeSecretsOf(authority, node)),
    ]);
    const runs = await Promise.all([
      runEnvoy(JSON.stringify(toJson("envoy.config.bootstrap.v3.Bootstrap", waypoint))),
      runEnvoy(JSON.stringify(toJson("envoy.config.bootstrap.v3.Bootstrap", proxy)), "node"),
    ]);
    stops.push(...runs.map(({ stop }) => stop));
    output = runs[1].output;
    await Promise.all(runs.map(({ envoy }) => envoy.ready()));
  }, 60_000);

  afterAll(async () => {
    await Promise.all(stops.map((stop) => stop()));
    for (const server of servers) server.close();
    await rm(folder, { recursive: true, force: true });
  });

  function listening(server: Server | TcpServer, port: number): Promise<void> {
    servers.push(server);
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, podAddress, () => resolve());
    });
  }

  async function tunnel(client: Workload, host: string) {
    return openTunnel(new URL(fronts.get(client) ?? ""), new URL(`http://${host}/`), AbortSignal.timeout(5_000));
  }

  async function get(client: Workload, host: string): Promise<Answer | { connect: number; reason: string }> {
    const opened = await tunnel(client, host);
    if (opened.kind === "refused") return { connect: opened.status, reason: opened.reason };
    const answer = await ask(opened.socket, "/x");
    opened.socket.destroy();
    return answer;
  }

  async function logged(...words: string[]): Promise<void> {
    const found = (): boolean => output.some((line) => words.every((word) => line.includes(word)));
    for (let tries = 0; tries < 100 && !found(); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(output.filter((line) => words.every((word) => line.includes(word)))).not.toEqual([]);
  }

  it("carries a request through the waypoint of its service", async () => {
    expect(await get(web, "reviews.shop")).toMatchObject({ status: 200, body: "hello /x" });
    expect(await get(bob, "reviews.shop")).toMatchObject({ status: 403 });
  });

  it("goes straight to the pods of a service without waypoint, and their policies judge", async () => {
    expect(await get(web, "direct.shop")).toMatchObject({ status: 200, body: "hello /x" });
    expect(await get(bob, "direct.shop")).toMatchObject({ connect: 403 });
    expect(await get(web, "direct.shop:81")).toMatchObject({ connect: 403 });
    await logged('"log":"pod"', `"source":"${web.address}:`, web.identity, '"bytes_sent":');
    await logged('"log":"pod"', `"source":"${bob.address}:`, "rbac_access_denied");
  });

  it("names services relative to the client's own namespace", async () => {
    expect(await get(bob, "reviews")).toMatchObject({ status: 403 });
    expect(await get(web, "reviews")).toMatchObject({ connect: 404 });
    expect(await get(web, "REVIEWS.shop.svc")).toMatchObject({ status: 200 });
  });

  it("says why a service cannot be had, and that a name is unknown", async () => {
    expect(await get(web, "broken.shop")).toEqual({ connect: 503, reason: "its waypoint is not ready" });
    expect(await get(web, "nothing.shop")).toMatchObject({
      connect: 404,
      reason: expect.stringContaining("no service"),
    });
  });

  it("talks to nobody but the waypoint and the pods it means", async () => {
    expect(await get(web, "wrong.shop")).toMatchObject({ connect: 503 });
    expect(await get(web, "impostor.shop")).toMatchObject({ connect: 503 });
  });

  it("lets a server speak first", async () => {
    const opened = await tunnel(web, "database.shop:3306");
    if (opened.kind === "refused") throw new Error(`refused: ${opened.status}`);
    let seen = "";
    for await (const chunk of opened.socket) seen += String(chunk);
    expect(seen).toBe("banner");
  });

  it("tells those who do not ask for a tunnel what to do", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const url = new URL(fronts.get(web) ?? "");
      httpGet(
        { host: url.hostname, port: url.port, path: "http://reviews.shop/", headers: { host: "reviews.shop" } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      ).once("error", reject);
    });
    expect(status).toBe(405);
  });

  it("opens a pod's door to that pod only", async () => {
    const client = await tunnelClient({
      to: { address: podAddress, port: 15008 },
      as: await tlsIdentity(authority, web.identity),
      localAddress: web.address,
    });
    const outcomes = [];
    for (const name of ["127.0.0.1:8080", `${podAddress}0:8080`, `${podAddress}:8080`])
      outcomes.push((await client.connect(name)).status);
    client.close();
    expect(outcomes).toEqual([404, 404, 200]);
  });

  it("keeps other trust domains, alien certificates and plaintext out, and logs them", async () => {
    const to = { address: podAddress, port: 15008 };
    const foreign = await tlsIdentity(authority, identity("web/web", "other.domain"));
    await expect(tunnelClient({ to, as: foreign, localAddress: web.address })).rejects.toThrow();
    const alienFolder = await mkdtemp(join(tmpdir(), "waymark-ca-"));
    const alien = await tlsIdentity(await openAuthority({ stateDir: alienFolder }), web.identity);
    await rm(alienFolder, { recursive: true });
    await expect(tunnelClient({ to, as: { ...alien, ca: foreign.ca }, localAddress: web.address })).rejects.toThrow();
    await new Promise<void>((resolve) => {
      const socket = connectTcp(15008, podAddress, () => socket.write("GET / HTTP/1.1\r\n\r\n"));
      socket
        .on("error", () => undefined)
        .on("close", () => resolve())
        .resume();
    });
    await logged('"log":"handshake"', "SAN");
    await logged('"log":"handshake"', "HTTP_REQUEST");
  });
});
