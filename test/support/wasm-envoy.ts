/** One real Envoy with wasm filters in front of a small service, by a static configuration. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEnvoy } from "../../scripts/envoy.mjs";
import type { EnvoyLogLine } from "../../src/runtime/envoy-log.js";
import { type EnvoyProcess, startEnvoy } from "../../src/runtime/envoy-process.js";
import { openProcessGuard } from "../../src/runtime/process-guard.js";

/** A wasm filter on a listener of its own. */
export interface WasmFilter {
  readonly name: string;
  readonly wasm: Uint8Array;
  readonly configuration?: string;
  /** Default: `FAIL_CLOSED`, as in Envoy. */
  readonly failurePolicy?: "FAIL_CLOSED" | "FAIL_OPEN" | "FAIL_RELOAD";
  /** A network filter in front of a service that echoes bytes. */
  readonly network?: boolean;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface WasmEnvoy {
  readonly envoy: EnvoyProcess;
  readonly logs: readonly EnvoyLogLine[];
  /** Asks the listener of that filter; the service answers with what it was asked, as JSON. */
  ask(filter: string, headers?: Readonly<Record<string, string>>, body?: string): Promise<Answer>;
  /** Opens a connection to the listener of that network filter, sends, and gives all that comes back. */
  send(filter: string, bytes: string): Promise<string>;
  close(): Promise<void>;
}

/** Envoy's name for the service, which filters may call. */
export const serviceCluster = "service";

/** Starts it; rejects with Envoy's own words if it refuses one of the filters. */
export async function startWasmEnvoy(filters: readonly WasmFilter[]): Promise<WasmEnvoy> {
  const folder = await mkdtemp(join(tmpdir(), "waymark-wasm-"));
  const service = await listening(createServer(echo));
  const bytes = createTcpServer((socket) => socket.on("error", () => socket.destroy()).pipe(socket));
  await new Promise<void>((resolve) => bytes.listen(0, "127.0.0.1", resolve));
  const ports = { service: service.port, bytes: (bytes.address() as AddressInfo).port };
  const listeners = await Promise.all(filters.map((filter) => listenerOf(filter, folder)));
  const logs: EnvoyLogLine[] = [];
  const envoy = await startEnvoy({
    binary: (await findEnvoy()).path,
    name: "wasm",
    bootstrap: { text: JSON.stringify(bootstrap(listeners, ports)) },
    guard: await openProcessGuard(folder),
    logLevel: "warning",
    moreArguments: ["--component-log-level", "wasm:info"],
    log: (line) => logs.push(line),
  });
  async function close(): Promise<void> {
    await envoy.stop();
    service.server.closeAllConnections();
    service.server.close();
    bytes.close();
    await rm(folder, { recursive: true, force: true });
  }
  async function opened(): Promise<ReadonlyMap<string, number>> {
    await envoy.ready();
    return portsOf(envoy);
  }
  const doors = await opened().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    envoy,
    logs,
    ask: (filter, headers = {}, body) => askAt(doors.get(filter) ?? 0, headers, body),
    send: (filter, text) => sendTo(doors.get(filter) ?? 0, text),
    close,
  };
}

function echo(incoming: IncomingMessage, response: ServerResponse): void {
  const pieces: Buffer[] = [];
  incoming.on("data", (piece: Buffer) => pieces.push(piece));
  incoming.on("end", () => {
    response.statusCode = incoming.url === "/deny" ? 403 : 200;
    response.setHeader("x-from-service", "1");
    const asked = { path: incoming.url, headers: incoming.headers, body: Buffer.concat(pieces).toString() };
    response.end(JSON.stringify(asked));
  });
}

async function listening(server: Server): Promise<{ readonly server: Server; readonly port: number }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function listenerOf(filter: WasmFilter, folder: string): Promise<object> {
  const path = join(folder, `${filter.name}.wasm`);
  await writeFile(path, filter.wasm);
  const plugin = {
    name: filter.name,
    root_id: "root",
    // A VM of its own for each: one that trapped must not take the others along.
    vm_config: { vm_id: filter.name, runtime: "envoy.wasm.runtime.v8", code: { local: { filename: path } } },
    configuration: {
      "@type": "type.googleapis.com/google.protobuf.StringValue",
      value: filter.configuration ?? "",
    },
    failure_policy: filter.failurePolicy ?? "FAIL_CLOSED",
  };
  return {
    name: filter.name,
    address: socketAddress(0),
    filter_chains: [{ filters: filter.network ? networkFilters(plugin) : httpFilters(plugin) }],
  };
}

function networkFilters(config: object): object[] {
  return [
    typed("envoy.filters.network.wasm", "envoy.extensions.filters.network.wasm.v3.Wasm", { config }),
    typed("envoy.filters.network.tcp_proxy", "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy", {
      stat_prefix: "tcp",
      cluster: "bytes",
    }),
  ];
}

function httpFilters(config: object): object[] {
  const manager = "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager";
  return [
    typed("envoy.filters.network.http_connection_manager", manager, {
      stat_prefix: "http",
      route_config: {
        virtual_hosts: [
          { name: "all", domains: ["*"], routes: [{ match: { prefix: "/" }, route: { cluster: serviceCluster } }] },
        ],
      },
      http_filters: [
        typed("envoy.filters.http.wasm", "envoy.extensions.filters.http.wasm.v3.Wasm", { config }),
        typed("envoy.filters.http.router", "envoy.extensions.filters.http.router.v3.Router", {}),
      ],
    }),
  ];
}

function typed(name: string, type: string, fields: object): object {
  return { name, typed_config: { "@type": `type.googleapis.com/${type}`, ...fields } };
}

function socketAddress(port: number): object {
  return { socket_address: { address: "127.0.0.1", port_value: port } };
}

function bootstrap(listeners: readonly object[], ports: { readonly service: number; readonly bytes: number }): object {
  const cluster = (name: string, port: number): object => ({
    name,
    connect_timeout: "2s",
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: socketAddress(port) } }] }],
    },
  });
  return {
    admin: { address: socketAddress(0) },
    static_resources: {
      listeners,
      clusters: [cluster(serviceCluster, ports.service), cluster("bytes", ports.bytes)],
    },
  };
}

async function portsOf(envoy: EnvoyProcess): Promise<Map<string, number>> {
  const { text } = await envoy.admin("/listeners?format=json");
  const { listener_statuses: statuses } = JSON.parse(text) as {
    readonly listener_statuses: readonly {
      readonly name: string;
      readonly local_address: { readonly socket_address: { readonly port_value: number } };
    }[];
  };
  return new Map(statuses.map((it) => [it.name, it.local_address.socket_address.port_value]));
}

function askAt(port: number, headers: Readonly<Record<string, string>>, body: string | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const outgoing = request({ host: "127.0.0.1", port, path: "/some/path?q=1", method, headers, agent: false });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(pieces).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    outgoing.end(body);
  });
}

function sendTo(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(text));
    let received = "";
    socket.on("data", (piece) => {
      received += piece;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(received));
  });
}
