import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { WasmHost } from "../../../src/wasm/host/wasm-host.js";
import { describeOnBoth } from "../../../src/wasm-lab/describe-on-both.js";
import type { Asked, LabProxy } from "../../../src/wasm-lab/lab.js";
import { readyMade } from "../../../test/wasm/support/ready-made.js";

const { module, refusals, agreed, example } = readyMade("traffic-lane");

/** The lane under which the upstream sees a request. */
async function laneOf(proxy: LabProxy, asked: Asked): Promise<string | undefined> {
  return (await proxy.send(asked)).upstream?.headers["x-lane"];
}

const withHeader = (name: string, value: string): Asked => ({ headers: [[name, value]] });

const rules = [
  { lane: "vip", headers: [{ name: "X-Tier", exact: "gold" }], path: { prefix: "/shop" } },
  { lane: "testers", cookies: [{ name: "tester", present: true }] },
  { lane: "beta", path: { pattern: "/beta(/.*)?" } },
  { lane: "robots", headers: [{ name: "user-agent", suffix: "bot" }] },
  {
    lane: "nameless",
    headers: [
      { name: "x-user", present: false },
      { name: "x-probe", exact: "1" },
    ],
  },
];

describeOnBoth("lanes by rule", { plugins: [{ module, configuration: { rules } }] }, (behaves) => {
  behaves("tags a request if everything in the rule holds", async (proxy) => {
    expect(await laneOf(proxy, { path: "/shop?x=1", headers: [["x-tier", "gold"]] })).toBe("vip");
    expect(await laneOf(proxy, { path: "/shop", headers: [["x-tier", "silver"]] })).toBeUndefined();
    expect(await laneOf(proxy, { path: "/", headers: [["x-tier", "gold"]] })).toBeUndefined();
  });

  behaves("looks at every value of a header", async (proxy) => {
    const headers = [
      ["x-tier", "silver"],
      ["x-tier", "gold"],
    ] as const;
    expect(await laneOf(proxy, { path: "/shop", headers })).toBe("vip");
  });

  behaves("finds a cookie among others, by its whole name", async (proxy) => {
    expect(await laneOf(proxy, withHeader("cookie", "a=1; tester=yes; b=2"))).toBe("testers");
    expect(await laneOf(proxy, withHeader("cookie", "not-tester=1; testers=2; a=tester=1"))).toBeUndefined();
  });

  behaves("matches patterns against the whole path without its query", async (proxy) => {
    expect(await laneOf(proxy, { path: "/beta/x?y" })).toBe("beta");
    expect(await laneOf(proxy, { path: "/alphabeta?/beta/" })).toBeUndefined();
  });

  behaves("matches the end of a value", async (proxy) => {
    expect(await laneOf(proxy, withHeader("user-agent", "search-bot"))).toBe("robots");
    expect(await laneOf(proxy, withHeader("user-agent", "bottle"))).toBeUndefined();
  });

  behaves("takes the first rule that matches", async (proxy) => {
    expect(await laneOf(proxy, { path: "/beta", headers: [["cookie", "tester=1"]] })).toBe("testers");
  });

  behaves("can ask for a header that is not there", async (proxy) => {
    expect(await laneOf(proxy, withHeader("x-probe", "1"))).toBe("nameless");
    expect(
      await laneOf(proxy, {
        headers: [
          ["x-probe", "1"],
          ["x-user", "ada"],
        ],
      }),
    ).toBeUndefined();
  });

  behaves("discards tags that clients make up", async (proxy) => {
    expect(await laneOf(proxy, withHeader("x-lane", "vip"))).toBeUndefined();
    const headers = [
      ["X-Lane", "vip"],
      ["cookie", "tester=1"],
      ["x-lane", "beta"],
    ] as const;
    expect(await laneOf(proxy, { headers })).toBe("testers");
  });

  behaves("passes values by that are no UTF-8", async (proxy) => {
    expect(await laneOf(proxy, { path: "/shop", headers: [["x-tier", "g\u00ff"]] })).toBeUndefined();
  });
});

const kept = { existing: "keep", lanes: ["blue"], rules: [{ lane: "green", path: { exact: "/green" } }] };

describeOnBoth("an existing tag that is kept", { plugins: [{ module, configuration: kept }] }, (behaves) => {
  behaves("goes before the rules", async (proxy) => {
    expect(await laneOf(proxy, { path: "/green", headers: [["x-lane", "blue"]] })).toBe("blue");
    expect(await laneOf(proxy, withHeader("x-lane", "green"))).toBe("green");
  });

  behaves("is discarded if it is no lane of ours, or not the only one", async (proxy) => {
    expect(await laneOf(proxy, withHeader("x-lane", "purple"))).toBeUndefined();
    expect(await laneOf(proxy, { path: "/green", headers: [["x-lane", "Blue"]] })).toBe("green");
    expect(
      await laneOf(proxy, {
        headers: [
          ["x-lane", "blue"],
          ["x-lane", "green"],
        ],
      }),
    ).toBeUndefined();
  });
});

const told = {
  header: "x-release",
  rules: [{ lane: "canary", headers: [{ name: "x-canary", exact: "yes" }] }],
  responseHeader: "x-release",
  responseCookie: { name: "release", maxAgeSeconds: 3600, secure: true },
};
const routes = [{ name: "canary-route", header: "x-release", value: "canary" }];

describeOnBoth("lanes for routes and clients", { plugins: [{ module, configuration: told }], routes }, (behaves) => {
  behaves("takes the route of the lane", async (proxy) => {
    const { upstream } = await proxy.send(withHeader("x-canary", "yes"));
    expect(upstream?.headers).toMatchObject({ "x-release": "canary", "x-lab-route": "canary-route" });
  });

  behaves("does not take the route of a tag that a client made up", async (proxy) => {
    const { upstream } = await proxy.send(withHeader("x-release", "canary"));
    expect(upstream?.headers).not.toHaveProperty("x-lab-route");
    expect(upstream?.headers).not.toHaveProperty("x-release");
  });

  behaves("tells the client the lane in a header and a cookie", async (proxy) => {
    const { headers } = await proxy.send(withHeader("x-canary", "yes"));
    expect(headers).toMatchObject({
      "x-release": "canary",
      "set-cookie": "release=canary; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax",
    });
  });

  behaves("sets no cookie that the client has already, and none without a lane", async (proxy) => {
    const again = await proxy.send({
      headers: [
        ["x-canary", "yes"],
        ["cookie", "release=canary"],
      ],
    });
    expect(again.headers).not.toHaveProperty("set-cookie");
    expect((await proxy.send()).headers).not.toHaveProperty("set-cookie");
  });
});

const half = {
  rules: [
    { lane: "b", percent: 50, stickyBy: { header: "x-user" } },
    { lane: "near", percent: 100, stickyBy: { source: true }, path: { exact: "/near" } },
    { lane: "never", percent: 0 },
  ],
};

describeOnBoth("a percentage", { plugins: [{ module, configuration: half }] }, (behaves) => {
  behaves("takes about its share of clients, each of them every time", async (proxy) => {
    const lanes: (string | undefined)[] = [];
    for (let user = 0; user < 40; user += 1) lanes.push(await laneOf(proxy, withHeader("x-user", `user-${user}`)));
    expect(lanes.filter((lane) => lane === "b").length).toBeGreaterThan(12);
    expect(lanes.filter((lane) => lane === "b").length).toBeLessThan(28);
    expect(await laneOf(proxy, withHeader("x-user", "user-7"))).toBe(lanes[7]);
  });

  behaves("leaves out who cannot be recognized", async (proxy) => {
    expect(await laneOf(proxy, {})).toBeUndefined();
  });

  behaves("can go by the client's address", async (proxy) => {
    expect(await laneOf(proxy, { path: "/near" })).toBe("near");
  });
});

const claims = {
  rules: [
    { lane: "ring-0", claims: [{ name: ["groups"], exact: "insiders" }] },
    { lane: "staff", claims: [{ name: ["org", "name"], prefix: "waymark" }] },
  ],
};
const tokenOf = (payload: Record<string, string | readonly string[] | { readonly name: string }>) => ({
  metadata: { "envoy.filters.http.jwt_authn": { payload } },
});

describeOnBoth(
  "a list in a token",
  { plugins: [{ module, configuration: claims }], ...tokenOf({ groups: ["users", "insiders"] }) },
  (behaves) =>
    behaves("matches by one of its elements", async (proxy) => expect(await laneOf(proxy, {})).toBe("ring-0")),
);

describeOnBoth(
  "claims of a token",
  {
    plugins: [{ module, configuration: claims }],
    ...tokenOf({ groups: "insiders-not", org: { name: "waymark-dev" } }),
  },
  (behaves) => behaves("are found within objects", async (proxy) => expect(await laneOf(proxy, {})).toBe("staff")),
);

describeOnBoth("a request without a token", { plugins: [{ module, configuration: claims }] }, (behaves) =>
  behaves("has no claims", async (proxy) => expect(await laneOf(proxy, {})).toBeUndefined()),
);

describe("the configuration of traffic-lane", () => {
  it("grows a lane without taking anybody out of it", () => {
    const usersAt = (percent: number): number[] => {
      const host = new WasmHost({ module });
      host.startPlugin({ rules: [{ lane: "a", percent, stickyBy: { header: "x-user" } }] });
      return [...Array(200).keys()].filter((user) => {
        const stream = host.openStream();
        stream.requestHeaders({ "x-user": `user-${user}` });
        return stream.upstream.headers?.has("x-lane");
      });
    };
    const few = usersAt(12.5);
    expect(few.length).toBeGreaterThan(10);
    expect(usersAt(50)).toEqual(expect.arrayContaining(few));
  });

  it("is refused with every mistake, its place, what was expected and what was there", () => {
    const configuration = {
      header: "x lane",
      rules: [
        { lane: "a b", percent: 140, stickyBy: {} },
        {
          lane: "b",
          headers: [{ name: "x", exact: "1", prefix: "2" }],
          path: { pattern: "(" },
          stickyBy: { source: true },
        },
        { path: {} },
      ],
      colour: "blue",
    };
    expect(refusals(configuration)).toEqual([
      'header: expected a name without spaces and separators, got "x lane"',
      "rules[0].lane: expected 1 to 63 letters, digits, '.', '_' and '-', got \"a b\"",
      "rules[0].percent: expected a number from 0 to 100, got the number 140",
      "rules[0].stickyBy.header: expected exactly one of header, cookie, claim, source, got nothing",
      'rules[1].headers[0].exact: expected exactly one of exact, prefix, suffix, pattern, present, got "1"',
      'rules[1].path.pattern: expected a regular expression (a ) is missing), got "("',
      "rules[1].percent: expected a number from 0 to 100, since there is stickyBy, got nothing",
      "rules[2].lane: expected a text that is not empty, got nothing",
      "rules[2].path.exact: expected exactly one of exact, prefix, suffix, pattern, got nothing",
      "colour: there is no such field",
    ]);
  });

  it("is refused if there is none", () => {
    expect(refusals("")).toEqual(["rules: expected a list of rules, got nothing"]);
  });

  it("is right in the example", () => {
    expect(agreed(example)).toBe(true);
  });

  it("is right exactly if the schema says so", () => {
    const any = fc.constantFrom<unknown>("a", "", "a b", 0, 1.5, 101, true, false, null, [], {}, ["a"], [""], {
      name: "a",
    });
    const rarely = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 40, arbitrary: usual }, any);
    const optional = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
      fc.record(fields, { requiredKeys: [] });
    const text = fc.constantFrom("x", "y-1");
    const condition = { exact: rarely(text), prefix: rarely(text), present: rarely(fc.boolean()) };
    const named = fc.oneof(
      fc.record({ name: rarely(text), exact: rarely(text) }),
      optional({ name: rarely(text), ...condition }),
    );
    const sticky = fc.oneof(
      fc.record({ header: rarely(text) }),
      fc.record({ claim: rarely(fc.constant(["sub"])) }),
      optional({ header: rarely(text), cookie: any, source: rarely(fc.constant(true)) }),
    );
    const rule = optional({
      lane: rarely(text),
      headers: rarely(fc.array(named, { maxLength: 2 })),
      cookies: rarely(fc.array(named, { maxLength: 2 })),
      claims: rarely(fc.array(fc.record({ name: rarely(fc.constant(["a", "b"])), exact: text }), { maxLength: 2 })),
      path: rarely(fc.record({ prefix: rarely(text) })),
      percent: rarely(fc.constant(5)),
      stickyBy: rarely(sticky),
    });
    const configuration = optional({
      header: rarely(text),
      existing: rarely(fc.constantFrom("keep", "discard")),
      lanes: rarely(fc.constant(["blue"])),
      rules: rarely(fc.array(rarely(rule), { maxLength: 3 })),
      claimsFrom: rarely(fc.constant({ namespace: "a", key: "b" })),
      responseHeader: rarely(text),
      responseCookie: rarely(
        optional({ name: text, path: rarely(fc.constant("/a")), maxAgeSeconds: rarely(fc.constant(5)) }),
      ),
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
