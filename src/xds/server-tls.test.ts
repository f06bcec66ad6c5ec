import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChannelCredentials, status } from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type Authority, type IssuedCertificate, openAuthority } from "../identity/authority.js";
import { spiffeId } from "../identity/spiffe.js";
import { XdsCache } from "./cache.js";
import { typeUrls } from "./order.js";
import { type ServerTls, startXdsServer } from "./server.js";
import { snapshotOf } from "./snapshot.js";
import { GrpcClient, type GrpcStream } from "./testing/grpc-client.js";
import { item } from "./testing/responses.js";

let folder = "";
let ours: Authority;
let theirs: Authority;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "xds-tls-"));
  ours = await openAuthority({ stateDir: join(folder, "ours") });
  theirs = await openAuthority({ stateDir: join(folder, "theirs") });
});
afterAll(() => rm(folder, { recursive: true }));

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const hour = 3_600_000;
const waypoint = spiffeId({ trustDomain: "cluster.local", namespace: "shop", serviceAccount: "waypoint" });

async function serverTls(clientCa?: Authority): Promise<ServerTls> {
  const issued = await ours.issueServer({ dnsNames: ["localhost"], ips: ["127.0.0.1"], ttlMs: hour });
  const pair = { cert: issued.chainPem, key: issued.privateKey.reveal() };
  return clientCa === undefined ? pair : { ...pair, clientCa: clientCa.rootsPem };
}

async function aServer(credentials: ServerTls) {
  const cache = new XdsCache();
  cache.publish("g", snapshotOf([item("cluster", "a")]));
  const uris: string[] = [];
  const server = await startXdsServer({
    cache,
    address: "127.0.0.1:0",
    credentials,
    resolveNode: (_, peer) => {
      uris.push(...peer.uris);
      return "g";
    },
  });
  open.push({ close: () => server.close(100) });
  const connect = (certificate?: IssuedCertificate, roots = ours.rootsPem) => {
    const pair = certificate && [Buffer.from(certificate.privateKey.reveal()), Buffer.from(certificate.chainPem)];
    const client = new GrpcClient(server.port, ChannelCredentials.createSsl(Buffer.from(roots), pair?.[0], pair?.[1]));
    open.push(client);
    const stream = client.delta();
    stream.open({ typeUrl: typeUrls.cluster });
    return stream;
  };
  return { server, cache, uris, connect };
}

async function firstContent(stream: GrpcStream<object>): Promise<unknown> {
  return Object.fromEntries((await stream.next()).resources);
}

describe("a server with TLS", () => {
  it("serves clients that trust its authority, without asking for a certificate", async () => {
    const { connect, uris } = await aServer(await serverTls());
    expect(await firstContent(connect())).toEqual({ a: "v1" });
    expect(uris).toEqual([]);
    expect(await connect(undefined, theirs.rootsPem).ended).toMatchObject({ code: status.UNAVAILABLE });
  });

  it("does not serve plaintext clients", async () => {
    const { server } = await aServer(await serverTls());
    const client = new GrpcClient(server.port);
    open.push(client);
    const stream = client.delta();
    stream.open({ typeUrl: typeUrls.cluster });
    expect(await stream.ended).toMatchObject({ code: status.UNAVAILABLE });
  });

  it("with a client authority, knows its clients by their certificates and refuses all others", async () => {
    const { connect, uris } = await aServer(await serverTls(ours));
    const [good, foreign] = [
      await ours.issue({ identity: waypoint, ttlMs: hour }),
      await theirs.issue({ identity: waypoint, ttlMs: hour }),
    ];
    expect(await firstContent(connect(good))).toEqual({ a: "v1" });
    expect(uris).toEqual([waypoint]);
    expect(await connect().ended).toMatchObject({ code: status.UNAVAILABLE });
    expect(await connect(foreign).ended).toMatchObject({ code: status.UNAVAILABLE });
    expect(uris).toEqual([waypoint]);
  });

  it("shows a renewed certificate to new connections and keeps the open ones", async () => {
    const { server, cache, connect } = await aServer(await serverTls());
    const before = connect();
    const first = await before.next();
    before.send({ typeUrl: typeUrls.cluster, responseNonce: first.nonce });
    const issued = await theirs.issueServer({ dnsNames: ["localhost"], ips: ["127.0.0.1"], ttlMs: hour });
    server.updateCredentials({ cert: issued.chainPem, key: issued.privateKey.reveal() });
    expect(await firstContent(connect(undefined, theirs.rootsPem))).toEqual({ a: "v1" });
    cache.publishChange("g", { upserts: [item("cluster", "a", "v2")] });
    expect(await firstContent(before)).toEqual({ a: "v2" });
  });

  it("cannot begin to ask for certificates while it runs", async () => {
    const { server } = await aServer(await serverTls());
    const next = await serverTls(ours);
    expect(() => server.updateCredentials(next)).toThrow("cannot be switched");
  });
});
