import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { WasmHost } from "../../../src/wasm/host/wasm-host.js";
import { describeOnBoth } from "../../../src/wasm-lab/describe-on-both.js";
import { EnvoyLabs } from "../../../src/wasm-lab/envoy-lab.js";
import type { Lab, LabProxy } from "../../../src/wasm-lab/lab.js";
import { readyMade } from "../../../test/wasm/support/ready-made.js";

const plugin = readyMade("token-bucket");

function lab(rule: object, rest: object = {}): Lab {
  const rules = [{ name: "all", ...rule }];
  return { plugins: [{ module: plugin.module, configuration: { rules, ...rest } }] };
}

const two = [{ tokens: 2, seconds: 60 }];

async function statuses(
  proxy: LabProxy,
  headers: readonly (readonly [string, string])[],
  path = "/",
): Promise<number[]> {
  const seen: number[] = [];
  for (const header of headers) seen.push((await proxy.send({ path, headers: [header] })).status);
  return seen;
}

describeOnBoth("one bucket for all", lab({ buckets: two }), (behaves) => {
  behaves("lets as many through as there are tokens, and says what is left", async (proxy) => {
    const first = await proxy.send();
    expect(first.headers).toMatchObject({
      "ratelimit-limit": "2",
      "ratelimit-remaining": "1",
      "ratelimit-reset": "30",
    });
    expect((await proxy.send()).headers["ratelimit-remaining"]).toBe("0");
  });
  behaves("answers 429 with the time to wait, in JSON", async (proxy) => {
    const refused = await proxy.send();
    expect(refused).toMatchObject({ status: 429, upstream: undefined });
    expect(refused.headers).toMatchObject({
      "content-type": "application/json",
      "retry-after": "30",
      "ratelimit-remaining": "0",
    });
    expect(JSON.parse(refused.body)).toEqual({ error: "rate_limited", rule: "all", retryAfterSeconds: 30 });
  });
  behaves("counts what it refused", async (proxy) => {
    const before = (await proxy.metric("token_bucket_limited")) ?? 0;
    await proxy.send();
    expect(await proxy.metric("token_bucket_limited")).toBe(before + 1);
  });
});

describeOnBoth("a bucket that fills quickly", lab({ buckets: [{ tokens: 1, seconds: 1 }] }), (behaves) => {
  behaves("has a token again when its time has come", async (proxy) => {
    const before = [(await proxy.send()).status, (await proxy.send()).status];
    await proxy.wait(1100);
    expect([...before, (await proxy.send()).status]).toEqual([200, 429, 200]);
  });
});

describeOnBoth("several buckets", lab({ buckets: [{ tokens: 100 }, { tokens: 2, seconds: 60 }] }), (behaves) => {
  behaves("are all asked, and the one with the least left is told", async (proxy) => {
    expect((await proxy.send()).headers).toMatchObject({ "ratelimit-limit": "2", "ratelimit-remaining": "1" });
    await proxy.send();
    expect((await proxy.send()).status).toBe(429);
  });
});

describeOnBoth("a key of a header", lab({ key: [{ header: "x-tenant" }], buckets: two }), (behaves) => {
  behaves("gives each value a bucket of its own", async (proxy) => {
    const tenant = (value: string): [string, string] => ["x-tenant", value];
    const asked = [tenant("a"), tenant("a"), tenant("b"), tenant("a"), tenant("b")];
    expect(await statuses(proxy, asked)).toEqual([200, 200, 200, 429, 200]);
  });
  behaves("has requests without it share a bucket", async (proxy) => {
    expect(
      await statuses(proxy, [
        ["x-other", "1"],
        ["x-other", "2"],
        ["x-other", "3"],
      ]),
    ).toEqual([200, 200, 429]);
  });
  behaves("takes bytes that are no text as they are", async (proxy) => {
    expect(
      await statuses(proxy, [
        ["x-tenant", "ÿ\u00c0"],
        ["x-tenant", "ÿ\u00c1"],
      ]),
    ).toEqual([200, 200]);
  });
});

describeOnBoth(
  "a key that may be missing",
  lab({ key: [{ header: "x-tenant" }], withoutKey: "skip", buckets: [{ tokens: 1, seconds: 60 }] }),
  (behaves) => {
    behaves("leaves requests without it alone if told so", async (proxy) => {
      const asked = [
        ["x-other", "1"],
        ["x-other", "2"],
        ["x-tenant", "a"],
        ["x-tenant", "a"],
      ] as const;
      expect(await statuses(proxy, asked)).toEqual([200, 200, 200, 429]);
    });
  },
);

const parts = [{ cookie: "sid" }, { pathSegments: 1 }, { method: true }, { host: true }, { source: true }];
describeOnBoth("a key of several parts", lab({ key: parts, buckets: [{ tokens: 1, seconds: 60 }] }), (behaves) => {
  behaves("shares a bucket only if all parts agree", async (proxy) => {
    const ask = async (path: string, cookie: string, method = "GET"): Promise<number> =>
      (await proxy.send({ path, method, headers: [["cookie", `a=b; sid=${cookie}; c`]] })).status;
    expect([
      await ask("/shop/1", "me"),
      await ask("/shop/2?x", "me"),
      await ask("/cart/1", "me"),
      await ask("/shop/1", "you"),
      await ask("/shop/1", "me", "DELETE"),
    ]).toEqual([200, 429, 200, 200, 200]);
  });
});

const claims = { "envoy.filters.http.jwt_authn": { payload: { sub: "ann", realm: { tier: "gold" } } } };
describeOnBoth(
  "a key of claims",
  {
    ...lab({ key: [{ claim: ["realm", "tier"] }, { consumer: true }], buckets: [{ tokens: 1, seconds: 60 }] }),
    metadata: claims,
  },
  (behaves) => {
    behaves("takes the verified claim and the consumer that was recognised", async (proxy) => {
      const asked = [
        ["x-consumer", "app"],
        ["x-consumer", "app"],
        ["x-consumer", "web"],
      ] as const;
      expect(await statuses(proxy, asked)).toEqual([200, 429, 200]);
    });
  },
);

const selective = lab(
  { pathPrefix: "/api/", methods: ["POST"], buckets: [{ tokens: 1, seconds: 60 }] },
  { headers: false },
);
describeOnBoth("a rule for some requests", selective, (behaves) => {
  behaves("does not count the others", async (proxy) => {
    const ask = async (method: string, path: string): Promise<number> => (await proxy.send({ method, path })).status;
    await ask("POST", "/api/a");
    expect([await ask("GET", "/api/a"), await ask("POST", "/web"), await ask("POST", "/api/b")]).toEqual([
      200, 200, 429,
    ]);
  });
  behaves("says nothing of limits if told so", async (proxy) => {
    const { headers } = await proxy.send({ method: "POST", path: "/api/c" });
    expect(Object.keys(headers).filter((name) => name.startsWith("ratelimit"))).toEqual([]);
    expect(headers["retry-after"]).toBeDefined();
  });
});

const twoRules = {
  rules: [
    { name: "each", key: [{ header: "x-tenant" }], buckets: [{ tokens: 1, seconds: 60 }] },
    { name: "together", buckets: two },
  ],
};
describeOnBoth("two rules", { plugins: [{ module: plugin.module, configuration: twoRules }] }, (behaves) => {
  behaves("must both let a request through", async (proxy) => {
    const asked = [
      ["x-tenant", "a"],
      ["x-tenant", "a"],
      ["x-tenant", "b"],
      ["x-tenant", "c"],
    ] as const;
    expect(await statuses(proxy, asked)).toEqual([200, 429, 200, 429]);
  });
});

describe("the memory of token-bucket", () => {
  it("does not grow beyond its bound, however many keys there are", () => {
    const host = new WasmHost({ module: plugin.module, recordHostcalls: false });
    const rule = { name: "all", key: [{ header: "x-tenant" }], maxKeys: 16, buckets: [{ tokens: 1, seconds: 60 }] };
    host.startPlugin({ rules: [rule] }, { name: "limits", vmId: "vm" });
    for (let i = 0; i < 2000; i += 1) host.openStream().requestHeaders({ "x-tenant": `t${i}` });
    const values = [...host.sharedData("vm").values()];
    expect(values.length).toBe(2);
    for (const value of values) expect(value.length).toBeLessThanOrEqual(8 + 8 * 24);
  });
});

describe("token-bucket and several workers", () => {
  const shared: Lab = {
    plugins: [
      {
        module: plugin.module,
        configuration: { rules: [{ name: "all", buckets: [{ tokens: 25, seconds: 3600 }] }], attempts: 100 },
      },
    ],
  };
  const envoy = new EnvoyLabs([shared], { concurrency: 4 });
  beforeAll(async () => {
    if (process.env["WASM_ON"] !== "host") await envoy.start();
  }, 120_000);
  afterAll(() => envoy.stop());
  it("counts exactly, also from the very first request on", async () => {
    if (process.env["WASM_ON"] === "host") return;
    const proxy = envoy.proxy(0, () => 0);
    const answers = await Promise.all(Array.from({ length: 80 }, async () => await proxy.send()));
    const passed = answers.filter(({ status }) => status === 200).length;
    expect([passed, answers.filter(({ status }) => status === 429).length]).toEqual([25, 55]);
  });
});

describe("the configuration of token-bucket", () => {
  it("is refused with every mistake by its path", () => {
    const wrong = {
      rules: [{ name: "a b", key: [{ header: "x", source: true }], buckets: [{ tokens: 0 }], more: 1 }],
      attempts: "3",
    };
    expect(plugin.refusals(wrong)).toEqual([
      'attempts: expected a whole number from 1 to 1000, got "3"',
      "rules[0].name: expected 1 to 63 letters, digits, '.', '_' and '-', got \"a b\"",
      'rules[0].key[0].header: expected exactly one of header, cookie, claim, source, path, pathSegments, method, host, consumer, got "x"',
      "rules[0].buckets[0].tokens: expected a whole number from 1 to 1000000, got the number 0",
      "rules[0].more: there is no such field",
    ]);
  });
  it("is right exactly if its schema says so", () => {
    const any = fc.constantFrom<unknown>("a", "", 0, 1, 8, 33, true, false, null, [], {}, ["a"], [""], "share");
    const mostly = (right: unknown) => fc.oneof({ weight: 6, arbitrary: fc.constant(right) }, any);
    const part = fc.oneof(
      fc.constantFrom<object>({ source: true }, { header: "x" }, { header: "x", cookie: "y" }, {}),
      fc.record(
        { header: any, cookie: any, claim: any, source: any, path: any, pathSegments: any },
        { requiredKeys: [] },
      ),
    );
    const bucket = fc.record({ tokens: mostly(1), seconds: mostly(2), burst: mostly(3) }, { requiredKeys: ["tokens"] });
    const rule = fc.record(
      {
        name: fc.oneof({ weight: 5, arbitrary: fc.constant("r") }, any),
        buckets: fc.oneof({ weight: 5, arbitrary: fc.constant(two) }, fc.array(bucket, { maxLength: 2 }), any),
        key: fc.oneof({ weight: 3, arbitrary: fc.array(part, { maxLength: 2 }) }, any),
        pathPrefix: mostly("/a"),
        methods: mostly(["GET"]),
        withoutKey: mostly("skip"),
        maxKeys: mostly(8),
      },
      { requiredKeys: ["name", "buckets"] },
    );
    const configuration = fc.record(
      {
        rules: fc.oneof({ weight: 5, arbitrary: fc.array(rule, { minLength: 1, maxLength: 2 }) }, any),
        headers: mostly(false),
        undecided: mostly("pass"),
        attempts: mostly(1),
        consumerHeader: mostly("x-who"),
        claimsFrom: mostly({ namespace: "n", key: "k" }),
      },
      { requiredKeys: ["rules"] },
    );
    let right = 0;
    fc.assert(
      fc.property(configuration, (it) => {
        if (plugin.agreed(it)) right += 1;
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(right).toBeGreaterThan(5);
  });
});
