/** IPv6: a waypoint and its clients there, virtual addresses, and rules about addresses of both families. */
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { ask, type TunnelClient, tunnelClient } from "../support/hbone.js";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";
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
import { authorityOf, authorityOfMesh, certificateFor } from "../support/mesh-doors.js";

jest.setTimeout(60_000);

// A machine has one loopback address of this family: the waypoint and its clients are both there.
const six = "::1";
const present = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === six));

const waypoint: Manifest = {
  ...aWaypoint("six"),
  spec: {
    gatewayClassName: "istio-waypoint",
    addresses: [{ type: "IPAddress", value: six }],
    listeners: [{ name: "mesh", port: 15008, protocol: "HBONE" }],
  },
};

function aService(name: string, more: Manifest = {}): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "six" },
    spec: { selector: { app: "app" }, ports: [{ name: "http", port: 80, targetPort: 8080 }], ...more },
  };
}

const judged = (name: string, source: Manifest, action: "ALLOW" | "DENY" = "ALLOW"): readonly Manifest[] => [
  aService(name),
  aPolicy(`six/${name}`, { service: name, action, rules: [from(source)] }),
];

const tcpPorts = [{ name: "tcp", port: 80, targetPort: 9090, appProtocol: "tcp" }];

const manifests = manifestText(
  aNamespace("six", "waypoint"),
  waypoint,
  anAccount("six", "web"),
  anApp({ namespace: "six", name: "app" }),
  aService("virtual", { clusterIP: "fd00::10" }),
  aService("both", { clusterIP: "10.96.66.1", clusterIPs: ["10.96.66.1", "fd00::11"] }),
  judged("this", { ipBlocks: [six] }),
  judged("range", { ipBlocks: ["::/16", "fd00::/8"] }),
  judged("other", { ipBlocks: ["fd00::/8"] }),
  judged("not-this", { notIpBlocks: ["::1/128"] }),
  judged("denied", { ipBlocks: ["::/0"] }, "DENY"),
  judged("old", { ipBlocks: ["0.0.0.0/0"] }),
  judged("remote", { remoteIpBlocks: ["::1"] }),
  aService("tcp", { ports: tcpPorts }),
  aPolicy("six/tcp", { service: "tcp", action: "DENY", rules: [from({ ipBlocks: [six] })] }),
  aService("tcp-other", { ports: tcpPorts }),
  aPolicy("six/tcp-other", { service: "tcp-other", action: "DENY", rules: [from({ ipBlocks: ["fd00::/8"] })] }),
);

let mesh: TestMesh;
let client: TunnelClient;

beforeAll(async () => {
  if (!present) return;
  mesh = await aLocalMesh({ "mesh.yaml": manifests });
  const as = await certificateFor(await authorityOfMesh(mesh), "six/sa/web");
  client = await tunnelClient({ to: { address: six, port: 15008 }, as, localAddress: six });
}, 120_000);

afterAll(async () => {
  client?.close();
  await mesh?.close();
}, 60_000);

async function asked(service: string, authority = authorityOf(mesh, `six/${service}`, 80)): Promise<string> {
  const { status, stream } = await client.connect(authority);
  if (status !== 200) return `refused ${status}`;
  if (service.startsWith("tcp")) {
    stream.destroy();
    return "connected";
  }
  const answer = await ask(stream, "/", { host: service });
  return String(answer.status);
}

(present ? describe : describe.skip)("a client with an IPv6 address", () => {
  it.each([
    ["reaches a service", "app", "200"],
    ["reaches a virtual address of its family", "virtual", "200"],
    ["is who its address says", "this", "200"],
    ["is in a range", "range", "200"],
    ["is not in another one", "other", "403"],
    ["is kept out by its address", "not-this", "403"],
    ["is denied by its address", "denied", "403"],
    ["is in no IPv4 range", "old", "403"],
    ["has a remote address", "remote", "200"],
    ["is denied a connection by its address", "tcp", "refused 403"],
    ["is not denied another's", "tcp-other", "connected"],
  ])("%s: %s", async (_what, service, outcome) => {
    expect(await asked(service)).toBe(outcome);
  });

  it("may use either address of a service", async () => {
    expect([await asked("both", "10.96.66.1:80"), await asked("both", "[fd00::11]:80")]).toEqual(["200", "200"]);
  });

  it("is no reason to complain", () => {
    expect(diagnosticsText(mesh)).not.toMatch(/warning|error/);
  });
});
