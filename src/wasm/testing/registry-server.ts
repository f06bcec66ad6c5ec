/** A small OCI registry (the endpoints of the distribution specification that images need), and what can go wrong with one. */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** Who may ask, and how they say so. */
export type RegistryLogin =
  | { readonly kind: "nobody-asks" }
  | { readonly kind: "basic" | "bearer"; readonly user: string; readonly password: string };

export interface RegistryServer {
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly blobs: Map<string, Buffer>;
  /** By `repository/tag` and `repository/digest`. */
  readonly manifests: Map<string, { readonly type: string; readonly body: Buffer }>;
  /** `METHOD path`, in order. */
  readonly requests: string[];
  login: RegistryLogin;
  /** Answers these paths instead. */
  readonly instead: Map<string, (response: ServerResponse) => void>;
  close(): Promise<void>;
}

/** Starts one that is empty. */
export async function aRegistryServer(): Promise<RegistryServer> {
  const server = createServer((request, response) => {
    answer(registry, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const registry: RegistryServer = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    blobs: new Map(),
    manifests: new Map(),
    requests: [],
    login: { kind: "nobody-asks" },
    instead: new Map(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return registry;
}

/** Puts an image with these layers there; gives its digest. */
export function putImage(
  registry: RegistryServer,
  name: string,
  image: {
    readonly layers: readonly { readonly mediaType: string; readonly bytes: Uint8Array; readonly size?: number }[];
    readonly annotations?: Readonly<Record<string, string>>;
  },
): string {
  const layers = image.layers.map(({ mediaType, bytes, size = bytes.length }) => {
    const digest = digestOf(bytes);
    registry.blobs.set(digest, Buffer.from(bytes));
    return { mediaType, digest, size };
  });
  const config = {
    mediaType: "application/vnd.oci.image.config.v1+json",
    digest: digestOf(Buffer.from("{}")),
    size: 2,
  };
  const manifest = { schemaVersion: 2, config, layers, annotations: image.annotations };
  return putManifest(registry, name, { manifest, type: "application/vnd.oci.image.manifest.v1+json" });
}

/** Puts a manifest there, under its tag and its digest. */
export function putManifest(
  registry: RegistryServer,
  name: string,
  { manifest, type }: { readonly manifest: object; readonly type: string },
): string {
  const body = Buffer.from(JSON.stringify(manifest));
  const digest = digestOf(body);
  const [repository = "", tag = ""] = name.split(":");
  for (const version of [tag, digest]) registry.manifests.set(`${repository}/${version}`, { type, body });
  return digest;
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

const token = "token-of-the-registry";

async function answer(registry: RegistryServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", `http://${registry.host}`);
  const { method = "GET" } = request;
  registry.requests.push(`${method} ${url.pathname}`);
  const instead = registry.instead.get(url.pathname);
  if (instead !== undefined) return instead(response);
  if (url.pathname === "/token") return giveToken(registry, request, response);
  if (!mayAsk(registry, request)) return challenge(registry, response);
  const [, repository = "", what = "", rest = ""] = /^\/v2\/(.+?)\/(manifests|blobs)\/(.*)$/.exec(url.pathname) ?? [];
  if (what === "manifests") return manifests({ registry, repository, version: rest }, request, response);
  if (what === "blobs" && rest.startsWith("uploads/")) return uploads({ registry, repository, url }, request, response);
  const blob = what === "blobs" ? registry.blobs.get(rest) : undefined;
  if (blob === undefined) return void response.writeHead(404).end('{"errors":[{"code":"BLOB_UNKNOWN"}]}');
  response.writeHead(200, { "content-length": blob.length }).end(method === "HEAD" ? undefined : blob);
}

async function manifests(
  { registry, repository, version }: { registry: RegistryServer; repository: string; version: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "PUT") {
    const body = await buffer(request);
    const type = request.headers["content-type"] ?? "";
    for (const name of [version, digestOf(body)]) registry.manifests.set(`${repository}/${name}`, { type, body });
    response.writeHead(201).end();
    return;
  }
  const found = registry.manifests.get(`${repository}/${version}`);
  if (found === undefined) return void response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  response.writeHead(200, { "content-type": found.type }).end(found.body);
}

async function uploads(
  { registry, repository, url }: { registry: RegistryServer; repository: string; url: URL },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "POST") {
    response.writeHead(202, { location: `/v2/${repository}/blobs/uploads/${randomUUID()}` }).end();
    return;
  }
  const body = await buffer(request);
  const same = digestOf(body) === url.searchParams.get("digest");
  if (same) registry.blobs.set(digestOf(body), body);
  response.writeHead(same ? 201 : 400).end();
}

function mayAsk({ login }: RegistryServer, { headers }: IncomingMessage): boolean {
  if (login.kind === "nobody-asks") return true;
  return headers.authorization === (login.kind === "bearer" ? `Bearer ${token}` : basicOf(login));
}

function challenge({ login, host }: RegistryServer, response: ServerResponse): void {
  const how = login.kind === "basic" ? 'Basic realm="x"' : `Bearer realm="http://${host}/token",service="here"`;
  response.writeHead(401, { "www-authenticate": how }).end();
}

function giveToken({ login }: RegistryServer, { headers }: IncomingMessage, response: ServerResponse): void {
  const known = login.kind === "bearer" && headers.authorization === basicOf(login);
  response.writeHead(known ? 200 : 401).end(known ? JSON.stringify({ token }) : "");
}

function basicOf({ user, password }: { readonly user: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
