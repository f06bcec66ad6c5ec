import { Server, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import type { XdsCache } from "./cache.js";
import { decodeDeltaRequest, decodeSotwRequest, type XdsNode } from "./codec.js";
import { delta } from "./delta.js";
import type { XdsEvent } from "./events.js";
import {
  type Call,
  Connection,
  type ConnectionOptions,
  type NodeResolution,
  type XdsPeer,
} from "./server-connection.js";
import { RotatingTls, type ServerTls } from "./server-tls.js";
import { sotw } from "./sotw.js";
import type { Delivery } from "./stream.js";

export type { NodeResolution, XdsPeer } from "./server-connection.js";
export type { ServerTls } from "./server-tls.js";

export interface XdsServerOptions extends Delivery {
  readonly cache: XdsCache;
  /** `host:port`; port 0 takes any free one. */
  readonly address: string;
  /** Absent: plaintext. */
  readonly credentials?: ServerTls;
  /** Decides on each stream once, by what its first request says and who the peer is. */
  readonly resolveNode: (node: XdsNode, peer: XdsPeer) => NodeResolution | Promise<NodeResolution>;
  /** Largest request that is read, in bytes. Default 16 MiB: a client that comes back names everything it has. */
  readonly maxMessageBytes?: number;
  /** A connection is pinged each time so many milliseconds have passed. Default 30 s. */
  readonly keepaliveMs?: number;
  /** A ping unanswered for so many milliseconds ends the connection. Default 10 s. */
  readonly keepaliveTimeoutMs?: number;
  /** Hears of the streams of this server, refused ones included; must not throw. */
  readonly onEvent?: (event: XdsEvent) => void;
}

/** A listening server. */
export interface XdsServer {
  readonly port: number;
  /** New connections see this certificate from now on, open ones stay. Throws on a plaintext server. */
  updateCredentials(credentials: ServerTls): void;
  /** Ends all streams with UNAVAILABLE, and cuts off whoever has not taken notice after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Serves both variants of envoy.service.discovery.v3.AggregatedDiscoveryService. Rejects if it cannot listen. */
export async function startXdsServer(options: XdsServerOptions): Promise<XdsServer> {
  const server = new Server({
    "grpc.max_receive_message_length": options.maxMessageBytes ?? 16 * 1_048_576,
    "grpc.keepalive_time_ms": options.keepaliveMs ?? 30_000,
    "grpc.keepalive_timeout_ms": options.keepaliveTimeoutMs ?? 10_000,
    "grpc.keepalive_permit_without_calls": 1,
  });
  const connections = serve(server, options);
  const tls = options.credentials === undefined ? undefined : new RotatingTls(options.credentials);
  const credentials = tls?.credentials ?? ServerCredentials.createInsecure();
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(options.address, credentials, (error, bound) => (error === null ? resolve(bound) : reject(error)));
  });
  return {
    port,
    updateCredentials(next) {
      if (tls === undefined) throw new Error("a plaintext server has no certificate");
      tls.update(next);
    },
    close: (graceMs) => shutDown(server, connections, graceMs),
  };
}

/** Answers the two methods; the set returned holds the connections that are open. */
function serve(server: Server, options: XdsServerOptions): ReadonlySet<Ending> {
  const { cache, resolveNode, onEvent } = options;
  const shared: ConnectionOptions = { cache, resolveNode, delivery: options, ...(onEvent && { onEvent }) };
  const connections = new Set<Ending>();
  const track = (open: (onEnd: () => void) => Ending): void => {
    const connection: Ending = open(() => connections.delete(connection));
    connections.add(connection);
  };
  const forSotw = { dialect: sotw, decode: decodeSotwRequest };
  const forDelta = { dialect: delta, decode: decodeDeltaRequest };
  server.addService(aggregatedDiscovery, {
    StreamAggregatedResources: (call: Call) =>
      track((onEnd) => new Connection(call, forSotw, { options: shared, onEnd })),
    DeltaAggregatedResources: (call: Call) =>
      track((onEnd) => new Connection(call, forDelta, { options: shared, onEnd })),
  });
  return connections;
}

interface Ending {
  shutDown(): void;
}

// tryShutdown waits for open streams, and ADS streams never end by themselves.
async function shutDown(server: Server, connections: ReadonlySet<Ending>, graceMs: number): Promise<void> {
  for (const connection of [...connections]) connection.shutDown();
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.forceShutdown(), graceMs);
    server.tryShutdown(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}

const bytesAsTheyAre = {
  requestStream: true,
  responseStream: true,
  requestSerialize: (bytes: Buffer): Buffer => bytes,
  requestDeserialize: (bytes: Buffer): Buffer => bytes,
  responseSerialize: (bytes: Buffer): Buffer => bytes,
  responseDeserialize: (bytes: Buffer): Buffer => bytes,
};
const service = "/envoy.service.discovery.v3.AggregatedDiscoveryService";

const aggregatedDiscovery: ServiceDefinition = {
  StreamAggregatedResources: { path: `${service}/StreamAggregatedResources`, ...bytesAsTheyAre },
  DeltaAggregatedResources: { path: `${service}/DeltaAggregatedResources`, ...bytesAsTheyAre },
};
