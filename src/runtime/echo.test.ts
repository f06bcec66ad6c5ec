import { once } from "node:events";
import { afterEach, describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { type EchoOptions, startEcho } from "./echo.js";
import type { Listening } from "./socket-server.js";
import { http1, http2, tcp, untilEnd } from "./testing/requests.js";

const pod = { name: "reviews-1", namespace: "shop", serviceAccount: "reviews", service: "reviews" };
const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listening) => listening.close()));
});

async function echo(options: Partial<EchoOptions> = {}): Promise<number> {
  const listening = await startEcho({ address: "127.0.0.1", port: 0, protocol: "auto", pod, ...options });
  open.push(listening);
  return listening.port;
}

describe("the echo application over HTTP", () => {
  it("tells what arrived, and who it is", async () => {
    const port = await echo();
    const headers = { Host: "reviews.shop", "x-request-id": "7", "X-Two": ["a", "b"] };
    const reply = await http1({ port, path: "/a//b%2F?q=1&q=2", method: "POST", headers, body: "hello" });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toEqual({
      path: "/a//b%2F?q=1&q=2",
      host: "reviews.shop",
      method: "POST",
      proto: "HTTP/1.1",
      headers: { Connection: ["close"], "Content-Length": ["5"], "X-Request-Id": ["7"], "X-Two": ["a", "b"] },
      httpPort: String(port),
      namespace: "shop",
      ingress: "",
      service: "reviews",
      pod: "reviews-1",
      serviceAccount: "reviews",
      address: "127.0.0.1",
    });
  });

  it("speaks HTTP/2 on the same port", async () => {
    const port = await echo();
    const [first, second] = await http2(port, [
      { path: "/x?status=418", headers: { "x-a": "1", "x-echo-set-header": "x-b:2, connection:close" } },
      { path: "/y", method: "PUT", body: "body" },
    ]);
    expect(first).toMatchObject({ status: 418, headers: { "x-b": "2", "content-type": "application/json" } });
    expect(JSON.parse(first?.text ?? "")).toMatchObject({
      proto: "HTTP/2.0",
      path: "/x?status=418",
      headers: { "X-A": ["1"] },
    });
    expect(JSON.parse(second?.text ?? "")).toMatchObject({ method: "PUT", host: `127.0.0.1:${port}` });
  });

  it("recognises HTTP/2 even when its first bytes come one by one", async () => {
    const socket = await tcp(await echo());
    const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
    for (const byte of Buffer.concat([Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), settings])) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [answer] = await once(socket, "data");
    expect(answer[3]).toBe(4); // the type of a SETTINGS frame
    socket.destroy();
  });

  it("takes a method that begins like the HTTP/2 preface for HTTP/1.1", async () => {
    const reply = await http1({ port: await echo(), path: "/", method: "PROPFIND" });
    expect(JSON.parse(reply.text)).toMatchObject({ method: "PROPFIND", proto: "HTTP/1.1" });
  });

  it("answers several requests on one connection", async () => {
    const socket = await tcp(await echo());
    socket.end("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const text = await untilEnd(socket);
    expect(text.match(/"path": "\/\d"/g)).toEqual(['"path": "/1"', '"path": "/2"']);
  });

  it("goes on in HTTP/1.1 when asked to upgrade to HTTP/2", async () => {
    const headers = { Connection: "Upgrade, HTTP2-Settings", Upgrade: "h2c", "HTTP2-Settings": "" };
    const reply = await http1({ port: await echo(), path: "/x", headers });
    expect(JSON.parse(reply.text)).toMatchObject({ path: "/x", proto: "HTTP/1.1" });
  });

  it("answers with the wanted status and headers", async () => {
    const headers = { "X-Echo-Set-Header": "x-a:1,x-a:2, content-type:text/odd" };
    const reply = await http1({ port: await echo(), path: "/status/503", headers });
    expect(reply).toMatchObject({ status: 503, headers: { "x-a": "1,2", "content-type": "text/odd" } });
  });

  it.each([204, 304])("sends no body with status %d", async (status) => {
    expect(await http1({ port: await echo(), path: `/x?status=${status}` })).toMatchObject({ status, text: "" });
  });

  it("says what is wrong with a wish it cannot grant", async () => {
    const reply = await http1({ port: await echo(), path: "/x?delay=soon" });
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toMatchObject({
      message: expect.stringMatching(/^delay makes no sense/),
      pod: "reviews-1",
    });
  });

  it("waits as long as asked", async () => {
    const began = performance.now();
    await http1({ port: await echo(), path: "/x?delay=40ms" });
    // A lower bound only: how much longer it takes is the machine's affair.
    expect(performance.now() - began).toBeGreaterThanOrEqual(39);
  });

  it("sends a body of exactly the asked size, in one piece or in drops", async () => {
    const port = await echo();
    const whole = await http1({ port, path: "/x?size=300000" });
    const drops = await http1({ port, path: "/x?size=1001&drip=7x1ms" });
    expect([whole.text.length, drops.text.length]).toEqual([300_000, 1001]);
    expect(drops.headers["content-length"]).toBe("1001");
  });

  it("drips lines when no size is asked", async () => {
    const [reply] = await http2(await echo(), [{ path: "/x?drip=3x1ms" }]);
    expect(reply?.text).toBe("chunk 1 of 3\nchunk 2 of 3\nchunk 3 of 3\n");
  });

  it.each([
    ["nonsense", "\u0000\u0001\u0002 nonsense\r\n\r\n"],
    ["a CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n"],
    ["half a preface", "PRI * HT"],
    ["nothing at all", ""],
    ["a preface with nonsense behind it", `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${"x".repeat(100)}`],
    ["a client that leaves before its answer", "GET /?delay=1s HTTP/1.1\r\nHost: a\r\n\r\n"],
  ])("survives %s", async (_what, bytes) => {
    const port = await echo();
    const socket = await tcp(port);
    socket.on("error", () => undefined);
    socket.write(bytes);
    await new Promise((resolve) => setTimeout(resolve, 5));
    socket.resetAndDestroy();
    expect((await http1({ port, path: "/still-here" })).status).toBe(200);
  });
});

describe("the echo application over WebSocket", () => {
  it("returns text as text and bytes as bytes, and says in the handshake who it is", async () => {
    const client = new WebSocket(`ws://127.0.0.1:${await echo()}/any/path`);
    const [[handshake]] = await Promise.all([once(client, "upgrade"), once(client, "open")]);
    const received: [string, boolean][] = [];
    client.on("message", (data: Buffer, binary) => received.push([data.toString(), binary]));
    client.send("hello");
    client.send(Buffer.from("bytes"));
    while (received.length < 2) await once(client, "message");
    client.close();
    await once(client, "close");
    expect(handshake.headers["x-echo-pod"]).toBe("reviews-1");
    expect(received).toEqual([
      ["hello", false],
      ["bytes", true],
    ]);
  });
});

describe("the echo application over TCP", () => {
  it("speaks first", async () => {
    const socket = await tcp(await echo({ protocol: "tcp" }));
    const [banner] = await once(socket, "data");
    expect(JSON.parse(banner.toString())).toEqual({
      pod: "reviews-1",
      namespace: "shop",
      serviceAccount: "reviews",
      service: "reviews",
      address: "127.0.0.1",
    });
    socket.destroy();
  });

  it("returns everything, even to a client that ended its side long before", async () => {
    const socket = await tcp(await echo({ protocol: "tcp" }));
    socket.end("x".repeat(1_000_000));
    const text = await untilEnd(socket);
    expect(text.slice(text.indexOf("\n") + 1)).toHaveLength(1_000_000);
  });
});

describe("close()", () => {
  it("lets open requests end within the grace, and takes no new ones", async () => {
    const listening = await startEcho({ address: "127.0.0.1", port: 0, protocol: "auto", pod });
    const slow = http1({ port: listening.port, path: "/x?drip=3x20ms" });
    await http1({ port: listening.port, path: "/" });
    const closed = listening.close(5_000);
    expect((await slow).text).toContain("chunk 3 of 3");
    await closed;
    await expect(http1({ port: listening.port, path: "/" })).rejects.toThrow("ECONNREFUSED");
  });

  it("cuts connections that nobody ends", async () => {
    const listening = await startEcho({ address: "127.0.0.1", port: 0, protocol: "tcp", pod });
    const socket = await tcp(listening.port);
    await once(socket, "data");
    const ended = once(socket, "close");
    await listening.close();
    socket.end();
    await ended;
    await listening.close();
  });

  it("reports an address that is taken", async () => {
    const port = await echo();
    await expect(startEcho({ address: "127.0.0.1", port, protocol: "auto", pod })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });
});
