/** What generated routes and policies do to single requests in a real Envoy, where its documentation leaves doubt. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  anyPath,
  backend,
  destination,
  destinationId,
  endpoint,
  exact,
  forwardTo,
  identity,
  not,
  origin,
  policy,
  route,
  served,
  servicePort,
  settings,
  text,
} from "../../src/envoy/testing/samples.js";
import type { Condition } from "../../src/ir/access.js";
import type { TokenRule } from "../../src/ir/authentication.js";
import type { PathMatch, Route, RouteTable } from "../../src/ir/route.js";
import type { Waypoint } from "../../src/ir/waypoint.js";
import { type Answer, ask, type TunnelClient } from "../support/hbone.js";
import { type StaticMesh, startStaticMesh } from "../support/static-mesh.js";
import { loopbackAddress } from "../support/waypoint.js";

const reviews = destinationId("reviews.shop");
const tokens = destinationId("tokens.shop", 8080);
const pod = loopbackAddress();
const webAddress = loopbackAddress();
const to = backend(reviews);

const prefix = (value: string): PathMatch => ({ kind: "prefix", value });
const on = (path: PathMatch, action: Route["action"], more: Partial<Route> = {}): Route =>
  route(action, { name: path.value, match: { ...anyPath, path }, ...more });
const edits = {
  set: [{ name: "x-set", value: "50% off" }],
  add: [{ name: "x-add", value: "new" }],
  remove: ["x-gone"],
};
const longest = Array.from({ length: 300 }, (_, index) => `word${index}`).join("|");

const routes: RouteTable = {
  otherwise: "not-found",
  routes: [
    on(
      prefix("/headers"),
      forwardTo({ ...to, requestHeaders: { set: [{ name: "x-order", value: "backend" }], add: [], remove: [] } }),
      {
        requestHeaders: { ...edits, set: [...edits.set, { name: "x-order", value: "rule" }] },
        responseHeaders: edits,
      },
    ),
    on(
      prefix("/host"),
      forwardTo({ ...to, requestHeaders: { set: [{ name: "host", value: "inner.example" }], add: [], remove: [] } }),
    ),
    on(prefix("/strip"), {
      kind: "forward",
      backends: [to],
      rewrite: { path: { kind: "prefix", value: "/" }, hostname: "other.example" },
    }),
    on(prefix("/full"), { kind: "forward", backends: [to], rewrite: { path: { kind: "full", value: "/one" } } }),
    on(prefix("/away"), {
      kind: "redirect",
      status: 301,
      scheme: "https",
      hostname: "x.example",
      path: { kind: "prefix", value: "/new" },
    }),
    on(prefix("/secure"), { kind: "redirect", status: 302, scheme: "https" }),
    on(prefix("/moved"), { kind: "redirect", status: 308, path: { kind: "full", value: "/target" } }),
    on({ kind: "regex", value: `/(${longest})` }, forwardTo(to)),
    on(
      prefix("/who"),
      { kind: "respond", status: 418, because: "" },
      { match: { ...anyPath, path: prefix("/who"), clientNamespaces: ["web", "other"] } },
    ),
    on(prefix("/who"), { kind: "respond", status: 404, because: "" }),
    on(prefix("/slow"), forwardTo(to), { timeouts: { requestMs: 1 } }),
  ],
};

const pair = (): { publicKey: KeyObject; privateKey: KeyObject } => generateKeyPairSync("ec", { namedCurve: "P-256" });
const good = pair();
const other = pair();

function rule(name: string, keys: TokenRule["keys"]): TokenRule {
  const anywhere = { fromHeaders: [], fromParams: [], fromCookies: [], spaceDelimitedClaims: [] };
  const rest = { audiences: [], forwardOriginalToken: false, outputPayloadToHeader: "x-payload" };
  const outputClaimToHeaders = [{ header: "x-sub", claim: "sub" }];
  return { name, issuer: `https://${name}.example`, keys, ...anywhere, ...rest, outputClaimToHeaders, origin };
}

function token(issuer: string, key: KeyObject, claims: object = {}): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "ES256", typ: "JWT" })}.${part({ iss: `https://${issuer}.example`, sub: "bob", ...claims })}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

const inGroup = (value: string): Condition => ({
  kind: "text",
  attribute: { name: "claim", path: ["groups"] },
  values: [exact(value)],
  negated: false,
  origin,
});

const world: Waypoint = {
  settings: { ...settings, pathNormalization: "merge-slashes" },
  ports: [
    served(servicePort(reviews), { routes }),
    served(servicePort(tokens, { authorities: ["10.96.0.12:8080"] }), {
      access: {
        authentication: {
          rules: [
            rule("good", {
              kind: "inline",
              jwks: JSON.stringify({ keys: [good.publicKey.export({ format: "jwk" })] }),
            }),
            rule("lost", { kind: "unavailable", because: "timed out" }),
          ],
        },
        deny: [
          policy("shop/no-token", {
            to: [[text("path", { kind: "prefix", value: "/token" })]],
            from: [[not(text("request-principal", { kind: "present" }) as never)]],
          }),
          policy("shop/no-admin", {
            to: [[text("path", { kind: "path-template", value: "/admin/{**}" })]],
            when: [not(inGroup("admin") as never)],
          }),
        ],
        allow: [],
      },
    }),
  ],
  destinations: [
    destination(reviews, [endpoint("shop/reviews", { address: pod })]),
    destination(tokens, [endpoint("shop/reviews", { address: pod })]),
  ],
};

describe("a request", () => {
  let mesh: StaticMesh;
  let web: TunnelClient;

  beforeAll(async () => {
    mesh = await startStaticMesh({
      world,
      address: loopbackAddress(),
      pods: [pod],
      podIdentity: identity("shop/reviews"),
    });
    web = await mesh.client(identity("web/web"), webAddress);
  }, 60_000);

  afterAll(() => mesh?.close());

  async function get(path: string, options: Parameters<typeof ask>[2] & { authority?: string } = {}): Promise<Answer> {
    const { stream } = await web.connect(options.authority ?? "10.96.0.10:80");
    const answer = await ask(stream, path, options);
    stream.destroy();
    return answer;
  }

  async function seen(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ path: string; headers: Record<string, string[]> }> {
    const { body } = await get(path, { headers });
    const { path: found, rawHeaders } = JSON.parse(body) as { path: string; rawHeaders: string[] };
    const all: Record<string, string[]> = {};
    for (let at = 0; at < rawHeaders.length; at += 2) {
      const name = (rawHeaders[at] ?? "").toLowerCase();
      all[name] = [...(all[name] ?? []), rawHeaders[at + 1] ?? ""];
    }
    return { path: found, headers: all };
  }

  it("has its headers removed, set and appended, by the rule first and the backend then", async () => {
    const { headers } = await seen("/headers", { "x-add": "old", "x-gone": "1", "x-set": "before" });
    expect(headers).toMatchObject({ "x-set": ["50% off"], "x-order": ["backend"] });
    expect(headers["x-add"]?.join(",")).toBe("old,new");
    expect(headers).not.toHaveProperty("x-gone");
    expect((await get("/headers")).headers).toMatchObject({ "x-set": "50% off", "x-add": "new", "x-from-app": "1" });
  });

  it("gets another host and another path, and keeps its query", async () => {
    expect((await seen("/host")).headers["host"]).toEqual(["inner.example"]);
    expect((await seen("/strip/a?b=/c")).path).toBe("/a?b=/c");
    expect(await seen("/strip?x")).toMatchObject({ path: "/?x", headers: { host: ["other.example"] } });
    expect((await seen("/full/a?b=c")).path).toBe("/one?b=c");
  });

  it.each([
    ["/away/a?b", undefined, 301, "https://x.example/new/a?b"],
    ["/secure/a", "reviews.shop:80", 302, "https://reviews.shop/secure/a"],
    ["/moved?b", "reviews.shop", 308, "http://reviews.shop/target?b"],
  ])("is redirected: %s", async (path, host, status, location) => {
    const answer = await get(path, host === undefined ? {} : { host });
    expect([answer.status, answer.headers["location"]]).toEqual([status, location]);
  });

  it("is matched by long regular expressions", async () => {
    expect((await get("/word299")).status).toBe(200);
    expect((await get("/word299x")).status).toBe(404);
  });

  it("is matched by who sent it", async () => {
    expect((await get("/who")).status).toBe(418);
  });

  it("is matched after its path was normalised", async () => {
    expect((await seen("/x/..//strip//a")).path).toBe("/a");
  });

  describe("with tokens", () => {
    const status = async (path: string, bearer?: string): Promise<number> => {
      const headers: Record<string, string> = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
      return (await get(path, { authority: "10.96.0.12:8080", headers })).status;
    };

    it("passes without one unless a policy asks for it", async () => {
      expect([await status("/"), await status("/token")]).toEqual([200, 403]);
    });

    it("passes with a good one of a known issuer", async () => {
      expect(await status("/token", token("good", good.privateKey))).toBe(200);
    });

    it.each([
      ["signed by somebody else", token("good", other.privateKey)],
      ["of an unknown issuer", token("unknown", good.privateKey)],
      ["of an issuer whose keys could not be had", token("lost", good.privateKey)],
      ["that is expired", token("good", good.privateKey, { exp: 1_000_000_000 })],
    ])("is refused with one %s", async (_, bearer) => {
      expect(await status("/", bearer)).toBe(401);
    });

    it("is judged by the claims in it, one of a list included", async () => {
      const claims = (groups: unknown): string => token("good", good.privateKey, { groups });
      const admin = "/admin/x";
      expect(await status(admin, claims(["dev", "admin"]))).toBe(200);
      expect(await status(admin, claims("admin"))).toBe(200);
      expect(await status(admin, claims(["dev"]))).toBe(403);
      expect(await status(admin)).toBe(403);
    });
  });
});
