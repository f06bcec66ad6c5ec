/** OPA behind real Envoys: examples/opa as it is, with decisions by path, query, method, header, body, client and claim. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { requestThroughProxy } from "../../src/runtime/proxied-request.js";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";
import { manifestText } from "../support/manifests.js";
import { aTokenIssuer, type TokenIssuer, type TokenSpec } from "../support/tokens.js";

jest.setTimeout(60_000);

const example = fileURLToPath(new URL("../../examples/opa/", import.meta.url));
const opaManifest = readFileSync(join(example, "opa.yaml"), "utf8");
const web = "shop/sa/web";

let opa: ChildProcess;
let issuer: TokenIssuer;
let mesh: TestMesh;

beforeAll(async () => {
  const started = await startOpa();
  opa = started.child;
  issuer = await aTokenIssuer();
  mesh = await aLocalMesh(
    {
      "shop.yaml": readFileSync(join(example, "shop.yaml"), "utf8"),
      "opa.yaml": opaManifest,
      "issuer.yaml": manifestText({
        apiVersion: "security.istio.io/v1",
        kind: "RequestAuthentication",
        metadata: { name: "people", namespace: "shop" },
        spec: {
          targetRefs: [{ group: "", kind: "Service", name: "orders" }],
          jwtRules: [{ issuer: "issuer.example", jwks: issuer.jwks }],
        },
      }),
    },
    { userWorkloads: [{ name: "policy/opa", target: started.target }] },
  );
}, 120_000);

afterAll(async () => {
  await mesh?.close();
  opa?.kill();
}, 60_000);

async function startOpa(): Promise<{ readonly child: ChildProcess; readonly target: string }> {
  const child = spawn(process.execPath, [join(example, "server.mjs"), "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, target: `http://${line.replace("listening on ", "")}` };
}

interface Question {
  readonly path: string;
  readonly as?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly token?: Omit<TokenSpec, "iss">;
}

/** Status, the headers in lower case, and the body of the answer; what the application saw if it answered. */
async function answerTo({ path, as = web, method = "GET", headers = {}, body, token }: Question) {
  const bearer: Record<string, string> =
    token === undefined
      ? {}
      : { authorization: `Bearer ${await issuer.token({ iss: "issuer.example", ...token } as TokenSpec)}` };
  const outcome = await requestThroughProxy({
    proxy: mesh.proxyOf(as),
    url: `http://orders.shop${path}`,
    method,
    headers: Object.entries({ ...headers, ...bearer }),
    ...(body !== undefined && { body }),
  });
  if (outcome.kind !== "answered") throw new Error(JSON.stringify(outcome));
  const { status, body: text } = outcome;
  const found = Object.fromEntries(outcome.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const reason = status === 200 ? (JSON.parse(text) as Echo).headers["X-Reason"]?.[0] : undefined;
  return { status, headers: found, text, reason };
}

interface Echo {
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

const json = { "content-type": "application/json" };
const order = (count: number): Pick<Question, "method" | "path" | "headers" | "body"> => ({
  method: "POST",
  path: "/orders",
  headers: json,
  body: JSON.stringify({ count }),
});

describe("the compiled policy", () => {
  it("belongs to the policy's text", () => {
    const lock = JSON.parse(readFileSync(join(example, "policy.lock"), "utf8"));
    const digest = (name: string) =>
      createHash("sha256")
        .update(readFileSync(join(example, name)))
        .digest("hex");
    // `npm run opa-policy` compiles it anew.
    expect(lock).toMatchObject({ "policy.rego": digest("policy.rego"), "policy.wasm": digest("policy.wasm") });
  });
});

describe("OPA", () => {
  it("has nothing that waymark complains about", () => {
    expect(diagnosticsText(mesh)).not.toMatch(/error|warning/);
  });

  it.each<[string, Question, string]>([
    ["by path", { path: "/catalog/books" }, "public"],
    ["by query and header", { path: "/catalog/books?drafts=yes", headers: { "x-preview-key": "sesame" } }, "preview"],
    ["by the subject of a token", { path: "/orders/alice", token: { sub: "alice" } }, "owner"],
    ["by a claim of a token", { path: "/orders/alice", token: { sub: "bob", groups: ["staff"] } }, "staff"],
    ["by body and client", order(10), "small order"],
  ])("lets pass %s, and tells the application why", async (_what, question, reason) => {
    expect(await answerTo(question)).toMatchObject({ status: 200, reason });
  });

  it.each<[string, Question]>([
    ["another path", { path: "/secrets" }],
    ["another method", { path: "/catalog/books", method: "DELETE" }],
    ["another query", { path: "/catalog/books?drafts=no", headers: { "x-preview-key": "sesame" } }],
    ["another header", { path: "/catalog/books?drafts=yes", headers: { "x-preview-key": "guess" } }],
    ["no token", { path: "/orders/alice" }],
    ["somebody else's token", { path: "/orders/alice", token: { sub: "mallory" } }],
    ["another claim", { path: "/orders/alice", token: { sub: "bob", groups: ["interns"] } }],
    ["another client", { ...order(1), as: "shop/sa/backup" }],
    [
      "a client that claims to be another",
      {
        ...order(1),
        as: "shop/sa/backup",
        headers: { ...json, "x-forwarded-client-cert": "URI=spiffe://cluster.local/ns/shop/sa/web" },
      },
    ],
  ])("refuses %s in its own words", async (_what, question) => {
    expect(await answerTo(question)).toMatchObject({
      status: 403,
      headers: { "x-decided-by": "opa" },
      text: "this is not for you\n",
    });
  });

  it("chooses status, headers and body of a refusal", async () => {
    expect(await answerTo(order(11))).toMatchObject({
      status: 402,
      headers: { location: "/wholesale" },
      text: "11 are too many\n",
    });
  });

  it("is not asked about a bad token", async () => {
    const answer = await answerTo({ path: "/catalog/books", token: { sub: "alice", expired: true } });
    expect([answer.status, answer.headers["x-decided-by"]]).toEqual([401, undefined]);
  });

  it("is not asked what the policy leaves out", async () => {
    expect(await answerTo({ path: "/healthz", method: "DELETE" })).toMatchObject({ status: 200, reason: undefined });
  });

  it("never sees a body that is too long: it is answered with 413", async () => {
    const question = { ...order(1), body: JSON.stringify({ count: 1, note: "x".repeat(10_000) }) };
    expect(await answerTo(question)).toMatchObject({ status: 413 });
  });

  it("leaves no trace of its question with the application", async () => {
    const { text } = await answerTo({ path: "/catalog/books" });
    expect(Object.keys((JSON.parse(text) as Echo).headers)).not.toContain("X-Forwarded-Client-Cert");
  });
});

describe("without OPA", () => {
  beforeAll(async () => {
    const ended = once(opa, "close");
    opa.kill();
    await ended;
  });

  it("nobody gets in, with the status of the provider", async () => {
    expect(await answerTo({ path: "/catalog/books" })).toMatchObject({ status: 503 });
  });

  it("what the policy leaves out gets in", async () => {
    expect(await answerTo({ path: "/healthz" })).toMatchObject({ status: 200 });
  });

  it("everybody gets in once the provider says so", async () => {
    await writeFile(join(mesh.folder, "opa.yaml"), opaManifest.replace("failOpen: false", "failOpen: true"));
    await expect(settledAnswer({ path: "/secrets" })).resolves.toMatchObject({ status: 200 });
  });
});

/** The answer once the edit has arrived. */
async function settledAnswer(question: Question) {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await answerTo(question);
    if (answer.status !== 503) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("still 503");
}
