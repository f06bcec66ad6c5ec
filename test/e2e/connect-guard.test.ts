/** What a tunnel may name: services at a waypoint, itself at a pod, and nothing else that an Envoy could reach. */
import { type ClientHttp2Session, connect as connectHttp2 } from "node:http2";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { ask, type TunnelClient } from "../support/hbone.js";
import { aLocalMesh, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aWaypoint, manifestText } from "../support/manifests.js";
import {
  authorityOf,
  authorityOfMesh,
  certificateFor,
  clientAt,
  podDoor,
  waypointDoor,
} from "../support/mesh-doors.js";
import { aRestartableControlPlane } from "../support/restartable.js";

// Real processes on a machine that may be busy.
jest.setTimeout(30_000);

const web = "guard/sa/web";
const manifests = manifestText(
  aNamespace("guard", "waypoint"),
  aWaypoint("guard"),
  anAccount("guard", "web"),
  anApp({ namespace: "guard", name: "app", clusterIP: "10.96.77.10" }),
  anApp({ namespace: "guard", name: "six", clusterIP: "fd00:96::a" }),
  anApp({ namespace: "guard", name: "direct", labels: { "istio.io/use-waypoint": "none" } }),
);

const control = aRestartableControlPlane();
let mesh: TestMesh;

beforeAll(async () => {
  mesh = await aLocalMesh({ "mesh.yaml": manifests }, { startControlPlane: control.start });
}, 120_000);

afterAll(async () => {
  await mesh?.close();
}, 60_000);

function atWaypoint(): Promise<TunnelClient> {
  return clientAt(mesh, web, waypointDoor(mesh, "guard/waypoint"));
}

function atPod(): Promise<TunnelClient> {
  return clientAt(mesh, web, podDoor(mesh, "guard/direct-0"));
}

/** How a door answers a CONNECT on a connection of its own: what is no authority at all costs the whole connection. */
async function answerOf(door: Promise<TunnelClient>, authority: string): Promise<number | "reset"> {
  const client = await door;
  try {
    return (await client.connect(authority)).status;
  } catch {
    return "reset";
  } finally {
    client.close();
  }
}

function xdsPort(): number {
  return control.current().xdsAddress.port;
}

describe("a CONNECT at a waypoint", () => {
  it.each([
    ["10.96.77.10:80", "app"],
    ["[fd00:96::a]:80", "six"],
  ])("opens for %s, the address of a service", async (authority, service) => {
    expect(authorityOf(mesh, `guard/${service}`, 80)).toBe(authority);
    const client = await atWaypoint();
    const { status, stream } = await client.connect(authority);
    const { body } = await ask(stream, "/", { host: `${service}.guard` });
    client.close();
    expect({ status, service: JSON.parse(body).service }).toEqual({ status: 200, service });
  });

  it.each([
    "xds-grpc",
    "xds-grpc:80",
    "connect_originate",
    "connect_originate:80",
    "connect_originate:15008",
    "app",
    "app.guard:80",
    "app.guard.svc.cluster.local",
    "app.guard.svc.cluster.local:80",
    "APP.GUARD.SVC.CLUSTER.LOCAL:80",
    "localhost:80",
  ])("never takes %s for a cluster", async (authority) => {
    expect(await answerOf(atWaypoint(), authority)).toBe(404);
  });

  it.each([
    "inbound-vip|80|http|app.guard.svc.cluster.local",
    "inbound-vip|80|http|app.guard.svc.cluster.local:80",
    "policy/connect",
    "user@10.96.77.10:80",
  ])("is the end of the connection where it names %s, which no authority may look like", async (name) => {
    expect(await answerOf(atWaypoint(), name)).toBe("reset");
  });

  it.each([
    ["10.96.77.10", 404],
    ["10.96.77.10:", 404],
    ["10.96.77.10:8080", 503],
    ["10.96.77.10:080", 503],
    ["010.96.77.10:80", 503],
    ["10.96.77.010:80", 503],
    ["10.96.19722:80", 404],
    ["174083338:80", 404],
    ["0x0a.96.77.10:80", 404],
    ["10.96.77.10.:80", 404],
    ["10.96.77.10:80.", 404],
    ["10.96.77.10:80,10.96.77.10:80", 404],
    ["[::ffff:10.96.77.10]:80", 503],
    ["10.96.77.11:80", 503],
    ["240.0.0.1:80", 503],
    ["[FD00:96::A]:80", 404],
    ["[fd00:96:0::a]:80", 503],
    ["[fd00:96:0:0:0:0:0:a]:80", 503],
    ["[fd00:0096::a]:80", 503],
    ["[fd00:96::a%25lo]:80", 404],
    ["fd00:96::a:80", 404],
    ["[fd00:96::b]:80", 503],
  ])("knows no other spelling of a service: %s", async (authority, status) => {
    expect(await answerOf(atWaypoint(), authority)).toBe(status);
  });

  it.each([
    ["the control plane", () => `127.0.0.1:${xdsPort()}`],
    ["the control plane, mapped into IPv6", () => `[::ffff:127.0.0.1]:${xdsPort()}`],
    ["the waypoint's admin interface", () => new URL(mesh.mesh.proxy("guard/waypoint")?.adminUrl ?? "").host],
    ["the node proxy's admin interface", () => new URL(mesh.mesh.proxy("local")?.adminUrl ?? "").host],
    ["the waypoint itself", () => `${waypointDoor(mesh, "guard/waypoint").address}:15008`],
    ["a pod", () => `${podDoor(mesh, "guard/app-0").address}:8080`],
    ["a pod's door", () => `${podDoor(mesh, "guard/app-0").address}:15008`],
    ["a service that it does not serve", () => authorityOf(mesh, "guard/direct", 80)],
    ["a metadata service", () => "169.254.169.254:80"],
  ])("does not lead to %s", async (_, authority) => {
    expect(await answerOf(atWaypoint(), authority())).toBe(503);
  });

  it("leaves the connection as it was: good ones go on beside refused ones", async () => {
    const client = await atWaypoint();
    const names = ["xds-grpc", "10.96.77.10:80", "10.96.77.99:80", "[fd00:96::a]:80"];
    const statuses = await Promise.all(names.map(async (name) => (await client.connect(name)).status));
    client.close();
    expect(statuses).toEqual([404, 200, 503, 200]);
  });
});

describe("anything but a CONNECT at a waypoint", () => {
  let session: ClientHttp2Session;

  beforeAll(async () => {
    const { address: host, port } = waypointDoor(mesh, "guard/waypoint");
    const as = await certificateFor(await authorityOfMesh(mesh), web);
    const socket = connectTls({ host, port, ...as, ALPNProtocols: ["h2"], checkServerIdentity: () => undefined });
    session = connectHttp2(`https://${host}:${port}`, { createConnection: () => socket });
    await new Promise((resolve, reject) => session.once("error", reject).once("remoteSettings", resolve));
  });
  afterAll(() => session?.destroy());

  it.each([
    ["a request for a service", { ":method": "GET", ":path": "/", ":authority": "10.96.77.10:80" }],
    ["a request for the control plane", { ":method": "POST", ":path": "/", ":authority": "xds-grpc" }],
    [
      "a WebSocket tunnel",
      {
        ":method": "CONNECT",
        ":protocol": "websocket",
        ":path": "/",
        ":scheme": "https",
        ":authority": "10.96.77.10:80",
      },
    ],
  ])("goes nowhere: %s", async (_, headers) => {
    const stream = session.request(headers, { endStream: true });
    const answered = new Promise((resolve) => {
      stream.once("response", (answer) => resolve(answer[":status"]));
      stream.once("error", () => resolve("reset"));
    });
    expect([400, 403, 404, "reset"]).toContain(await answered);
  });
});

describe("a CONNECT at a pod's door", () => {
  it("opens for the pod's own address", async () => {
    const client = await atPod();
    const { status, stream } = await client.connect(`${podDoor(mesh, "guard/direct-0").address}:8080`);
    const { body } = await ask(stream, "/", { host: "direct.guard" });
    client.close();
    expect({ status, pod: JSON.parse(body).pod }).toEqual({ status: 200, pod: "direct-0" });
  });

  it.each([
    ["another pod", () => `${podDoor(mesh, "guard/app-0").address}:8080`],
    ["the control plane", () => `127.0.0.1:${xdsPort()}`],
    ["an admin interface", () => new URL(mesh.mesh.proxy("local")?.adminUrl ?? "").host],
    ["a service", () => authorityOf(mesh, "guard/app", 80)],
    ["a host name", () => "localhost:8080"],
    ["a metadata service", () => "169.254.169.254:80"],
    ["a cluster", () => "xds-grpc"],
    ["its own address without a port", () => podDoor(mesh, "guard/direct-0").address],
    ["its own address mapped into IPv6", () => `[::ffff:${podDoor(mesh, "guard/direct-0").address}]:8080`],
    ["an address that begins like its own", () => `${podDoor(mesh, "guard/direct-0").address}0:8080`],
    ["its own address behind another", () => `1${podDoor(mesh, "guard/direct-0").address}:8080`],
  ])("does not lead to %s", async (_, authority) => {
    expect(await answerOf(atPod(), authority())).toBe(404);
  });
});
