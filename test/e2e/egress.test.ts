/** What lies outside the mesh: names that are resolved, TLS in place of clients, addresses that clients ask for. */

import { setTimeout as wait } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { TunnelClient } from "../support/hbone.js";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";
import { aNamespace, anAccount, anApp, aWaypoint, type Manifest, manifestText } from "../support/manifests.js";
import { clientAt, waypointDoor } from "../support/mesh-doors.js";
import { anOutside, type Outside, type Seen } from "../support/outside.js";
import { answerTo, firstLine, openTunnelTo, outcomeOf } from "../support/said.js";

// Real processes on a machine that may be busy.
jest.setTimeout(30_000);

const web = "egress/sa/web";
const direct = { "istio.io/use-waypoint": "none" };
const otherAddress = "127.66.9.2";
const directAddresses = ["127.66.9.4", "127.66.9.5"];

let outside: Outside;
let mesh: TestMesh;
let door: TunnelClient;
let ports: Readonly<Record<"plain" | "secure" | "other" | "banner" | "pod", number>>;

beforeAll(async () => {
  outside = await anOutside();
  const plain = await outside.http("plain");
  for (const address of [otherAddress, ...directAddresses]) {
    await outside.http(`plain at ${address}`, { address, port: plain });
  }
  ports = {
    plain,
    secure: await outside.https("secure", ["secure.example", "both.example"]),
    other: await outside.https("other", ["other.example"]),
    banner: await outside.banner("hello from outside"),
    pod: await outside.https("pod", ["tls.egress.svc.cluster.local"]),
  };
  const process = { name: "egress/tls", target: `https://127.0.0.1:${ports.pod}` };
  mesh = await aLocalMesh({ "mesh.yaml": manifests() }, { userWorkloads: [process] });
  door = await clientAt(mesh, web, waypointDoor(mesh, "egress/waypoint"));
}, 120_000);

afterAll(async () => {
  door?.close();
  await mesh?.close();
  await outside?.close();
}, 60_000);

interface Entry {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Of port 80. */
  readonly to: number;
  readonly protocol?: string;
  readonly [field: string]: unknown;
}

/** Its host is `name.example`. */
function anEntry({ name, labels = {}, to, protocol = "HTTP", ...spec }: Entry): Manifest {
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "ServiceEntry",
    metadata: { name, namespace: "egress", labels },
    spec: {
      hosts: [`${name}.example`],
      ports: [{ number: 80, name: "main", protocol, targetPort: to }],
      resolution: "STATIC",
      endpoints: [{ address: "127.0.0.1" }],
      ...spec,
    },
  };
}

function aRule(host: string, tls: Manifest, namespace = "egress"): Manifest {
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { name: host.replaceAll(".", "-"), namespace },
    spec: { host, trafficPolicy: { tls } },
  };
}

function aBackendPolicy(name: string, validation: Manifest): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "BackendTLSPolicy",
    metadata: { name, namespace: "egress" },
    spec: { targetRefs: [{ group: "networking.istio.io", kind: "ServiceEntry", name }], validation },
  };
}

const roots = { group: "", kind: "ConfigMap", name: "roots" };

function manifests(): string {
  const { plain, secure, other, banner } = ports;
  const simple = { mode: "SIMPLE", caCertificates: outside.rootsPath };
  const named = { resolution: "DNS", endpoints: [{ address: "localhost" }] };
  const asked = { resolution: "NONE", addresses: ["127.0.0.1", otherAddress], endpoints: undefined };
  const askedPort = [{ number: plain, name: "http", protocol: "HTTP" }];
  return manifestText(
    aNamespace("egress", "waypoint"),
    aWaypoint("egress"),
    anAccount("egress", "web"),
    anEntry({ name: "plain", to: plain }),
    anEntry({ name: "named", to: plain, ...named }),
    anEntry({ name: "named-direct", to: plain, labels: direct, ...named }),
    anEntry({ name: "one-by-one", to: plain, ...named, resolution: "DNS_ROUND_ROBIN" }),
    anEntry({ name: "one-by-one-direct", to: plain, labels: direct, ...named, resolution: "DNS_ROUND_ROBIN" }),
    anEntry({ name: "itself", to: plain, hosts: ["localhost"], resolution: "DNS", endpoints: undefined }),
    anEntry({ name: "nowhere", to: plain, hosts: ["nowhere.invalid"], resolution: "DNS", endpoints: undefined }),
    anEntry({
      name: "nowhere-direct",
      to: plain,
      labels: direct,
      hosts: ["direct.nowhere.invalid"],
      resolution: "DNS",
      endpoints: undefined,
    }),
    anEntry({ name: "banner", to: banner, protocol: "TCP" }),
    anEntry({ name: "banner-direct", to: banner, protocol: "TCP", labels: direct }),
    anEntry({ name: "asked", to: plain, ports: askedPort, ...asked }),
    anEntry({
      name: "asked-direct",
      to: plain,
      labels: direct,
      ports: askedPort,
      ...asked,
      addresses: directAddresses,
    }),
    anEntry({ name: "secure", to: secure }),
    aRule("secure.example", simple),
    anEntry({ name: "passed", to: secure, protocol: "TLS" }),
    anEntry({ name: "passed-direct", to: secure, protocol: "HTTPS", labels: direct }),
    anEntry({ name: "by-name", to: secure, ...named, subjectAltNames: ["secure.example"] }),
    aRule("by-name.example", simple),
    anEntry({ name: "wrong-name", to: other }),
    aRule("wrong-name.example", simple),
    anEntry({ name: "listed-name", to: other, subjectAltNames: ["x.example", "other.example"] }),
    aRule("listed-name.example", simple),
    anEntry({ name: "named-in-rule", to: other, subjectAltNames: ["x.example"] }),
    aRule("named-in-rule.example", { ...simple, subjectAltNames: ["other.example"], sni: "asked.example" }),
    anEntry({ name: "unknown-authority", to: secure, subjectAltNames: ["secure.example"] }),
    aRule("unknown-authority.example", { mode: "SIMPLE" }),
    anEntry({ name: "anybody", to: other }),
    aRule("anybody.example", { mode: "SIMPLE", insecureSkipVerify: true }),
    anEntry({ name: "mutual", to: secure, subjectAltNames: ["secure.example"] }),
    aRule("mutual.example", {
      ...simple,
      mode: "MUTUAL",
      clientCertificate: outside.own.certificate,
      privateKey: outside.own.key,
    }),
    anEntry({ name: "secret", to: secure }),
    aRule("secret.example", { mode: "SIMPLE", credentialName: "roots" }),
    anEntry({ name: "by-policy", to: secure }),
    aBackendPolicy("by-policy", { hostname: "both.example", caCertificateRefs: [roots] }),
    anEntry({ name: "wrong-by-policy", to: secure }),
    aBackendPolicy("wrong-by-policy", { hostname: "wrong.example", caCertificateRefs: [roots] }),
    anEntry({ name: "no-roots", to: secure }),
    aBackendPolicy("no-roots", { hostname: "secure.example", caCertificateRefs: [{ ...roots, name: "none" }] }),
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "roots", namespace: "egress" },
      data: { "ca.crt": outside.rootsPem },
    },
    anApp({ namespace: "egress", name: "tls" }),
    aRule("tls", simple),
  );
}

/** What a server outside saw; 200 within a second or two, since names are resolved while requests come. */
async function seenBy(host: string, port = 80): Promise<Partial<Seen> & { readonly outcome: string }> {
  for (let tries = 0; ; tries += 1) {
    const answer = await answerTo(mesh, { as: web, host, port });
    if (answer.kind === "answered" && answer.status === 200) return { outcome: "200", ...JSON.parse(answer.body) };
    if (tries === 20) return { outcome: answer.kind === "failed" ? answer.reason : `${answer.kind} ${answer.status}` };
    await wait(100);
  }
}

describe("a name that is resolved", () => {
  it.each([
    ["through the waypoint", "named.example"],
    ["without a waypoint", "named-direct.example"],
    ["one address at a time", "one-by-one.example"],
    ["one address at a time, without a waypoint", "one-by-one-direct.example"],
    ["by the host's own name", "localhost"],
  ])("leads to its addresses %s", async (_, host) => {
    expect(await seenBy(host)).toMatchObject({ server: "plain", host, sni: null });
  });

  it("answers 503 while it leads nowhere, and hurts no other", async () => {
    expect(await outcomeOf(mesh, { as: web, host: "nowhere.invalid" })).toBe("503");
    expect(await outcomeOf(mesh, { as: web, host: "direct.nowhere.invalid" })).toBe("refused 503");
    expect(await seenBy("plain.example")).toMatchObject({ server: "plain" });
  });
});

describe("TLS in place of the clients", () => {
  it.each([
    ["asks for the host's name", "secure.example", "secure", "secure.example"],
    ["accepts a name that the entry lists", "listed-name.example", "other", "listed-name.example"],
    ["accepts and asks for what the rule names", "named-in-rule.example", "other", "asked.example"],
    ["goes with names that are resolved", "by-name.example", "secure", "by-name.example"],
    ["goes by a BackendTLSPolicy", "by-policy.example", "secure", "both.example"],
    ["verifies nothing where that is asked for", "anybody.example", "other", "anybody.example"],
  ])("%s", async (_, host, server, sni) => {
    expect(await seenBy(host)).toEqual({ outcome: "200", server, host, sni, client: null });
  });

  it("shows the certificate that the rule names", async () => {
    expect(await seenBy("mutual.example")).toMatchObject({ server: "secure", client: "DNS:egress.example" });
  });

  it("reaches pods inside their tunnels", async () => {
    expect(await seenBy("tls.egress")).toMatchObject({ server: "pod", sni: "tls.egress.svc.cluster.local" });
  });

  it.each([
    ["a certificate for another name", "wrong-name.example"],
    ["a certificate of an unknown authority", "unknown-authority.example"],
    ["a certificate for another name than the policy's", "wrong-by-policy.example"],
    ["a rule that cannot be honoured", "secret.example"],
    ["a policy without its roots", "no-roots.example"],
  ])("answers 503 for %s", async (_, host) => {
    expect(await outcomeOf(mesh, { as: web, host })).toBe("503");
  });

  it("says what cannot be honoured", () => {
    const said = diagnosticsText(mesh);
    expect(["WM3030", "WM3032"].filter((code) => !said.includes(code))).toEqual([]);
  });

  it.each([
    ["a waypoint", "passed.example"],
    ["the node proxy", "passed-direct.example"],
  ])("is the clients' own where %s passes it on", async (_, host) => {
    const socket = await openTunnelTo(mesh, { as: web, host });
    const tls = connectTls({ socket, servername: "secure.example", ca: outside.rootsPem });
    const authorized = await new Promise((resolve) => {
      tls.once("secureConnect", () => resolve(tls.authorized));
      tls.once("error", resolve);
    });
    tls.destroy();
    expect(authorized).toBe(true);
  });
});

describe("a port without HTTP", () => {
  it.each(["banner.example", "banner-direct.example"])("lets the server outside speak first: %s", async (host) => {
    expect(await firstLine(await openTunnelTo(mesh, { as: web, host }))).toBe("hello from outside");
  });
});

describe("an entry that leaves the address to its clients", () => {
  it.each([
    ["the first address by the host's name", () => "asked.example", "plain"],
    ["the address that is asked for", () => "127.0.0.1", "plain"],
    ["each of its addresses", () => otherAddress, `plain at ${otherAddress}`],
    ["the first address by the host's name, without a waypoint", () => "asked-direct.example", "plain at 127.66.9.4"],
    ["each of its addresses, without a waypoint", () => "127.66.9.5", "plain at 127.66.9.5"],
  ])("leads to %s", async (_, host, server) => {
    expect(await seenBy(host(), ports.plain)).toMatchObject({ server });
  });

  it("opens no other address, and no other port", async () => {
    expect(await outcomeOf(mesh, { as: web, host: "127.66.9.3", port: ports.plain })).toBe("refused 404");
    expect((await door.connect(`127.66.9.3:${ports.plain}`)).status).toBe(503);
    expect((await door.connect(`127.0.0.1:${ports.secure}`)).status).toBe(503);
    expect((await door.connect(`plain.example:80`)).status).toBe(404);
    expect((await door.connect(`${otherAddress}:${ports.plain}`)).status).toBe(200);
  });
});
