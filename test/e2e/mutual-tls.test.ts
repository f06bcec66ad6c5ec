import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConnectionOptions, connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findEnvoy } from "../../scripts/envoy.mjs";
import { type Authority, type IssuedCertificate, openAuthority } from "../../src/identity/authority.js";
import { certificateSecret, trustSecret } from "../../src/identity/sds.js";
import { spiffeId, trustDomainPrefix } from "../../src/identity/spiffe.js";
import { type EnvoyProcess, startEnvoy } from "../../src/runtime/envoy-process.js";
import { openProcessGuard, type ProcessGuard } from "../../src/runtime/process-guard.js";

const hour = 3_600_000;
const patience = 300_000;
const reviews = identity("cluster.local", "reviews");

let folder: string;
let guard: ProcessGuard;
let authority: Authority;
let envoy: EnvoyProcess;
let port: number;

function identity(trustDomain: string, serviceAccount: string): ReturnType<typeof spiffeId> {
  return spiffeId({ trustDomain, namespace: "shop", serviceAccount });
}

/** A listener that says hello to whom it trusts; its secrets are exactly the messages that SDS carries. */
function bootstrap(certificate: IssuedCertificate): string {
  const tls = {
    "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
    require_client_certificate: true,
    common_tls_context: {
      tls_certificate_sds_secret_configs: [{ name: "default" }],
      validation_context_sds_secret_config: { name: "ROOTCA" },
    },
  };
  const hello = {
    "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
    stat_prefix: "hello",
    http_filters: [
      {
        name: "router",
        typed_config: { "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router" },
      },
    ],
    route_config: {
      virtual_hosts: [
        {
          name: "all",
          domains: ["*"],
          routes: [{ match: { prefix: "/" }, direct_response: { status: 200, body: { inline_string: "hello" } } }],
        },
      ],
    },
  };
  const chain = {
    transport_socket: { name: "envoy.transport_sockets.tls", typed_config: tls },
    filters: [{ name: "hcm", typed_config: hello }],
  };
  const address = { socket_address: { address: "127.0.0.1", port_value: 0 } };
  const secrets = [
    certificateSecret("default", certificate),
    trustSecret("ROOTCA", {
      rootsPem: authority.rootsPem,
      sanPrefixes: [trustDomainPrefix("cluster.local")],
      exactSans: [identity("partner.example", "known")],
    }),
  ];
  return JSON.stringify({
    admin: { address },
    static_resources: { listeners: [{ name: "hello", address, filter_chains: [chain] }], secrets },
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-mtls-"));
  guard = await openProcessGuard(join(folder, "run"));
  authority = await openAuthority({ stateDir: folder });
  const certificate = await authority.issue({ identity: reviews, ttlMs: hour });
  const { path: binary } = await findEnvoy();
  envoy = await startEnvoy({ binary, guard, name: "hello", bootstrap: { text: bootstrap(certificate) } });
  await envoy.ready();
  const { text } = await envoy.admin("/listeners?format=json");
  port = JSON.parse(text).listener_statuses[0].local_address.socket_address.port_value;
}, patience);
afterAll(async () => {
  await envoy?.stop();
  guard?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What a client hears: the greeting, or nothing; and the name on the certificate it was shown. */
function heard(certificate?: IssuedCertificate): Promise<{ greeting: string; server: string }> {
  const own = certificate === undefined ? {} : { cert: certificate.chainPem, key: certificate.privateKey.reveal() };
  const options: ConnectionOptions = {
    port,
    host: "127.0.0.1",
    ca: authority.rootsPem,
    checkServerIdentity: () => undefined,
  };
  return new Promise((resolve) => {
    const socket = connect({ ...options, ...own });
    socket.write("GET / HTTP/1.1\r\nHost: reviews\r\nConnection: close\r\n\r\n");
    let greeting = "";
    let server = "";
    socket.on("secureConnect", () => {
      server = socket.getPeerX509Certificate()?.subjectAltName ?? "";
    });
    socket.on("data", (data) => {
      greeting += data;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve({ greeting: greeting.split("\r\n\r\n")[1] ?? "", server }));
  });
}

describe("an Envoy with our secrets", () => {
  it("talks to a workload of its trust domain", async () => {
    const client = await authority.issue({ identity: identity("cluster.local", "web"), ttlMs: hour });
    expect(await heard(client)).toEqual({ greeting: "hello", server: `URI:${reviews}` });
  });

  it("talks to the one workload of another trust domain that is named", async () => {
    const client = await authority.issue({ identity: identity("partner.example", "known"), ttlMs: hour });
    expect((await heard(client)).greeting).toBe("hello");
  });

  it.each([
    ["of another trust domain", "other.example", "web"],
    ["of a trust domain that begins like its own", "cluster.local.evil", "web"],
    ["beside the one that is named", "partner.example", "known-not"],
  ])("refuses a workload %s, although the same roots vouch for it", async (_what, trustDomain, serviceAccount) => {
    const client = await authority.issue({ identity: identity(trustDomain, serviceAccount), ttlMs: hour });
    expect((await heard(client)).greeting).toBe("");
    expect((await envoy.admin("/stats?filter=fail_verify_san")).text).toMatch(/fail_verify_san: [1-9]/);
  });

  it("refuses an expired certificate, one of another authority, and none", async () => {
    const web = identity("cluster.local", "web");
    const other = await openAuthority({ stateDir: join(folder, "other") });
    const clients = [
      await authority.issue({ identity: web, ttlMs: hour, now: Date.now() - 2 * hour }),
      await other.issue({ identity: web, ttlMs: hour }),
      undefined,
    ];
    const greetings = await Promise.all(clients.map(async (client) => (await heard(client)).greeting));
    expect(greetings).toEqual(["", "", ""]);
  });
});
