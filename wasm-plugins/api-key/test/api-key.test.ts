import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { describeOnBoth } from "../../../src/wasm-lab/describe-on-both.js";
import type { Asked, LabProxy } from "../../../src/wasm-lab/lab.js";
import { readyMade } from "../../../test/wasm/support/ready-made.js";

const { module, refusals, agreed, example } = readyMade("api-key");

const sha256 = (key: string): string => createHash("sha256").update(key).digest("hex");
const withKey = (key: string): Asked => ({ headers: [["x-api-key", key]] });

/** Whom the upstream takes the client for; undefined if the request did not get there. */
async function consumerOf(proxy: LabProxy, asked: Asked): Promise<string | undefined> {
  return (await proxy.send(asked)).upstream?.headers["x-consumer"];
}

/** The status of a refusal and what its body says. */
async function refusal(proxy: LabProxy, asked: Asked): Promise<unknown> {
  const { status, body, upstream } = await proxy.send(asked);
  return { status, ...JSON.parse(body), ...(upstream !== undefined && { upstream }) };
}

const keys = [
  { consumer: "ada", sha256: sha256("key-of-ada") },
  { consumer: "bob", sha256: sha256("key-of-bob").toUpperCase() },
  { consumer: "ada", sha256: sha256("next key of ada") },
];

describeOnBoth("keys in a header", { plugins: [{ module, configuration: { keys } }] }, (behaves) => {
  behaves("lets known keys pass, and says whose they are", async (proxy) => {
    expect(await consumerOf(proxy, withKey("key-of-ada"))).toBe("ada");
    expect(await consumerOf(proxy, withKey("key-of-bob"))).toBe("bob");
    expect(await consumerOf(proxy, withKey("next key of ada"))).toBe("ada");
  });

  behaves("takes the key out of the request", async (proxy) => {
    expect((await proxy.send(withKey("key-of-ada"))).upstream?.headers).not.toHaveProperty("x-api-key");
  });

  behaves("answers 401 without a key", async (proxy) => {
    const { status, headers, body } = await proxy.send();
    expect({ status, headers, body: JSON.parse(body) }).toEqual({
      status: 401,
      headers: expect.objectContaining({
        "www-authenticate": 'ApiKey realm="api"',
        "content-type": "application/json",
      }),
      body: { error: "unauthorized", reason: "key_missing", message: "an API key is required" },
    });
  });

  behaves("answers 401 to a key that nobody has", async (proxy) => {
    const refused = { status: 401, reason: "key_unknown" };
    expect(await refusal(proxy, withKey("key-of-eve"))).toMatchObject(refused);
    expect(await refusal(proxy, withKey(""))).toMatchObject(refused);
    expect(await refusal(proxy, withKey("k\u00ff"))).toMatchObject(refused);
    expect(await refusal(proxy, withKey(sha256("key-of-ada")))).toMatchObject(refused);
  });

  behaves("answers 401 to two keys", async (proxy) => {
    const headers = [
      ["x-api-key", "key-of-ada"],
      ["x-api-key", "key-of-bob"],
    ] as const;
    expect(await refusal(proxy, { headers })).toMatchObject({ status: 401, reason: "key_ambiguous" });
  });

  behaves("does not believe clients who they are", async (proxy) => {
    const headers = [
      ["x-consumer", "root"],
      ["X-Api-Key", "key-of-bob"],
      ["X-CONSUMER", "root"],
    ] as const;
    expect(await consumerOf(proxy, { headers })).toBe("bob");
  });

  behaves("reads no key from the query", async (proxy) => {
    expect(await refusal(proxy, { path: "/?api_key=key-of-ada" })).toMatchObject({ reason: "key_missing" });
  });
});

const elsewhere = {
  from: [{ query: "api_key" }, { header: "authorization", scheme: "Bearer" }],
  consumerHeader: "x-who",
  realm: "shop",
  keys: [{ consumer: "ada", sha256: sha256("a+b/c") }],
};

describeOnBoth("keys elsewhere", { plugins: [{ module, configuration: elsewhere }] }, (behaves) => {
  behaves("finds a key in the query, and takes it out", async (proxy) => {
    const { upstream } = await proxy.send({ path: "/x?a=1&api_key=a%2Bb%2fc&b=%20&&c" });
    expect(upstream).toMatchObject({ path: "/x?a=1&b=%20&&c", headers: { "x-who": "ada" } });
    expect((await proxy.send({ path: "/x?api%5Fkey=a%2Bb/c" })).upstream?.path).toBe("/x");
  });

  behaves("reads a plus in the query as a space", async (proxy) => {
    expect(await refusal(proxy, { path: "/?api_key=a+b/c" })).toMatchObject({ reason: "key_unknown" });
  });

  behaves("finds a key behind its scheme in any case, and leaves other schemes alone", async (proxy) => {
    const { upstream } = await proxy.send({ headers: [["authorization", "bearer  a+b/c"]] });
    expect(upstream?.headers).toMatchObject({ "x-who": "ada" });
    expect(upstream?.headers).not.toHaveProperty("authorization");
    expect(await refusal(proxy, { headers: [["authorization", "Basic a+b/c"]] })).toMatchObject({
      reason: "key_missing",
    });
    const both = await proxy.send({ path: "/?api_key=a%2Bb/c", headers: [["authorization", "Basic eDp5"]] });
    expect(both.upstream?.headers).toMatchObject({ authorization: "Basic eDp5" });
  });

  behaves("answers 401 to keys in two places", async (proxy) => {
    const asked: Asked = { path: "/?api_key=a%2Bb/c", headers: [["authorization", "Bearer a+b/c"]] };
    expect(await refusal(proxy, asked)).toMatchObject({ reason: "key_ambiguous" });
    expect(await refusal(proxy, { path: "/?api_key=a&api_key=b" })).toMatchObject({ reason: "key_ambiguous" });
  });

  behaves("names its realm", async (proxy) => {
    expect((await proxy.send()).headers["www-authenticate"]).toBe('ApiKey realm="shop"');
  });
});

const limited = {
  forwardKey: true,
  publicPaths: ["/health", "/docs/*"],
  keys: [
    { consumer: "reader", sha256: sha256("r"), methods: ["GET", "HEAD"], paths: ["/orders", "/orders/*"] },
    { consumer: "all", sha256: sha256("a") },
  ],
};

describeOnBoth("what a key opens", { plugins: [{ module, configuration: limited }] }, (behaves) => {
  behaves("lets a key pass for its paths and methods", async (proxy) => {
    expect(await consumerOf(proxy, { path: "/orders?x=/../", ...withKey("r") })).toBe("reader");
    expect(await consumerOf(proxy, { path: "/orders/7", ...withKey("r") })).toBe("reader");
    expect(await consumerOf(proxy, { path: "/x/../y", method: "PUT", ...withKey("a") })).toBe("all");
  });

  behaves("answers 403 to everything else", async (proxy) => {
    const forbidden = {
      status: 403,
      error: "forbidden",
      reason: "not_allowed",
      message: "the API key does not open this",
    };
    expect(await refusal(proxy, { path: "/orders", method: "POST", ...withKey("r") })).toEqual(forbidden);
    expect(await refusal(proxy, { path: "/ordersx", ...withKey("r") })).toEqual(forbidden);
    expect(await refusal(proxy, { path: "/Orders", ...withKey("r") })).toEqual(forbidden);
  });

  behaves("answers 403 to paths that lead elsewhere", async (proxy) => {
    for (const path of [
      "/orders/../admin",
      "/orders/%2e%2e/admin",
      "/orders//x",
      "/orders/..%2Fx",
      "/orders/..;/x",
      "/orders/..",
    ]) {
      expect([path, await refusal(proxy, { path, ...withKey("r") })]).toMatchObject([path, { status: 403 }]);
    }
  });

  behaves("asks for no key on public paths, and believes nobody there", async (proxy) => {
    const health = await proxy.send({ path: "/health?deep", headers: [["x-consumer", "root"]] });
    expect(health.upstream?.headers).not.toHaveProperty("x-consumer");
    expect((await proxy.send({ path: "/docs/a" })).status).toBe(200);
    expect((await proxy.send({ path: "/docs/../orders" })).status).toBe(401);
  });

  behaves("hands the key on if the service wants it", async (proxy) => {
    const { upstream } = await proxy.send(withKey("a"));
    expect(upstream?.headers).toMatchObject({ "x-api-key": "a" });
  });
});

describe("the configuration of api-key", () => {
  it("is refused with every mistake, its place, what was expected and what was there", () => {
    const configuration = {
      from: [{ header: "x", query: "y" }, { query: "q", scheme: "Bearer" }, {}],
      keys: [
        { consumer: "a b", sha256: "abc" },
        { sha256: sha256("1"), methods: ["get"], paths: ["orders", "/a*b"] },
        { consumer: "c", sha256: sha256("1"), paths: [] },
      ],
      key: "secret",
      realm: 'a"b',
    };
    expect(refusals(configuration)).toEqual([
      'realm: expected printable ASCII characters without quotes and backslashes, got "a"b"',
      'from[0].header: expected either header or query, got "x"',
      'from[1].scheme: expected a header that it belongs to, got "Bearer"',
      "from[2].header: expected either header or query, got nothing",
      'keys[0].consumer: expected visible ASCII characters, got "a b"',
      'keys[0].sha256: expected 64 hexadecimal digits, got "abc"',
      "keys[1].paths: expected paths that begin with '/' and have '*' only as their last step, not orders, got a list",
      "keys[1].paths: expected paths that begin with '/' and have '*' only as their last step, not /a*b, got a list",
      "keys[1].consumer: expected a text that is not empty, got nothing",
      "keys[1].methods: expected methods in capital letters, not get, got a list",
      "keys[2].paths: expected at least one path, got an empty list",
      "keys[2].sha256: expected a key that no other entry has, got a text of 64 bytes",
      "key: there is no such field",
    ]);
  });

  it("is refused if there is none", () => {
    expect(refusals("")).toEqual(["keys: expected a list of keys, got nothing"]);
  });

  it("is right in the example", () => {
    expect(agreed(example)).toBe(true);
  });

  it("is right exactly if the schema says so", () => {
    const any = fc.constantFrom<unknown>("a", "", "a b", 'a"', 0, true, null, [], {}, ["a"], ["/*"], ["/**"], ["/a*"]);
    const rarely = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 25, arbitrary: usual }, any);
    const optional = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });
    let next = 0;
    const key = optional({
      consumer: rarely(fc.constant("ada")),
      // Each once: what a schema cannot say.
      sha256: rarely(fc.constant(null).map(() => sha256(String(next++)))),
      methods: rarely(fc.constant(["GET", "M-SEARCH"])),
      paths: rarely(fc.constantFrom(["/a", "/a/*"], ["/"], ["/*"])),
    });
    const place = fc.oneof(
      optional({ header: rarely(fc.constant("x-key")), scheme: rarely(fc.constant("Key")) }),
      optional({ query: rarely(fc.constant("k")), header: any }),
    );
    const configuration = optional({
      from: rarely(fc.array(rarely(place), { maxLength: 2 })),
      keys: rarely(fc.array(rarely(key), { maxLength: 2 })),
      consumerHeader: rarely(fc.constant("x-who")),
      forwardKey: rarely(fc.boolean()),
      publicPaths: rarely(fc.constant(["/health"])),
      realm: rarely(fc.constant("a [b]")),
    });
    let right = 0;
    fc.assert(
      fc.property(configuration, (it) => {
        if (agreed(it)) right += 1;
      }),
      { numRuns: 800 },
    );
    expect(right).toBeGreaterThan(20);
  });
});
