/** A waypoint's Envoy that starts with its bootstrap only and is told the rest over ADS. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Generated } from "../../src/envoy/generated.js";
import {
  destination,
  destinationId,
  endpoint,
  identity,
  onlyClients,
  served,
  servicePort,
  settings,
} from "../../src/envoy/testing/samples.js";
import { type Authority, openAuthority } from "../../src/identity/authority.js";
import type { Access } from "../../src/ir/access.js";
import { openAccess } from "../../src/ir/access.js";
import type { Waypoint } from "../../src/ir/waypoint.js";
import { encode, type MessageName, toJson, typeUrl } from "../../src/protos.js";
import { type Resource, resource, snapshotOf, startXdsServer, XdsCache, type XdsServer } from "../../src/xds/index.js";
import { ask, hbonePod, type TunnelClient, tunnelClient } from "../support/hbone.js";
import {
  bootstrapOf,
  freePort,
  loopbackAddress,
  runEnvoy,
  secretsOf,
  tlsIdentity,
  waypointResources,
} from "../support/waypoint.js";

const reviews = destinationId("reviews.shop");
const database = destinationId("database.shop", 3306);
const pod = loopbackAddress();
const waypointAddress = loopbackAddress();

function world(http: Access, tcp: Access): Waypoint {
  const server = endpoint("shop/reviews", { address: pod });
  return {
    settings,
    ports: [
      served(servicePort(reviews), { access: http }),
      served(servicePort(database, { protocol: "tcp", authorities: ["10.96.0.11:3306"] }), { access: tcp }),
    ],
    destinations: [destination(reviews, [server]), destination(database, [server], "tcp")],
  };
}

function wire(generated: Generated): Resource {
  return resource({
    typeUrl: typeUrl(generated.type),
    name: generated.name,
    body: encode<MessageName>(generated.type, generated.message as never),
    requires: generated.requires.map(({ type, name }) => ({ typeUrl: typeUrl(type), name })),
  });
}

describe("a waypoint that is told over ADS", () => {
  const cache = new XdsCache();
  let server: XdsServer;
  let authority: Authority;
  let secrets: readonly Generated[];
  let folder: string;
  let app: Server;
  let client: TunnelClient;
  const closers: (() => unknown)[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "waymark-ca-"));
    authority = await openAuthority({ stateDir: folder });
    secrets = await secretsOf(authority, settings.identity, "cluster.local");
    app = createServer((_, response) => response.end("hello"));
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
    const bound = app.address();
    const port = typeof bound === "object" && bound !== null ? bound.port : 0;
    const door = await hbonePod({
      address: pod,
      as: await tlsIdentity(authority, identity("shop/reviews")),
      application: () => ({ address: "127.0.0.1", port }),
    });
    closers.push(() => door.close());
    server = await startXdsServer({ cache, address: "127.0.0.1:0", resolveNode: () => "waypoint" });
    const listen = { address: waypointAddress, port: await freePort(waypointAddress) };
    const bootstrap = await bootstrapOf({ settings }, listen, server.port);
    publish(openAccess, openAccess);
    const { envoy, stop } = await runEnvoy(JSON.stringify(toJson("envoy.config.bootstrap.v3.Bootstrap", bootstrap)));
    closers.push(stop);
    await envoy.ready({ timeoutMs: 20_000 });
    const as = await tlsIdentity(authority, identity("web/web"));
    client = await tunnelClient({ to: listen, as, localAddress: "127.0.0.1" });
  }, 60_000);

  afterAll(async () => {
    client?.close();
    for (const close of closers) await close();
    app?.close();
    await server?.close(100);
    await rm(folder, { recursive: true, force: true });
  });

  function publish(http: Access, tcp: Access): void {
    cache.publish("waypoint", snapshotOf([...waypointResources(world(http, tcp)), ...secrets].map(wire)));
  }

  async function statusOf(authority: string): Promise<string> {
    const { status, stream } = await client.connect(authority);
    if (status !== 200) return `connect ${status}`;
    const answer = await ask(stream, "/");
    stream.destroy();
    return `${answer.status}`;
  }

  async function becomes(authority: string, wanted: string): Promise<void> {
    for (let tries = 0; tries < 100 && (await statusOf(authority)) !== wanted; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await statusOf(authority)).toBe(wanted);
  }

  it("starts, and serves as soon as it is ready", async () => {
    expect(await statusOf("10.96.0.10:80")).toBe("200");
    expect(await statusOf("10.96.0.11:3306")).toBe("200");
  });

  it("takes a policy for a TCP port, and its removal", async () => {
    publish(openAccess, { deny: [], allow: [onlyClients(identity("bob/bob"))] });
    await becomes("10.96.0.11:3306", "connect 403");
    expect(await statusOf("10.96.0.10:80")).toBe("200");
    publish(openAccess, openAccess);
    await becomes("10.96.0.11:3306", "200");
  });

  it("takes the first policy of an HTTP port", async () => {
    publish({ deny: [], allow: [onlyClients(identity("bob/bob"))] }, openAccess);
    await becomes("10.96.0.10:80", "403");
  });
});
