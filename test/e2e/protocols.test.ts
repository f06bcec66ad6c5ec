/** What travels in a tunnel: both versions of HTTP, WebSocket, large bodies, and what is known about the client. */
import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import {
  type ClientHttp2Session,
  connect as connectHttp2,
  createServer as createHttp2Server,
  type Http2Server,
} from "node:http2";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { WebSocket } from "ws";
import { ask } from "../support/hbone.js";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, from, manifestText } from "../support/manifests.js";
import { answerTo, everything, openTunnelTo, outcomeOf } from "../support/said.js";

// Real processes on a machine that may be busy.
jest.setTimeout(30_000);

const [web, other] = ["protocols/sa/web", "protocols/sa/other"];
const h2c = { name: "main", port: 80, appProtocol: "kubernetes.io/h2c" };
const undeclared = { name: "main", port: 80 };

const app = (name: string, port?: typeof h2c | typeof undeclared) =>
  anApp({ namespace: "protocols", name, ...(port !== undefined && { ports: [port] }) });
const pod = (name: string) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "protocols" },
  spec: { serviceAccountName: name, containers: [{ name: "app", image: "echo" }] },
  status: { podIP: name === "near" ? "127.77.5.1" : "127.77.5.2" },
});

const manifests = manifestText(
  aNamespace("protocols", "waypoint"),
  aWaypoint("protocols"),
  anAccount("protocols", "web"),
  anAccount("protocols", "other"),
  pod("near"),
  pod("far"),
  app("app"),
  app("digest"),
  app("h2c", h2c),
  app("talk", { name: "grpc", port: 80 }),
  app("carried", undeclared),
  app("judged", undeclared),
  app("routed", undeclared),
  app("by-address"),
  aPolicy("protocols/app", {
    service: "app",
    action: "DENY",
    rules: [{ ...from({ serviceAccounts: ["other"] }), to: [{ operation: { paths: ["/private*"] } }] }],
  }),
  aPolicy("protocols/judged", {
    service: "judged",
    action: "DENY",
    rules: [{ to: [{ operation: { paths: ["/private*"] } }] }],
  }),
  aPolicy("protocols/by-address", {
    service: "by-address",
    action: "ALLOW",
    rules: [from({ ipBlocks: ["127.77.5.1"] })],
  }),
  {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "routed", namespace: "protocols" },
    spec: {
      parentRefs: [{ group: "", kind: "Service", name: "routed" }],
      rules: [
        {
          filters: [
            { type: "ResponseHeaderModifier", responseHeaderModifier: { set: [{ name: "x-routed", value: "1" }] } },
          ],
          backendRefs: [{ name: "routed", port: 80 }],
        },
      ],
    },
  },
);

let mesh: TestMesh;
let digests: Server;
let talker: Http2Server;

beforeAll(async () => {
  // Says what it was sent, and says it back.
  digests = createServer((request, response) => {
    const hash = createHash("sha256");
    response.setHeader("content-type", "application/octet-stream");
    request.on("data", (chunk: Buffer) => hash.update(chunk));
    request.on("end", () => response.setHeader("x-digest", hash.digest("hex")).end(large));
  });
  await new Promise<void>((resolve) => digests.listen(0, "127.0.0.1", resolve));
  // Repeats what it hears as soon as it hears it, and says how it went at the end, as gRPC servers do.
  talker = createHttp2Server().on("stream", (stream) => {
    stream.on("error", () => undefined);
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
    stream.pipe(stream);
  });
  await new Promise<void>((resolve) => talker.listen(0, "127.0.0.1", resolve));
  const at = (server: Server | Http2Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const userWorkloads = [
    { name: "protocols/digest", target: at(digests) },
    { name: "protocols/talk", target: at(talker) },
  ];
  mesh = await aLocalMesh({ "mesh.yaml": manifests }, { userWorkloads });
}, 120_000);

afterAll(async () => {
  await mesh?.close();
  digests?.close();
  talker?.close();
}, 60_000);

const large = Buffer.alloc(8 * 1024 * 1024, "not so random text of some length, ");
const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
const tunnel = (name: string, as = web): Promise<Duplex> => openTunnelTo(mesh, { as, host: `${name}.protocols` });

/** What the echo application answers to an HTTP/2 client in a tunnel. */
async function overHttp2(name: string, path = "/"): Promise<{ readonly status: number; readonly proto: string }> {
  const stream = await tunnel(name);
  const session: ClientHttp2Session = connectHttp2(`http://${name}.protocols`, { createConnection: () => stream });
  try {
    return await new Promise((resolve, reject) => {
      session.once("error", reject);
      const request = session.request({ ":path": path });
      let status = 0;
      let body = "";
      request.once("error", reject);
      request.once("response", (headers) => {
        status = headers[":status"] ?? 0;
      });
      request.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      request.once("end", () => resolve({ status, proto: body.startsWith("{") ? JSON.parse(body).proto : "" }));
    });
  } finally {
    session.destroy();
  }
}

describe("a request through a waypoint", () => {
  it.each([
    ["HTTP/1.1 to an application of HTTP/1.1", "app", "HTTP/1.1"],
    ["HTTP/1.1 to an application of HTTP/2", "h2c", "HTTP/2.0"],
  ])("may be %s", async (_, name, proto) => {
    const { status, body } = await ask(await tunnel(name), "/", { host: `${name}.protocols` });
    expect({ status, proto: JSON.parse(body).proto }).toEqual({ status: 200, proto });
  });

  it.each([
    ["HTTP/2 to an application of HTTP/2", "h2c", "HTTP/2.0"],
    ["HTTP/2 to an application of HTTP/1.1", "app", "HTTP/1.1"],
  ])("may be %s", async (_, name, proto) => {
    expect(await overHttp2(name)).toEqual({ status: 200, proto });
  });

  it("carries large bodies both ways, unchanged", async () => {
    const options = { method: "POST", host: "digest.protocols", body: large };
    const { status, headers, body } = await ask(await tunnel("digest"), "/", options);
    expect({ status, sent: headers["x-digest"], got: sha256(Buffer.from(body, "utf8")) }).toEqual({
      status: 200,
      sent: sha256(large),
      got: sha256(large),
    });
  }, 30_000);

  it("is one of many in its tunnel", async () => {
    const stream = await tunnel("app");
    const seen = [];
    for (let index = 0; index < 20; index++) {
      const { status, headers, body } = await ask(stream, `/${index}`, { host: "app.protocols" });
      seen.push({ status, closing: headers["connection"] === "close", path: JSON.parse(body).path });
      // Node lets go of the socket a turn after the answer.
      await new Promise(setImmediate);
    }
    expect(seen).toEqual(seen.map((_, index) => ({ status: 200, closing: false, path: `/${index}` })));
    stream.destroy();
  });
});

/** Opens a WebSocket and says something; resolves with the answer, or the status with which it was refused. */
async function overWebSocket(as: string, path: string, words: Buffer): Promise<Buffer | number> {
  const stream = await tunnel("app", as);
  const socket = new WebSocket(`ws://app.protocols${path}`, { createConnection: () => stream as never });
  return new Promise((resolve, reject) => {
    socket.once("open", () => socket.send(words));
    socket.once("message", (data: Buffer) => {
      resolve(data);
      socket.close();
    });
    socket.once("unexpected-response", (_request, response) => {
      resolve(response.statusCode ?? 0);
      stream.destroy();
    });
    socket.once("error", reject);
  });
}

describe("a gRPC call through a waypoint", () => {
  it("is a conversation with trailers, in which nothing waits for the end", async () => {
    const stream = await tunnel("talk");
    const session = connectHttp2("http://talk.protocols", { createConnection: () => stream });
    const call = session.request({ ":method": "POST", ":path": "/talk.Talk/Chat", te: "trailers" }).setEncoding("utf8");
    const trailers = new Promise<unknown>((resolve, reject) => {
      call.once("trailers", (headers) => resolve(headers["grpc-status"]));
      call.once("error", reject);
    });
    for (const words of ["one", "two", "three"]) {
      const heard = new Promise((resolve) => call.once("data", resolve));
      call.write(words);
      // The next word is said only when this one has come back.
      expect(await heard).toBe(words);
    }
    call.end();
    expect(await trailers).toBe("0");
    session.destroy();
  });
});

describe("a WebSocket through a waypoint", () => {
  it("is a conversation, large frames included", async () => {
    expect(sha256((await overWebSocket(web, "/chat", large)) as Buffer)).toBe(sha256(large));
  }, 30_000);

  it("is judged like any request", async () => {
    expect(await overWebSocket(other, "/private/chat", large)).toBe(403);
    expect(await overWebSocket(other, "/chat", Buffer.from("hello"))).toEqual(Buffer.from("hello"));
  });
});

describe("a port that declares no protocol", () => {
  it("is carried as bytes where nothing looks into requests", async () => {
    const stream = await tunnel("carried");
    // No HTTP at all, and no proxy to say so: the application itself is the one that minds.
    stream.write("NONSENSE\r\n\r\n");
    expect((await everything(stream)).toString()).toMatch(/^HTTP\/1.1 400 Bad Request\r\nConnection: close/);
    expect(await overHttp2("carried")).toEqual({ status: 200, proto: "HTTP/2.0" });
    expect(diagnosticsText(mesh)).toMatch(/WM4020.*protocols\/carried/);
  });

  it("is HTTP where a policy looks into requests", async () => {
    expect([
      await outcomeOf(mesh, { as: web, host: "judged.protocols" }),
      await outcomeOf(mesh, { as: web, host: "judged.protocols", path: "/private/x" }),
      (await overHttp2("judged", "/private/x")).status,
    ]).toEqual(["200", "403", 403]);
    expect(diagnosticsText(mesh)).toMatch(/WM4019.*protocols\/judged/);
  });

  it("is HTTP where a route does", async () => {
    const answer = await answerTo(mesh, { as: web, host: "routed.protocols" });
    expect(answer.kind === "answered" && answer.headers).toContainEqual(["x-routed", "1"]);
  });
});

describe("the client's address", () => {
  it("is that of its pod, to the last byte", async () => {
    expect([
      await outcomeOf(mesh, { as: "protocols/sa/near", host: "by-address.protocols" }),
      await outcomeOf(mesh, { as: "protocols/sa/far", host: "by-address.protocols" }),
    ]).toEqual(["200", "403"]);
  });

  it("is not what the client says it is", async () => {
    const forged = { as: "protocols/sa/far", host: "by-address.protocols" };
    const names = ["x-forwarded-for", "x-real-ip", "forwarded", "x-envoy-external-address"];
    const outcomes = names.map((name) => outcomeOf(mesh, { ...forged, headers: { [name]: "127.77.5.1" } }));
    expect(await Promise.all(outcomes)).toEqual(names.map(() => "403"));
  });

  it("is not added to what the client says about others", async () => {
    const said = { "x-forwarded-for": "203.0.113.7, 198.51.100.1" };
    const answer = await answerTo(mesh, { as: web, host: "app.protocols", headers: said });
    const seen = answer.kind === "answered" ? JSON.parse(answer.body).headers : answer;
    expect(seen["X-Forwarded-For"]).toEqual(["203.0.113.7, 198.51.100.1"]);
    const silent = await answerTo(mesh, { as: web, host: "app.protocols" });
    expect(silent.kind === "answered" && JSON.parse(silent.body).headers["X-Forwarded-For"]).toBeUndefined();
  });
});
