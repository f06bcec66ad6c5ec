import { once } from "node:events";
import { afterEach, describe, expect, it } from "@jest/globals";
import { startEcho } from "./echo.js";
import { forwardTarget, startForward } from "./forward.js";
import type { Listening } from "./socket-server.js";
import { http1, tcp, untilEnd } from "./testing/requests.js";

const pod = { name: "own", namespace: "shop", serviceAccount: "own" };
const address = "127.0.0.1";
const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listening) => listening.close()));
});

async function opened(listening: Promise<Listening>): Promise<Listening> {
  open.push(await listening);
  return listening;
}

describe("startForward()", () => {
  it("carries requests to the user's own process", async () => {
    const own = await opened(startEcho({ address, port: 0, protocol: "auto", pod }));
    const front = await opened(startForward({ address, port: 0, target: new URL(`http://127.0.0.1:${own.port}`) }));
    const reply = await http1({ port: front.port, path: "/x", headers: { Host: "reviews.shop" } });
    expect(JSON.parse(reply.text)).toMatchObject({ pod: "own", path: "/x", host: "reviews.shop" });
  });

  it("passes the end of one side on and still carries the other", async () => {
    const own = await opened(startEcho({ address, port: 0, protocol: "tcp", pod }));
    const front = await opened(startForward({ address, port: 0, target: new URL(`tcp://127.0.0.1:${own.port}`) }));
    const socket = await tcp(front.port);
    socket.end("y".repeat(500_000));
    expect((await untilEnd(socket)).split("\n")[1]).toHaveLength(500_000);
  });

  it("resets the client and tells when nobody is there", async () => {
    const gone = await startEcho({ address, port: 0, protocol: "auto", pod });
    await gone.close();
    const failures: string[] = [];
    const target = new URL(`http://127.0.0.1:${gone.port}`);
    const front = await opened(
      startForward({ address, port: 0, target, onUnreachable: ({ message }) => failures.push(message) }),
    );
    const socket = await tcp(front.port);
    const [error] = await once(socket, "error");
    expect(error.code).toBe("ECONNRESET");
    expect(failures).toEqual([`connect ECONNREFUSED 127.0.0.1:${gone.port}`]);
  });
});

describe("forwardTarget()", () => {
  it.each([
    ["http://127.0.0.1:3000", { host: "127.0.0.1", port: 3000 }],
    ["http://localhost", { host: "localhost", port: 80 }],
    ["https://localhost/path", { host: "localhost", port: 443 }],
    ["tcp://[::1]:5432", { host: "::1", port: 5432 }],
    ["tcp://localhost", undefined],
    ["file:///tmp/x", undefined],
  ])("%s goes to %j", (url, target) => {
    expect(forwardTarget(new URL(url))).toEqual(target);
  });
});
