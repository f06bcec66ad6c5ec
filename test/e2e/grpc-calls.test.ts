/** Calls of a gRPC client through a waypoint to gRPC servers, and a header whose name looks like a claim. */
import { type AddressInfo, createServer, type Server } from "node:net";
import { pipeline } from "node:stream/promises";
import { Client, credentials, Server as GrpcServer, ServerCredentials, type ServiceError, status } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, manifestText } from "../support/manifests.js";
import { everything, openTunnelTo } from "../support/said.js";

// Real processes on a machine that may be busy.
jest.setTimeout(30_000);

const web = "grpc-calls/sa/web";
const undeclared = { name: "main", port: 80 };
const parentRefs = [{ group: "", kind: "Service", name: "calls" }];
const to = (name: string) => ({ backendRefs: [{ name, port: 80 }] });

const manifests = manifestText(
  aNamespace("grpc-calls", "waypoint"),
  aWaypoint("grpc-calls"),
  anAccount("grpc-calls", "web"),
  anApp({ namespace: "grpc-calls", name: "calls", ports: [undeclared] }),
  anApp({ namespace: "grpc-calls", name: "other", ports: [undeclared] }),
  anApp({ namespace: "grpc-calls", name: "claims" }),
  {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "GRPCRoute",
    metadata: { name: "calls", namespace: "grpc-calls" },
    spec: {
      parentRefs,
      rules: [
        { matches: [{ method: { service: "talk.Talk" } }], ...to("calls") },
        { matches: [{ method: { service: "talk.Talk", method: "Other" } }], ...to("other") },
        { matches: [{ method: { service: "talk.Gone" } }], ...to("gone") },
      ],
    },
  },
  aPolicy("grpc-calls/calls", {
    service: "calls",
    action: "DENY",
    rules: [{ to: [{ operation: { paths: ["/talk.Talk/Secret"] } }] }],
  }),
  {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "claims", namespace: "grpc-calls" },
    spec: {
      parentRefs: [{ group: "", kind: "Service", name: "claims" }],
      rules: [{ matches: [{ headers: [{ name: "@request.auth.claims.group", value: "admin" }] }], ...to("claims") }],
    },
  },
);

let mesh: TestMesh;
let door: Server;
let client: Client;
const servers: GrpcServer[] = [];

beforeAll(async () => {
  const userWorkloads = [
    { name: "grpc-calls/calls", target: await serverNamed("calls") },
    { name: "grpc-calls/other", target: await serverNamed("other") },
  ];
  mesh = await aLocalMesh({ "mesh.yaml": manifests }, { userWorkloads });
  // gRPC clients know no CONNECT proxies by argument: this port is a tunnel to the service.
  door = createServer((socket) => {
    openTunnelTo(mesh, { as: web, host: "calls.grpc-calls" }).then(
      // Whichever side breaks off, both are over.
      (tunnel) => pipeline(tunnel, socket, tunnel).catch(() => undefined),
      () => socket.destroy(),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const { port } = door.address() as AddressInfo;
  client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
    "grpc.default_authority": "calls.grpc-calls",
    "grpc.enable_http_proxy": 0,
  });
}, 120_000);

afterAll(async () => {
  client?.close();
  door?.close();
  for (const server of servers) server.forceShutdown();
  await mesh?.close();
}, 60_000);

const asIs = (bytes: Buffer): Buffer => bytes;
const method = (name: string, streams: boolean) => ({
  path: `/talk.Talk/${name}`,
  requestStream: streams,
  responseStream: streams,
  requestSerialize: asIs,
  requestDeserialize: asIs,
  responseSerialize: asIs,
  responseDeserialize: asIs,
});

/** A server that says its name and what it was told. */
async function serverNamed(name: string): Promise<string> {
  const server = new GrpcServer();
  servers.push(server);
  const talk = { Say: method("Say", false), Other: method("Other", false), Chat: method("Chat", true) };
  const said = (words: Buffer): Buffer => Buffer.from(`${name} heard ${words.toString()}`);
  const say = (call: { request: Buffer }, answer: (error: null, words: Buffer) => void): void =>
    answer(null, said(call.request));
  server.addService(talk, {
    Say: say,
    Other: say,
    Chat: (call: NodeJS.ReadWriteStream) => {
      call.on("data", (words: Buffer) => call.write(said(words) as unknown as string));
      call.on("end", () => call.end());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return `http://127.0.0.1:${port}`;
}

/** What a unary call answers, or the name of its status. */
function called(path: string): Promise<string> {
  const deadline = { deadline: Date.now() + 15_000 };
  return new Promise((resolve) => {
    client.makeUnaryRequest(path, asIs, asIs, Buffer.from("hello"), deadline, (error: ServiceError | null, answer) => {
      resolve(error === null ? String(answer) : (status[error.code] ?? String(error.code)));
    });
  });
}

describe("a call through a waypoint", () => {
  it.each([
    ["goes where its service is routed to", "/talk.Talk/Say", "calls heard hello"],
    ["goes where its method is routed to", "/talk.Talk/Other", "other heard hello"],
    ["is unimplemented if nobody routes it", "/talk.Else/Say", "UNIMPLEMENTED"],
    ["is unavailable if its backend does not exist", "/talk.Gone/Say", "UNAVAILABLE"],
    ["is denied in the words of gRPC", "/talk.Talk/Secret", "PERMISSION_DENIED"],
  ])("%s", async (_, path, outcome) => {
    expect(await called(path)).toBe(outcome);
  });

  it("is a conversation of two streams", async () => {
    const chat = client.makeBidiStreamRequest("/talk.Talk/Chat", asIs, asIs, { deadline: Date.now() + 15_000 });
    const heard: string[] = [];
    for (const words of ["one", "two"]) {
      const answer = new Promise<Buffer>((resolve, reject) => {
        chat.once("data", resolve);
        chat.once("error", reject);
      });
      chat.write(Buffer.from(words));
      heard.push(String(await answer));
    }
    chat.end();
    expect(heard).toEqual(["calls heard one", "calls heard two"]);
  });
});

describe("a header by the name of a claim", () => {
  it("is no claim", async () => {
    const tunnel = await openTunnelTo(mesh, { as: web, host: "claims.grpc-calls" });
    const lines = ["GET / HTTP/1.1", "host: claims", "@request.auth.claims.group: admin", "connection: close"];
    tunnel.write(`${lines.join("\r\n")}\r\n\r\n`);
    // Not even a header: nobody gets as far as to look at it.
    expect((await everything(tunnel)).toString()).toMatch(/^HTTP\/1.1 400 /);
  });
});
