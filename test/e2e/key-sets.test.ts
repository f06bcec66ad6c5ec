/** Keys that issuers publish: fetched by the control plane, or by a waypoint from a service of the mesh. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { anIssuerServer, type IssuerServer } from "../../src/keys/testing/issuer-server.js";
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
import { aRestartableControlPlane } from "../support/restartable.js";
import { outcomeOf } from "../support/said.js";
import { aTokenIssuer, type TokenIssuer, type TokenSpec } from "../support/tokens.js";
import { until } from "../support/until.js";

// Everything here happens a little later than it is asked for.
jest.setTimeout(60_000);

const web = "keys/sa/web";
const configuration = "/.well-known/openid-configuration";

let issuer: TokenIssuer;
let successor: TokenIssuer;
let server: IssuerServer;
let keyService: IssuerServer;
let mesh: TestMesh;
const control = aRestartableControlPlane();

/** All services have the same pods. */
function aService(name: string, ...jwtRules: readonly Manifest[]): readonly Manifest[] {
  const ports = [{ name: "http", port: 80, targetPort: 8080 }];
  const spec = { targetRefs: [{ group: "", kind: "Service", name }], jwtRules };
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace: "keys" },
      spec: { selector: { app: "app" }, ports },
    },
    { apiVersion: "security.istio.io/v1", kind: "RequestAuthentication", metadata: { name, namespace: "keys" }, spec },
  ];
}

beforeAll(async () => {
  [issuer, successor, server, keyService] = await Promise.all([
    aTokenIssuer(),
    aTokenIssuer(),
    anIssuerServer(),
    anIssuerServer(),
  ]);
  const about = JSON.stringify({ issuer: server.url, jwks_uri: `${server.url}/discovered` });
  server.pages
    .set("/keys", { body: issuer.jwks })
    .set("/rotated", { body: issuer.jwks })
    .set("/discovered", { body: issuer.jwks })
    .set(configuration, { body: about })
    .set("/hangs", { hangs: true })
    .set("/downgrade", { status: 302, headers: { location: "http://169.254.169.254/keys" } });
  keyService.pages.set("/keys", { body: issuer.jwks }).set("/others", { body: issuer.jwks });
  const rule = (path: string) => ({ issuer: "issuer.example", jwksUri: `${server.url}${path}` });
  const manifests = manifestText(
    aNamespace("keys", "waypoint"),
    aWaypoint("keys"),
    anAccount("keys", "web"),
    anApp({ namespace: "keys", name: "app" }),
    anApp({ namespace: "keys", name: "jwks" }),
    aService("uri", rule("/keys")),
    aService("same", rule("/keys")),
    aService("discovered", { issuer: server.url }),
    aService("rotated", rule("/rotated")),
    aService("late", rule("/late"), { issuer: "second.example", jwks: issuer.jwks }),
    aService("hangs", { ...rule("/hangs"), timeout: "60s" }, { issuer: "second.example", jwks: issuer.jwks }),
    aService("downgrade", rule("/downgrade")),
    aService("in-mesh", { issuer: "issuer.example", jwksUri: "http://jwks.keys.svc.cluster.local/keys" }),
    aNamespace("vault", "waypoint"),
    aWaypoint("vault"),
    anApp({ namespace: "vault", name: "jwks" }),
    aPolicy("vault/jwks", {
      service: "jwks",
      action: "ALLOW",
      rules: [{ ...from({ serviceAccounts: ["keys/waypoint"] }), to: [{ operation: { paths: ["/keys"] } }] }],
    }),
    aService("guarded-keys", { issuer: "issuer.example", jwksUri: "http://jwks.vault.svc.cluster.local/keys" }),
    aService("refused-keys", { issuer: "issuer.example", jwksUri: "http://jwks.vault.svc.cluster.local/others" }),
    aService("not-in-mesh", { issuer: "issuer.example", jwksUri: "http://jwks.keys.svc.cluster.local:81/keys" }),
  );
  mesh = await aLocalMesh(
    { "mesh.yaml": manifests },
    {
      keys: { allowed: ["127.0.0.0/8"], refreshMs: 250, retryMs: 100 },
      userWorkloads: ["keys/jwks", "vault/jwks"].map((name) => ({ name, target: keyService.url })),
      startControlPlane: control.start,
    },
  );
}, 120_000);

afterAll(async () => {
  await mesh?.close();
  await Promise.all([server?.close(), keyService?.close()]);
}, 60_000);

/** How a request with a token of `from` ends; `undefined`: one without a token. */
async function asked(service: string, from?: TokenIssuer, spec: Partial<TokenSpec> = {}): Promise<string> {
  const token = await from?.token({ iss: "issuer.example", sub: "alice", ...spec });
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return await outcomeOf(mesh, { as: web, host: `${service}.keys`, headers });
}

describe("published keys", () => {
  it("verify tokens once they are fetched, and refuse others", async () => {
    expect(await asked("uri", issuer)).toBe("200");
    expect(await asked("uri", successor)).toBe("401");
    expect(await asked("uri")).toBe("200");
  });

  it("are found through their issuer", async () => {
    expect(await asked("discovered", issuer, { iss: server.url })).toBe("200");
    expect(await asked("discovered", successor, { iss: server.url })).toBe("401");
  });

  it("do for all rules that name them", async () => {
    expect(await asked("same", issuer)).toBe("200");
  });

  it("that are slow hold nobody up, and refuse the tokens of their issuer only", async () => {
    expect(diagnosticsText(mesh)).toContain(`info WM5060: the keys at ${server.url}/hangs are being fetched`);
    expect(await asked("hangs", issuer)).toBe("401");
    expect(await asked("hangs", issuer, { iss: "second.example" })).toBe("200");
    expect(await asked("hangs")).toBe("200");
  });

  it("that cannot be had refuse the tokens of their issuer only, until they are there", async () => {
    await until("WM5061", async () => diagnosticsText(mesh));
    expect(await asked("late", issuer)).toBe("401");
    expect(await asked("late", issuer, { iss: "second.example" })).toBe("200");
    expect(await asked("late")).toBe("200");
    server.pages.set("/late", { body: issuer.jwks });
    await until("200", () => asked("late", issuer));
    expect(diagnosticsText(mesh)).not.toContain("WM5061");
  });

  it("are fetched for rules that come while the mesh runs", async () => {
    server.pages.set("/new", { body: successor.jwks });
    const added = aService("added", { issuer: "issuer.example", jwksUri: `${server.url}/new` });
    await writeFile(join(mesh.folder, "added.yaml"), manifestText(added));
    await until("200", () => asked("added", successor));
    expect(await asked("added", issuer)).toBe("401");
  });

  it("are not fetched from where a redirect must not lead", async () => {
    expect(diagnosticsText(mesh)).toContain("error WM5062");
    expect(await asked("downgrade", issuer)).toBe("401");
    expect(await asked("downgrade")).toBe("200");
  });

  it("are followed when the issuer takes new ones", async () => {
    expect(await asked("rotated", issuer)).toBe("200");
    expect(await asked("rotated", successor)).toBe("401");
    server.pages.set("/rotated", { body: successor.jwks });
    await until("200", () => asked("rotated", successor));
    expect(await asked("rotated", issuer)).toBe("401");
  });

  it("stay in use while the issuer is away, and across a restart of the control plane", async () => {
    server.pages.set("/keys", { status: 503 });
    await until("WM5064", async () => diagnosticsText(mesh));
    expect(await asked("uri", issuer)).toBe("200");
    await control.restart(0);
    await until("WM5064", async () => diagnosticsText(mesh));
    await mesh.settled();
    expect(await asked("uri", issuer)).toBe("200");
    expect(await asked("uri", successor)).toBe("401");
    expect(await control.current().metrics()).toMatch(/waymark_key_fetches_total\{outcome="failed"\} [1-9]/);
  });
});

describe("keys of a service of the mesh", () => {
  it("are fetched by the waypoint itself, over the mesh", async () => {
    await until("200", () => asked("in-mesh", issuer));
    expect(await asked("in-mesh", successor)).toBe("401");
    expect(await asked("in-mesh")).toBe("200");
    expect(keyService.requests.length).toBeGreaterThan(0);
  });

  it("are fetched through the waypoint of that service, whose policies judge who asks", async () => {
    await until("200", () => asked("guarded-keys", issuer));
    expect(await asked("guarded-keys", successor)).toBe("401");
    expect(await asked("refused-keys", issuer)).toBe("401");
    expect(await asked("refused-keys")).toBe("200");
  });

  it("cannot be fetched from a port that it has not", async () => {
    expect(diagnosticsText(mesh)).toContain("error WM5066: Service keys/jwks has no port 81");
    expect(await asked("not-in-mesh", issuer)).toBe("401");
    expect(await asked("not-in-mesh")).toBe("200");
  });
});
