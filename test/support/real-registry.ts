/** The OCI registry of the CNCF (`distribution`), built from its Go module and run as a process. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer as createWebServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { cacheFolder } from "../../scripts/envoy.mjs";

const sources = fileURLToPath(new URL("oci-registry/", import.meta.url));
const buildMs = 15 * 60_000;

/** Where the registry's binary is, built once for each version; or why there is none. */
export async function registryBinary(): Promise<{ readonly path: string } | { readonly because: string }> {
  const named = process.env["WAYMARK_TEST_REGISTRY"];
  if (named !== undefined) return { path: named };
  const texts = await Promise.all(["main.go", "go.sum"].map((name) => readFile(join(sources, name))));
  const digest = createHash("sha256").update(Buffer.concat(texts)).digest("hex").slice(0, 12);
  const path = join(cacheFolder(process.env), `oci-registry-${digest}`);
  if (
    await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
  )
    return { path };
  try {
    await mkdir(cacheFolder(process.env), { recursive: true });
    const unfinished = `${path}.${process.pid}`;
    const words = ["build", "-trimpath", "-ldflags=-s -w", "-o", unfinished, "."];
    await promisify(execFile)("go", words, { cwd: sources, timeout: buildMs });
    await rename(unfinished, path);
    return { path };
  } catch (error) {
    const { code, stderr = "" } = error as { readonly code?: unknown; readonly stderr?: string };
    return { because: code === "ENOENT" ? "there is no Go here" : `Go cannot build it: ${stderr.trim().slice(-300)}` };
  }
}

/** Who may do what: everybody, or who says this name and password. */
export const registryUser = "robot";
export const registryPassword = "of the test";
/** The same for `htpasswd`, which wants bcrypt. */
const passwordHash = "$2a$05$yxDE7YPhpVuJoeSEADz3ceW7Riplj3WAxO4pglDDOw5TG./bzRzIy";

/** How a registry asks who is there, and whether it speaks TLS. */
export interface RegistryWishes {
  readonly auth?: "basic" | "bearer";
  readonly tls?: { readonly certificate: string; readonly key: string };
}

export interface RealRegistry {
  /** `localhost:PORT` with TLS, else `127.0.0.1:PORT`. */
  readonly host: string;
  /** Ends the process; what was pushed stays. */
  stop(): Promise<void>;
  /** The same place again. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a registry of its own with nothing in it. @throws when it does not answer */
export async function aRealRegistry(binary: string, { auth, tls }: RegistryWishes = {}): Promise<RealRegistry> {
  const folder = await mkdtemp(join(tmpdir(), "waymark-registry-"));
  const port = await freePort();
  const tokens = auth === "bearer" ? await aTokenServer(folder) : undefined;
  await writeFile(join(folder, "htpasswd"), `${registryUser}:${passwordHash}\n`);
  const basic = { htpasswd: { realm: "test", path: join(folder, "htpasswd") } };
  if (tls !== undefined) {
    await writeFile(join(folder, "certificate.pem"), tls.certificate);
    await writeFile(join(folder, "key.pem"), tls.key);
  }
  const configuration = {
    version: 0.1,
    log: { accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, "images") } },
    http: {
      addr: `127.0.0.1:${port}`,
      secret: "uploads of one process",
      ...(tls !== undefined && {
        tls: { certificate: join(folder, "certificate.pem"), key: join(folder, "key.pem") },
      }),
    },
    ...(auth === "basic" && { auth: basic }),
    ...(tokens !== undefined && { auth: { token: tokens.settings } }),
  };
  await writeFile(join(folder, "config.yml"), JSON.stringify(configuration));
  let running: ChildProcess | undefined;
  const registry: RealRegistry = {
    host: `${tls === undefined ? "127.0.0.1" : "localhost"}:${port}`,
    start: async () => {
      running = spawn(binary, ["serve", join(folder, "config.yml")], { stdio: "ignore" });
      await listening(port);
    },
    stop: async () => {
      const child = running;
      running = undefined;
      if (child === undefined || child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    },
    close: async () => {
      await registry.stop();
      tokens?.server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await registry.start();
  return registry;
}

/** A server that hands out tokens for repositories, as registries' users know them; without credentials none is worth anything. */
async function aTokenServer(folder: string): Promise<{ readonly server: Server; readonly settings: object }> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "test", alg: "RS256", use: "sig" }] };
  await writeFile(join(folder, "jwks.json"), JSON.stringify(keys));
  const names = { service: "the registry", issuer: "the test" };
  const server = createWebServer((request, response) => {
    if (request.headers.authorization !== `Basic ${basicCredentials}`) return void response.writeHead(401).end();
    const token = new SignJWT({ access: accessOf(request) })
      .setProtectedHeader({ alg: "RS256", kid: "test", typ: "JWT" })
      .setIssuer(names.issuer)
      .setAudience(names.service)
      .setSubject(registryUser)
      .setIssuedAt()
      .setNotBefore("0s")
      .setExpirationTime("5m")
      .setJti(String(Math.random()))
      .sign(privateKey);
    token.then(
      (text) => response.end(JSON.stringify({ token: text, expires_in: 300 })),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const realm = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  return { server, settings: { realm, ...names, jwks: join(folder, "jwks.json") } };
}

const basicCredentials = Buffer.from(`${registryUser}:${registryPassword}`).toString("base64");

/** What `scope=repository:NAME:pull,push` asks for. */
function accessOf({ url = "/" }: IncomingMessage): readonly object[] {
  const scope = new URL(url, "http://tokens").searchParams.get("scope") ?? "";
  const [type, name, actions = ""] = scope.split(":");
  return [{ type, name, actions: actions.split(",") }];
}

async function listening(port: number): Promise<void> {
  for (let asked = 0; asked < 600; asked++) {
    // Whatever it says, it is there. TLS does not matter for that.
    const up = await fetch(`http://127.0.0.1:${port}/v2/`).then(
      () => true,
      (error: Error) => !String(error.cause).includes("ECONNREFUSED"),
    );
    if (up) return;
    await pause(50);
  }
  throw new Error("the registry does not answer");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
