/** Both hops of a mesh are mutual TLS: who has no certificate of the mesh, or somebody else's, gets and gives nothing. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { type Authority, openAuthority } from "../../src/identity/authority.js";
import { ask, hbonePod } from "../support/hbone.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, from, manifestText } from "../support/manifests.js";
import {
  authorityOf,
  authorityOfMesh,
  certificateFor,
  clientAt,
  type Door,
  heardInPlain,
  knock,
  podDoor,
  waypointDoor,
} from "../support/mesh-doors.js";
import { outcomeOf } from "../support/said.js";

// Real processes on a machine that may be busy.
jest.setTimeout(30_000);

const web = "identity/sa/web";
const manifests = manifestText(
  aNamespace("identity", "waypoint"),
  aWaypoint("identity"),
  anAccount("identity", "web"),
  anAccount("identity", "other"),
  anApp({ namespace: "identity", name: "app" }),
  aPolicy("identity/waypoint-only", {
    action: "ALLOW",
    pods: { app: "app" },
    rules: [from({ principals: ["cluster.local/ns/identity/sa/waypoint"] })],
  }),
  aPolicy("identity/web-only", {
    action: "ALLOW",
    service: "app",
    rules: [from({ principals: ["cluster.local/ns/identity/sa/web"] })],
  }),
);

let mesh: TestMesh;
let authority: Authority;
let strange: Authority;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-strange-"));
  strange = await openAuthority({ stateDir: folder });
  mesh = await aLocalMesh({ "mesh.yaml": manifests });
  authority = await authorityOfMesh(mesh);
}, 120_000);

afterAll(async () => {
  await mesh?.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** Each door with the name that opens it. */
const doors: readonly (readonly [string, () => { readonly door: Door; readonly name: string }])[] = [
  [
    "a waypoint",
    () => ({ door: waypointDoor(mesh, "identity/waypoint"), name: authorityOf(mesh, "identity/app", 80) }),
  ],
  [
    "a pod",
    () => {
      const door = podDoor(mesh, "identity/app-0");
      return { door, name: `${door.address}:8080` };
    },
  ],
];

describe.each(doors)("the door of %s", (_, place) => {
  it("opens to a certificate of the mesh", async () => {
    const { door, name } = place();
    expect(await knock(door, name, await certificateFor(authority, "identity/sa/waypoint"))).toBe(200);
  });

  it.each([
    ["HTTP/1.1", (name: string) => `CONNECT ${name} HTTP/1.1\r\nHost: ${name}\r\n\r\n`],
    ["HTTP/2", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"],
  ])("has nothing but a TLS alert for plain %s", async (_protocol, words) => {
    const { door, name } = place();
    // One TLS record of type alert, or not a byte.
    expect(Buffer.from(await heardInPlain(door, words(name)), "latin1").toString("hex")).toMatch(/^(1503..0002....)?$/);
  });

  it("turns away a client without a certificate", async () => {
    const { door, name } = place();
    expect(await knock(door, name, {})).toBe("turned away");
  });

  it("turns away the right name from another authority", async () => {
    const { door, name } = place();
    expect(await knock(door, name, await certificateFor(strange, "identity/sa/waypoint"))).toBe("turned away");
  });

  it.each(["other.example", "cluster.local.evil", "cluster.loca"])(
    "turns away the trust domain %s of the same authority",
    async (domain) => {
      const { door, name } = place();
      expect(await knock(door, name, await certificateFor(authority, "identity/sa/waypoint", domain))).toBe(
        "turned away",
      );
    },
  );
});

describe("a request through a waypoint", () => {
  it("is its client's on the first hop and the waypoint's on the second", async () => {
    // The service's policy wants the client and nobody else, the pod's wants the waypoint and nobody else.
    expect([
      await outcomeOf(mesh, { as: web, host: "app.identity" }),
      await outcomeOf(mesh, { as: "identity/sa/other", host: "app.identity" }),
    ]).toEqual(["200", "403"]);
    const door = podDoor(mesh, "identity/app-0");
    expect(await knock(door, `${door.address}:8080`, await certificateFor(authority, web))).toBe(403);
  });
});

describe("a pod that somebody else pretends to be", () => {
  let application: Server;
  let reached = 0;

  /** Sends a request through the waypoint to whoever holds the pod's address now. */
  async function answerFrom(
    account: string,
    by: Authority,
  ): Promise<{ readonly status: number; readonly body: string }> {
    const door = podDoor(mesh, "identity/app-0");
    const bound = application.address();
    const port = typeof bound === "object" && bound !== null ? bound.port : 0;
    const as = await certificateFor(by, account);
    const pod = await hbonePod({ address: door.address, as, application: () => ({ address: "127.0.0.1", port }) });
    const client = await clientAt(mesh, web, waypointDoor(mesh, "identity/waypoint"));
    try {
      const { status, stream } = await client.connect(authorityOf(mesh, "identity/app", 80));
      if (status !== 200) return { status, body: "the waypoint's door" };
      return await ask(stream, "/", { host: "app.identity" });
    } finally {
      client.close();
      pod.close();
    }
  }

  beforeAll(async () => {
    application = createServer((_, response) => {
      reached++;
      response.end("mine");
    });
    await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
    // The real doors go: their addresses are free for others.
    await mesh.mesh.proxy("local")?.stop();
  }, 30_000);
  afterAll(() => void application?.close());

  it.each([
    ["another account of its namespace", "identity/sa/other"],
    ["its account in another namespace", "elsewhere/sa/app"],
    ["an account whose name begins like its own", "identity/sa/app2"],
    ["the waypoint itself", "identity/sa/waypoint"],
  ])("gets no request as %s", async (_, account) => {
    reached = 0;
    const { status } = await answerFrom(account, authority);
    expect({ status, reached }).toEqual({ status: 503, reached: 0 });
  });

  it("gets no request with the right name from another authority", async () => {
    reached = 0;
    const { status } = await answerFrom("identity/sa/app", strange);
    expect({ status, reached }).toEqual({ status: 503, reached: 0 });
  });

  it("gets them as itself", async () => {
    expect(await answerFrom("identity/sa/app", authority)).toMatchObject({ status: 200, body: "mine" });
  });
});
