/** Labs on a real Envoy: all labs of a test file in one process, one listener a lab. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findEnvoy } from "../../scripts/envoy.mjs";
import { type EnvoyProcess, startEnvoy } from "../runtime/envoy-process.js";
import { openProcessGuard, type ProcessGuard } from "../runtime/process-guard.js";
import { labBootstrap } from "./envoy-bootstrap.js";
import { type GrpcService, startGrpcService } from "./grpc-service.js";
import { ok, silentAfterMs } from "./host-lab.js";
import { type Answer, type Asked, type Lab, type LabProxy, type Reaction, type Seen, steadyLine } from "./lab.js";

const logsWithinMs = 3_000;
/** Long enough for a proxy to read one piece before the next one comes. */
const betweenPiecesMs = 20;

/** A running Envoy with some labs in it. */
export class EnvoyLabs {
  readonly #labs: readonly Lab[];
  readonly #concurrency: number;
  readonly #servers: Server[] = [];
  readonly #grpc: GrpcService[] = [];
  readonly #lines: { readonly lab: string; readonly line: string }[] = [];
  readonly #seen = new Map<number, Seen>();
  #envoy: EnvoyProcess | undefined;
  #guard: ProcessGuard | undefined;
  #folder = "";
  readonly #ports = new Map<number, number>();

  /** `concurrency` is the number of worker threads. */
  constructor(labs: readonly Lab[], { concurrency = 1 }: { readonly concurrency?: number } = {}) {
    this.#labs = labs;
    this.#concurrency = concurrency;
  }

  async start(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), "waymark-wasm-"));
    const upstreamPort = await this.#serve((asked, seen) => {
      const number = Number.parseInt(String(asked.headers["x-lab"]), 10);
      this.#seen.set(number, seen);
      return (this.#labs[number]?.upstream ?? ok)(seen);
    });
    const clusterPorts = new Map<string, number>();
    for (const [name, service] of this.#labs.flatMap((lab) => Object.entries(lab.clusters ?? {}))) {
      const react = service === "silent" ? () => undefined : service;
      // Nobody listens on port 1 of this address.
      clusterPorts.set(name, react === "unreachable" ? 1 : await this.#serve((_asked, seen) => react(seen)));
    }
    const grpcPorts = new Map<string, number>();
    for (const [name, react] of this.#labs.flatMap((lab) => Object.entries(lab.grpc ?? {}))) {
      const service = await startGrpcService(react);
      this.#grpc.push(service);
      grpcPorts.set(name, service.port);
    }
    const guard = await openProcessGuard(this.#folder);
    this.#guard = guard;
    const { path } = await findEnvoy();
    this.#envoy = await startEnvoy({
      binary: path,
      name: "wasm",
      bootstrap: { text: JSON.stringify(labBootstrap(this.#labs, { upstreamPort, clusterPorts, grpcPorts })) },
      guard,
      logLevel: "warning",
      concurrency: this.#concurrency,
      moreArguments: ["--component-log-level", "wasm:trace"],
      log: ({ component, level, message }) => {
        // A stream's lines name the plugin, a plugin's own lines only its virtual machine.
        const [, lab, text] = /^wasm log [^:]*?\b(lab-\d+)\b[^:]*: ([\s\S]*)$/.exec(message) ?? [];
        if (component === "wasm" && lab !== undefined) {
          this.#lines.push({ lab, line: `${level === "warning" ? "warn" : level} ${text}` });
        } else if (process.env["WASM_LAB_LOG"] !== undefined)
          process.stderr.write(`${level} ${component} ${message}\n`);
      },
    });
    await this.#envoy.ready({ timeoutMs: 60_000 });
    const { text } = await this.#envoy.admin("/listeners?format=json");
    for (const { name, local_address: address } of JSON.parse(text).listener_statuses) {
      this.#ports.set(Number(/\d+/.exec(name)?.[0]), address.socket_address.port_value);
    }
  }

  async stop(): Promise<void> {
    await this.#envoy?.stop();
    this.#guard?.close();
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
    for (const service of this.#grpc) service.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** The proxy of one lab; `expectedLines` is how many log lines are waited for. */
  proxy(number: number, expectedLines: () => number): LabProxy {
    const from = this.#lines.length;
    const lines = (): string[] =>
      this.#lines
        .slice(from)
        .filter(({ lab }) => lab === `lab-${number}`)
        .map(({ line }) => steadyLine(line))
        .filter((line) => !line.startsWith("critical "));
    return {
      send: async (asked = {}) => {
        this.#seen.delete(number);
        const answer = await exchange(this.#ports.get(number) ?? 0, asked);
        const upstream = this.#seen.get(number);
        return { ...answer, upstream };
      },
      logged: async () => {
        for (let waited = 0; lines().length < expectedLines() && waited < logsWithinMs; waited += 20) await pause(20);
        return lines();
      },
      metric: async (name) => {
        const stats = await this.#envoy?.admin(`/stats?filter=^wasmcustom\\.${name}$`);
        const value = /: (\d+)/.exec(stats?.text ?? "")?.[1];
        return value === undefined ? undefined : Number(value);
      },
      wait: (ms) => pause(ms),
    };
  }

  async #serve(react: (asked: IncomingMessage, seen: Seen) => Reaction | undefined): Promise<number> {
    const server = createServer((asked, response) => {
      // A proxy that gives a request up is no failure of ours.
      answered(asked, response, react).catch(() => response.destroy());
    });
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }
}

/** Node reads header bytes as Latin-1. */
function utf8(text: string): string {
  return Buffer.from(text, "latin1").toString("utf8");
}

async function answered(
  asked: IncomingMessage,
  response: ServerResponse,
  react: (asked: IncomingMessage, seen: Seen) => Reaction | undefined,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  const { method = "", url: path = "" } = asked;
  const headers = Object.fromEntries(Object.entries(asked.headers).map(([name, value]) => [name, utf8(String(value))]));
  const trailers = trailersOf(asked);
  const reaction = react(asked, { method, path, headers, body: Buffer.concat(chunks).toString(), ...trailers });
  if (reaction === undefined) return;
  const { status = 200, headers: sent = {}, body = "", pieces, trailers: last } = reaction;
  response.sendDate = false;
  if (pieces !== undefined) {
    response.writeHead(status, sent);
    for (const piece of pieces) {
      response.write(piece);
      await pause(betweenPiecesMs);
    }
    if (last !== undefined) response.addTrailers(last);
    response.end();
    return;
  }
  const length = status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...sent, ...length }).end(body);
}

function trailersOf({ trailers }: IncomingMessage): { readonly trailers?: Readonly<Record<string, string>> } {
  const found = Object.entries(trailers).map(([name, value]) => [name, String(value)]);
  return found.length === 0 ? {} : { trailers: Object.fromEntries(found) };
}

function exchange(
  port: number,
  { method = "GET", path = "/", headers = [], body, chunks, trailers }: Asked,
): Promise<Omit<Answer, "upstream">> {
  return new Promise((resolve) => {
    const told = body === undefined ? [] : ["content-length", String(Buffer.byteLength(body))];
    const length = chunks === undefined ? told : ["transfer-encoding", "chunked"];
    const sent = request({
      host: "127.0.0.1",
      port,
      method,
      path,
      setHost: false,
      agent: false,
      headers: ["host", "lab.test", ...headers.flat(), ...length] as unknown as Record<string, string>,
    });
    const nothing = { status: 0, headers: {}, body: "" };
    const timer = setTimeout(() => {
      resolve({ kind: "silent", ...nothing });
      sent.destroy();
    }, silentAfterMs);
    const reset = (): void => {
      clearTimeout(timer);
      resolve({ kind: "reset", ...nothing });
    };
    sent.on("error", reset);
    sent.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reset);
      answer.on("end", () => {
        clearTimeout(timer);
        const read = Object.entries(answer.headersDistinct).map(([name, values]) => [name, (values ?? []).join(", ")]);
        const text = Buffer.concat(chunks).toString();
        const { statusCode: status = 0 } = answer;
        resolve({ kind: "answered", status, headers: Object.fromEntries(read), body: text, ...trailersOf(answer) });
      });
    });
    for (const chunk of chunks ?? []) sent.write(chunk);
    if (trailers !== undefined) sent.addTrailers(trailers);
    sent.end(chunks === undefined ? body : undefined);
  });
}
