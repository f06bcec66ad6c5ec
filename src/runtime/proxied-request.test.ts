import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { requestThroughProxy } from "./proxied-request.js";

let proxy = "";
let app: Server;
let front: Server;
const tunnels: Socket[] = [];

/** Knows `app.shop:80`, refuses `closed.shop` with a reason, breaks off for `broken.shop`, knows nothing else. */
function connectProxy(appPort: number): Server {
  return createServer().on("connect", (request, socket: Socket) => {
    tunnels.push(socket);
    if (request.url === "closed.shop:80") {
      socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\nnot today");
    } else if (request.url === "broken.shop:80") {
      socket.destroy();
    } else if (request.url === "app.shop:80") {
      const up = connect(appPort, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
      tunnels.push(up);
      pipeline(socket, up, socket).catch(() => undefined);
    } else {
      socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    }
  });
}

beforeAll(async () => {
  app = createServer((request, response) => {
    if (request.url === "/silent") return;
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      response.writeHead(request.url === "/teapot" ? 418 : 200, { "X-Seen": "yes" });
      response.end(JSON.stringify({ url: request.url, method: request.method, raw: request.rawHeaders, body }));
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  front = connectProxy((app.address() as AddressInfo).port);
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  proxy = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
});
afterAll(() => {
  for (const socket of tunnels) socket.destroy();
  app.close();
  front.close();
});

describe("requestThroughProxy()", () => {
  it("asks the application by the name in the URL, with the headers as given", async () => {
    const outcome = await requestThroughProxy({
      proxy,
      url: "http://app.shop/a/b?c=d",
      headers: [
        ["X-One", "1"],
        ["X-One", "2"],
      ],
    });
    expect(outcome).toMatchObject({
      kind: "answered",
      status: 200,
      headers: expect.arrayContaining([["X-Seen", "yes"]]),
    });
    const seen = JSON.parse(outcome.kind === "answered" ? outcome.body : "{}");
    expect(seen).toMatchObject({ url: "/a/b?c=d", method: "GET" });
    expect(seen.raw.slice(0, 6)).toEqual(["X-One", "1", "X-One", "2", "Host", "app.shop"]);
  });

  it("posts a body", async () => {
    const outcome = await requestThroughProxy({ proxy, url: "http://app.shop/", body: "grüße" });
    expect(JSON.parse(outcome.kind === "answered" ? outcome.body : "{}")).toMatchObject({
      method: "POST",
      body: "grüße",
    });
  });

  it("hands on whatever status the application gives", async () => {
    expect(await requestThroughProxy({ proxy, url: "http://app.shop/teapot" })).toMatchObject({ status: 418 });
  });

  it.each([
    ["http://closed.shop/", { kind: "refused", status: 403, reason: "not today" }],
    ["http://unknown.shop/", { kind: "refused", status: 404, reason: "" }],
    ["http://broken.shop/", { kind: "failed", reason: expect.stringContaining("hang up") }],
  ])("%s: the tunnel's own failure is told apart", async (url, outcome) => {
    expect(await requestThroughProxy({ proxy, url })).toEqual(outcome);
  });

  it("gives up on an application that says nothing", async () => {
    expect(await requestThroughProxy({ proxy, url: "http://app.shop/silent", timeoutMs: 50 })).toEqual({
      kind: "failed",
      reason: "no answer in time",
    });
  });
});
