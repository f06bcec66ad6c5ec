/** A real Envoy as a waypoint with a static configuration, pods behind it that answer by hand, and clients in front. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pluginListener, pluginResource } from "../../src/envoy/plugin-resource.js";
import { staticConfiguration } from "../../src/envoy/static-configuration.js";
import { type Authority, openAuthority } from "../../src/identity/authority.js";
import type { Identity } from "../../src/ir/identity.js";
import type { Plugin } from "../../src/ir/wasm.js";
import type { Waypoint } from "../../src/ir/waypoint.js";
import { toJson } from "../../src/protos.js";
import { hbonePod, type TunnelClient, tunnelClient } from "./hbone.js";
import { bootstrapOf, freePort, runEnvoy, secretsOf, tlsIdentity, waypointResources } from "./waypoint.js";

export interface StaticMesh {
  /** The CONNECT authorities that the pods were asked for, in order. */
  readonly authoritiesSeen: readonly string[];
  client(identity: Identity, localAddress: string): Promise<TunnelClient>;
  close(): Promise<void>;
}

/**
 * Starts `world` at `address`. Behind every address of `pods` is the identity `podIdentity`: its port 3306 says a few
 * words and closes, every other port answers HTTP with JSON of what it was asked.
 */
export async function startStaticMesh(options: {
  readonly world: Waypoint;
  readonly address: string;
  readonly pods: readonly string[];
  readonly podIdentity: Identity;
  readonly plugins?: readonly Plugin[];
}): Promise<StaticMesh> {
  const { world, address, pods, podIdentity, plugins = [] } = options;
  const folder = await mkdtemp(join(tmpdir(), "waymark-ca-"));
  const authority = await openAuthority({ stateDir: folder });
  const authoritiesSeen: string[] = [];
  const applications = await startApplications();
  const as = await tlsIdentity(authority, podIdentity);
  const doors = await Promise.all(
    pods.map((pod) =>
      hbonePod({
        address: pod,
        as,
        application: (name) => ({
          address: "127.0.0.1",
          port: name.endsWith(":3306") ? applications.tcp : applications.http,
        }),
        seen: (name) => authoritiesSeen.push(name),
      }),
    ),
  );
  const listen = { address, port: await freePort(address) };
  const run = await runEnvoy(await configurationText({ world, listen, authority, plugins }));
  await run.envoy.ready();
  const clients: TunnelClient[] = [];
  return {
    authoritiesSeen,
    async client(identity, localAddress) {
      const client = await tunnelClient({ to: listen, as: await tlsIdentity(authority, identity), localAddress });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.close();
      for (const door of doors) door.close();
      applications.close();
      await run.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function configurationText({
  world,
  listen,
  authority,
  plugins,
}: {
  readonly world: Waypoint;
  readonly listen: { readonly address: string; readonly port: number };
  readonly authority: Authority;
  readonly plugins: readonly Plugin[];
}): Promise<string> {
  const secrets = await secretsOf(authority, world.settings.identity, "cluster.local");
  const ofPlugins = plugins.flatMap((plugin) => [pluginResource(plugin), pluginListener(plugin)]);
  const resources = [...waypointResources(world), ...secrets, ...ofPlugins];
  const config = staticConfiguration(await bootstrapOf(world, listen), resources);
  return JSON.stringify(toJson("envoy.config.bootstrap.v3.Bootstrap", config));
}

async function startApplications(): Promise<{ readonly http: number; readonly tcp: number; close(): void }> {
  const http = createHttpServer((request, response) => {
    const { method, url: path, rawHeaders } = request;
    response.setHeader("x-from-app", "1").end(JSON.stringify({ method, path, rawHeaders }));
  });
  // Speaks first, and closes right after its last word.
  const tcp = createTcpServer((socket) => socket.end("banner-of-5-7"));
  const ports = { http: await listening(http), tcp: await listening(tcp) };
  return {
    ...ports,
    close() {
      http.close();
      tcp.close();
    },
  };
}

function listening(server: Server | TcpServer): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const bound = server.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : 0);
    });
  });
}
