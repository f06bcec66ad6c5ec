/** Waypoints that send requests on to others: whose word is taken for a client, and what an edit of the way costs. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { askAdmin } from "../../src/runtime/envoy-admin.js";
import { ask, type TunnelClient, tunnelClient } from "../support/hbone.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import {
  aNamespace,
  anAccount,
  anApp,
  aPolicy,
  aWaypoint,
  from,
  type Manifest,
  manifestText,
} from "../support/manifests.js";
import { authorityOf, authorityOfMesh, certificateFor, clientAt, waypointDoor } from "../support/mesh-doors.js";
import { answerTo, outcomeOf, type Way } from "../support/said.js";

// Real processes on a machine that may be busy.
jest.setTimeout(60_000);

const [web, bob] = ["front/sa/web", "front/sa/bob"];
const spiffe = (account: string): string => `spiffe://cluster.local/ns/${account}`;

function route(name: string, backend: Manifest): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name, namespace: "front" },
    spec: {
      parentRefs: [{ group: "", kind: "Service", name }],
      rules: [{ backendRefs: [{ port: 80, ...backend }] }],
    },
  };
}

const grant: Manifest = {
  apiVersion: "gateway.networking.k8s.io/v1beta1",
  kind: "ReferenceGrant",
  metadata: { name: "routes", namespace: "back" },
  spec: {
    from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "front" }],
    to: [{ group: "", kind: "Service" }],
  },
};

/** The echo application says yes to whatever it is asked. */
const judge: readonly Manifest[] = [
  {
    apiVersion: "waymark.dev/v1alpha1",
    kind: "MeshConfig",
    metadata: { name: "mesh" },
    spec: {
      extensionProviders: [
        { name: "judge", envoyExtAuthzHttp: { service: "judge.back.svc.cluster.local", port: 80, timeout: "5s" } },
      ],
    },
  },
  {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name: "judged", namespace: "front" },
    spec: {
      targetRefs: [{ group: "", kind: "Service", name: "judged" }],
      action: "CUSTOM",
      provider: { name: "judge" },
      rules: [{}],
    },
  },
  ...anApp({ namespace: "front", name: "judged" }),
  ...anApp({ namespace: "back", name: "judge" }),
];

const forJudge = (account: string): string =>
  manifestText(
    aPolicy("back/judge", { service: "judge", action: "ALLOW", rules: [from({ serviceAccounts: [account] })] }),
  );

const manifests = {
  "ground.yaml": manifestText(
    aNamespace("front", "waypoint"),
    aNamespace("back", "waypoint"),
    aNamespace("aside", "waypoint"),
    ...["front", "back", "aside"].map((namespace) => aWaypoint(namespace)),
    anAccount("front", "web"),
    anAccount("front", "bob"),
    ...anApp({ namespace: "front", name: "door" }),
    ...anApp({ namespace: "front", name: "moving" }),
    ...anApp({ namespace: "back", name: "guarded", clusterIP: "10.96.88.10" }),
    ...anApp({ namespace: "aside", name: "other" }),
    aPolicy("back/guarded", {
      service: "guarded",
      action: "DENY",
      rules: [from({ principals: ["cluster.local/ns/front/sa/bob"] })],
    }),
    grant,
    route("door", { name: "guarded", namespace: "back" }),
    ...judge,
  ),
  "moving.yaml": manifestText(route("moving", { name: "moving" })),
  "judge.yaml": forJudge("front/waypoint"),
};

let mesh: TestMesh;

beforeAll(async () => {
  mesh = await aLocalMesh(manifests);
}, 120_000);

afterAll(async () => {
  await mesh?.close();
}, 60_000);

const guarded = (): string => authorityOf(mesh, "back/guarded", 80);

/** Somebody who has the certificate of a waypoint. */
async function waypointAt(account: string): Promise<TunnelClient> {
  const as = await certificateFor(await authorityOfMesh(mesh), account);
  return tunnelClient({ to: waypointDoor(mesh, "back/waypoint"), as, localAddress: "127.0.0.1" });
}

/** What a tunnel and a request in it are answered with. */
async function answered(
  client: TunnelClient,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly connect: number; readonly status?: number }> {
  const { status: connect, stream } = await client.connect(guarded(), headers);
  const answer = connect === 200 ? await ask(stream, "/", { host: "guarded.back" }) : undefined;
  client.close();
  return { connect, ...(answer !== undefined && { status: answer.status }) };
}

const told = (account: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  "x-waymark-forwarded": "1",
  "x-waymark-client": spiffe(account),
  "x-waymark-client-address": "10.0.0.1",
  "x-waymark-via": ",door.front.svc.cluster.local|80;",
  ...more,
});

describe("what is said about a client in a CONNECT", () => {
  it("is believed from the waypoint whose routes send requests here", async () => {
    expect(await answered(await waypointAt("front/sa/waypoint"), told(web))).toEqual({ connect: 200, status: 200 });
    expect(await answered(await waypointAt("front/sa/waypoint"), told(bob))).toEqual({ connect: 200, status: 403 });
  });

  it.each([
    ["a client", bob],
    ["another client of its namespace", web],
    ["a waypoint without routes to here", "aside/sa/waypoint"],
    ["the waypoint itself", "back/sa/waypoint"],
    ["the same account of another namespace", "back/sa/web"],
  ])("is refused from %s", async (_, account) => {
    expect(await answered(await waypointAt(account), told(web))).toEqual({ connect: 403 });
  });

  it.each([
    ["an identity", { "x-waymark-client": spiffe(web) }],
    ["only that there is somebody else", { "x-waymark-forwarded": "1" }],
    ["an identity and a way", { "x-waymark-client": spiffe(web), "x-waymark-via": ",a;" }],
  ])("is refused from a client that tells %s", async (_, headers) => {
    const client = await clientAt(mesh, bob, waypointDoor(mesh, "back/waypoint"));
    expect(await answered(client, headers)).toEqual({ connect: 403 });
  });

  it("changes nothing where it tells nothing about a client", async () => {
    const client = await clientAt(mesh, bob, waypointDoor(mesh, "back/waypoint"));
    const headers = { "x-waymark-via": ",a;", "x-waymark-client-address": "10.0.0.1" };
    expect(await answered(client, headers)).toEqual({ connect: 200, status: 403 });
  });

  it.each([
    ["no identity", told(web, { "x-waymark-client": "" })],
    ["an identity that is none", told(web, { "x-waymark-client": "web" })],
    ["no address", told(web, { "x-waymark-client-address": "" })],
    ["an address that is none", told(web, { "x-waymark-client-address": "10.0.0.1 " + "x" })],
    ["no way", told(web, { "x-waymark-via": "" })],
  ])("is refused with %s from the right waypoint, too", async (_, headers) => {
    expect(await answered(await waypointAt("front/sa/waypoint"), headers)).toEqual({ connect: 403 });
  });

  it("is not there when a waypoint asks for itself", async () => {
    expect(await answered(await waypointAt("front/sa/waypoint"), {})).toEqual({ connect: 200, status: 200 });
  });

  it("is refused at the first waypoint as well", async () => {
    const client = await clientAt(mesh, bob, waypointDoor(mesh, "front/waypoint"));
    const { status } = await client.connect(authorityOf(mesh, "front/door", 80), told(web));
    client.close();
    expect(status).toBe(403);
  });

  it("is about one client each, however many share the way", async () => {
    const asked = Array.from({ length: 40 }, (_, i) =>
      outcomeOf(mesh, { as: i % 2 === 0 ? web : bob, host: "door.front" }),
    );
    expect(await Promise.all(asked)).toEqual(asked.map((_, i) => (i % 2 === 0 ? "200" : "403")));
  });
});

/** Waits until an edit is in effect. @throws after 20 s */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (; !(await isSo()); await pause(50)) if (Date.now() > deadline) throw new Error(`never came true: ${isSo}`);
}

const write = (file: string, text: string): Promise<void> => writeFile(join(mesh.folder, file), text);

/** The application that answered, else the status. */
async function whoAnswers(way: Way): Promise<string> {
  const outcome = await answerTo(mesh, way);
  if (outcome.kind !== "answered") return outcome.kind;
  return outcome.status === 200 ? JSON.parse(outcome.body).service : String(outcome.status);
}

async function modifiedListeners(): Promise<readonly string[]> {
  const stats = ["front/waypoint", "back/waypoint"].map(async (name) => {
    const url = `${mesh.mesh.proxy(name)?.adminUrl}/stats?filter=listener_manager.(listener_modified|listener_in_place_updated)`;
    return (await askAdmin(url)).text;
  });
  return (await Promise.all(stats)).flatMap((text) => text.trim().split("\n"));
}

describe("the way to another waypoint", () => {
  it("comes and goes without an edit of any listener, and connections go on", async () => {
    const client = await clientAt(mesh, bob, waypointDoor(mesh, "front/waypoint"));
    const { stream } = await client.connect(authorityOf(mesh, "front/moving", 80));
    const outcome = async (): Promise<number> => (await ask(stream, "/", { host: "moving.front" })).status;
    const before = await modifiedListeners();
    expect(await outcome()).toBe(200);
    await write("moving.yaml", manifestText(route("moving", { name: "guarded", namespace: "back" })));
    await until(async () => (await outcome()) === 403);
    await write("moving.yaml", manifestText(route("moving", { name: "moving" })));
    await until(async () => (await outcome()) === 200);
    client.close();
    expect(await modifiedListeners()).toEqual(before);
  });

  it("never leads around it while it is being made", async () => {
    const seen = new Set<string>();
    let over = false;
    const asking = (async () => {
      while (!over) seen.add(await whoAnswers({ as: bob, host: "moving.front" }));
    })();
    await write("moving.yaml", manifestText(route("moving", { name: "guarded", namespace: "back" })));
    await until(async () => (await outcomeOf(mesh, { as: bob, host: "moving.front" })) === "403");
    over = true;
    await asking;
    // 503: the other waypoint has not been told yet whose word it may take.
    expect([...seen].filter((who) => !["moving", "403", "503"].includes(who))).toEqual([]);
  });
});

describe("an authorizer behind another waypoint", () => {
  it("is asked through it, by the waypoint as itself", async () => {
    expect(await outcomeOf(mesh, { as: web, host: "judged.front" })).toBe("200");
    await write("judge.yaml", forJudge("front/web"));
    await until(async () => (await outcomeOf(mesh, { as: web, host: "judged.front" })) === "403");
    await write("judge.yaml", forJudge("front/waypoint"));
    await until(async () => (await outcomeOf(mesh, { as: web, host: "judged.front" })) === "200");
  });
});
