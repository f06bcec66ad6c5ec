/** Ports without HTTP: servers that speak first, the last bytes of an answer, and policies that judge connections. */
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";
import {
  type App,
  aNamespace,
  anAccount,
  anApp,
  aPolicy,
  aWaypoint,
  from,
  manifestText,
} from "../support/manifests.js";
import { everything, firstLine, openTunnelTo, tunnelTo } from "../support/said.js";

// Real processes on a machine that may be busy.
jest.setTimeout(30_000);

const [web, other] = ["tcp/sa/web", "tcp/sa/other"];
const direct = { "istio.io/use-waypoint": "none" };
const bytes = { name: "tcp", port: 9000, targetPort: 9000 };

const service = (name: string, more: Partial<App> = {}) => anApp({ namespace: "tcp", name, ports: [bytes], ...more });
const onlyWeb = from({ principals: ["cluster.local/ns/tcp/sa/web"] });
const judged = ["open", "allow-web", "deny-other", "deny-post", "allow-get", "allow-get-or-web"];
const manifests = manifestText(
  aNamespace("tcp", "waypoint"),
  aWaypoint("tcp"),
  anAccount("tcp", "web"),
  anAccount("tcp", "other"),
  service("banner"),
  service("banner-direct", { labels: direct }),
  // Its number says that it speaks first.
  service("database", { ports: [{ name: "main", port: 3306, targetPort: 3306 }] }),
  ...["short", "long"].flatMap((name) => [service(name), service(`${name}-direct`, { labels: direct })]),
  ...judged.map((name) => service(name)),
  aPolicy("tcp/allow-web", { service: "allow-web", action: "ALLOW", rules: [onlyWeb] }),
  aPolicy("tcp/deny-other", { service: "deny-other", action: "DENY", rules: [from({ serviceAccounts: ["other"] })] }),
  aPolicy("tcp/deny-post", {
    service: "deny-post",
    action: "DENY",
    rules: [{ ...from({ serviceAccounts: ["other"] }), to: [{ operation: { methods: ["POST"] } }] }],
  }),
  aPolicy("tcp/allow-get", {
    service: "allow-get",
    action: "ALLOW",
    rules: [{ ...onlyWeb, to: [{ operation: { methods: ["GET"] } }] }],
  }),
  aPolicy("tcp/allow-get-or-web", {
    service: "allow-get-or-web",
    action: "ALLOW",
    rules: [{ to: [{ operation: { methods: ["GET"] } }] }, onlyWeb],
  }),
);

const mebibyte = Buffer.alloc(1024 * 1024, "0123456789abcdef");
const lastWords: Readonly<Record<string, Buffer>> = { short: Buffer.from("eleven byte"), long: mebibyte };

let mesh: TestMesh;
const servers: Server[] = [];
/** How many connections each of the judged applications got. */
const reached: Record<string, number> = {};

/** Plays a pod: `serve` has the connection from its first moment. */
async function aServer(name: string, serve: (socket: Socket) => void): Promise<{ name: string; target: string }> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    serve(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { name: `tcp/${name}`, target: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

beforeAll(async () => {
  const endings = Object.entries(lastWords).flatMap(([name, words]) =>
    [name, `${name}-direct`].map((each) => aServer(each, (socket) => socket.end(words))),
  );
  const banners = judged.map((name) =>
    aServer(name, (socket) => {
      reached[name] = (reached[name] ?? 0) + 1;
      socket.write("welcome\n");
    }),
  );
  const userWorkloads = await Promise.all([...endings, ...banners]);
  mesh = await aLocalMesh({ "mesh.yaml": manifests }, { userWorkloads });
}, 120_000);

afterAll(async () => {
  await mesh?.close();
  for (const server of servers) server.close();
}, 60_000);

const tunnel = (name: string, port = 9000): Promise<Duplex> =>
  openTunnelTo(mesh, { as: web, host: `${name}.tcp`, port });

describe("a server that speaks first", () => {
  it.each([
    ["through a waypoint", "banner", 9000],
    ["without one", "banner-direct", 9000],
    ["through a waypoint, at a port that is known for it", "database", 3306],
  ])("is heard by a client that says nothing, %s", async (_, name, port) => {
    const stream = await tunnel(name, port);
    expect(JSON.parse(await firstLine(stream))).toMatchObject({ pod: `${name}-0`, service: name });
    // And then it is a conversation.
    stream.write("question\n");
    stream.resume();
    expect(await firstLine(stream)).toBe("question");
    stream.destroy();
  });
});

describe("an answer that is followed by the end at once", () => {
  const roads = ["short", "long"].flatMap((name) => [name, `${name}-direct`]);
  it.each(roads)(
    "arrives whole, ten times of ten: %s",
    async (name) => {
      const whole = lastWords[name.replace("-direct", "")] ?? Buffer.alloc(0);
      const heard = [];
      for (let time = 0; time < 10; time++) heard.push((await everything(await tunnel(name))).equals(whole));
      expect(heard).toEqual(Array.from({ length: 10 }, () => true));
    },
    60_000,
  );

  it("arrives whole where many of them end together", async () => {
    const streams = await Promise.all(Array.from({ length: 10 }, () => tunnel("long")));
    const heard = await Promise.all(streams.map(everything));
    expect(heard.map(({ length }) => length)).toEqual(streams.map(() => mebibyte.length));
  });
});

/** What a client hears of an application: its banner, or the status of the refusal and how often it was reached. */
async function heardBy(as: string, name: string): Promise<string> {
  reached[name] = 0;
  const stream = await tunnelTo(mesh, { as, host: `${name}.tcp`, port: 9000 });
  if (typeof stream === "number") return `refused ${stream}, reached ${reached[name]} times`;
  const banner = await firstLine(stream);
  stream.destroy();
  return banner;
}

describe("a policy for a port without HTTP", () => {
  const refused = "refused 403, reached 0 times";
  it.each([
    ["open", "welcome", "welcome"],
    ["allow-web", "welcome", refused],
    ["deny-other", "welcome", refused],
  ])("judges the CONNECT, before the server could speak: %s", async (name, toWeb, toOther) => {
    expect([await heardBy(web, name), await heardBy(other, name)]).toEqual([toWeb, toOther]);
  });

  it.each([
    ["a denial loses them and denies more", "deny-post", "welcome", refused],
    ["a permission with them allows nothing", "allow-get", refused, refused],
    ["a permission beside it stays", "allow-get-or-web", "welcome", refused],
  ])("becomes stricter where it speaks of requests, and says so: %s", async (_, name, toWeb, toOther) => {
    expect([await heardBy(web, name), await heardBy(other, name)]).toEqual([toWeb, toOther]);
    expect(diagnosticsText(mesh)).toMatch(new RegExp(`WM5014.*tcp/${name} `));
  });
});
