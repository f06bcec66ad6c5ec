import { describe, expect, it } from "@jest/globals";
import { meshOf, object, withoutOrigins } from "../binding/testing/meshes.js";
import type { LoweredPolicy } from "./policies.js";
import { lowerPolicy } from "./policies.js";

function lowered(spec: object, ...more: string[]) {
  const mesh = meshOf(object("AuthorizationPolicy", "shop/p", { spec }), ...more);
  const policy = lowerPolicy(mesh.find("AuthorizationPolicy", "shop/p"), mesh.view, mesh.report);
  return { mesh, policy };
}
const bare = (policy: LoweredPolicy | undefined) => withoutOrigins(policy?.policy.rules);
/** The conditions of the only source, operation or `when` of an ALLOW policy's only rule. */
const fromOf = (source: object, ...more: string[]) => {
  const { policy } = lowered({ rules: [{ from: [{ source }] }] }, ...more);
  return withoutOrigins(policy?.policy.rules[0]?.from[0]);
};
const toOf = (operation: object) => {
  const { policy, mesh } = lowered({ rules: [{ to: [{ operation }] }] });
  return { conditions: withoutOrigins(policy?.policy.rules[0]?.to[0]), codes: mesh.codes() };
};
const text = (name: string, ...values: object[]) => ({ kind: "text", attribute: { name }, values, negated: false });
const exact = (value: string) => ({ kind: "exact", value });
const trust = object("MeshConfig", "mesh", {
  spec: { trustDomain: "new.example", trustDomainAliases: ["old.example"] },
});

describe("lowerPolicy()", () => {
  it("keeps the alternatives of `from` and `to`, and all of `when`", () => {
    const { policy, mesh } = lowered({
      action: "DENY",
      rules: [
        {
          from: [
            { source: { namespaces: ["web"], notPrincipals: ["cluster.local/ns/web/sa/a"] } },
            { source: { ipBlocks: ["10.0.0.0/8"] } },
          ],
          to: [{ operation: { methods: ["GET"], notPaths: ["/public/*"] } }],
          when: [{ key: "request.headers[X-Env]", values: ["prod"], notValues: ["prod-eu"] }],
        },
        {},
      ],
    });
    expect(policy?.effect).toBe("deny");
    expect(policy?.policy.name).toBe("shop/p");
    expect(bare(policy)).toEqual([
      {
        name: "rule[0]",
        from: [
          [
            { ...text("principal", exact("spiffe://cluster.local/ns/web/sa/a")), negated: true },
            text("namespace", exact("web")),
          ],
          [
            {
              kind: "address",
              attribute: "source",
              ranges: [{ address: "10.0.0.0", prefixLength: 8 }],
              negated: false,
            },
          ],
        ],
        to: [[text("method", exact("GET")), { ...text("path", { kind: "prefix", value: "/public/" }), negated: true }]],
        when: [
          { kind: "text", attribute: { name: "header", header: "x-env" }, values: [exact("prod")], negated: false },
          { kind: "text", attribute: { name: "header", header: "x-env" }, values: [exact("prod-eu")], negated: true },
        ],
      },
      { name: "rule[1]", from: [], to: [], when: [] },
    ]);
    expect(mesh.codes()).toEqual([]);
  });

  it("carries the field as the origin of a condition", () => {
    const { policy } = lowered({ rules: [{ from: [{ source: { namespaces: ["web"] } }] }] });
    expect(policy?.policy.rules[0]?.from[0]?.[0]?.origin).toMatchObject({
      object: "AuthorizationPolicy shop/p",
      path: ["spec", "rules", 0, "from", 0, "source", "namespaces"],
    });
  });

  it.each([
    ["an empty spec allows nothing", {}, "allow", 0],
    ["an empty rule matches everything", { rules: [{}] }, "allow", 1],
  ])("%s", (_what, spec, effect, rules) => {
    const { policy, mesh } = lowered(spec);
    expect([policy?.effect, policy?.policy.rules.length]).toEqual([effect, rules]);
    expect(mesh.codes()).toEqual([]);
  });

  it("says that a DENY policy without rules denies nothing", () => {
    const { policy, mesh } = lowered({ action: "DENY" });
    expect(policy?.policy.rules).toEqual([]);
    expect(mesh.codes()).toEqual(["WM5009"]);
  });

  it("denies what an authorizer would be asked about that nobody knows", () => {
    const { policy, mesh } = lowered({
      action: "CUSTOM",
      provider: { name: "x" },
      rules: [{ to: [{ operation: { paths: ["/a"] } }] }],
    });
    expect(policy.consequence).toEqual({ kind: "deny" });
    expect(bare(policy)).toEqual([{ name: "rule[0]", from: [], to: [[text("path", exact("/a"))]], when: [] }]);
    expect(mesh.codes()).toEqual(["WM5030"]);
  });

  it("enforces nothing that only audits", () => {
    const { policy, mesh } = lowered({ action: "AUDIT", rules: [{}] });
    expect(policy.consequence).toEqual({ kind: "audit" });
    expect(mesh.codes()).toEqual([]);
  });

  it.each([
    ["true", true, ["WM5010"]],
    ["false", false, []],
  ])("a policy with dry-run %s", (value, onTrial, codes) => {
    const annotations = { "istio.io/dry-run": value };
    const mesh = meshOf(object("AuthorizationPolicy", "shop/p", { annotations, spec: {} }));
    const policy = lowerPolicy(mesh.find("AuthorizationPolicy", "shop/p"), mesh.view, mesh.report);
    expect(policy.onTrial).toBe(onTrial);
    expect(mesh.codes()).toEqual(codes);
  });
});

describe("sources", () => {
  it.each([
    ["principals", "cluster.local/ns/a/sa/b", "principal", exact("spiffe://cluster.local/ns/a/sa/b")],
    ["principals", "spiffe://cluster.local/ns/a/sa/b", "principal", exact("spiffe://cluster.local/ns/a/sa/b")],
    ["principals", "other/ns/a/*", "principal", { kind: "prefix", value: "spiffe://other/ns/a/" }],
    ["principals", "*/sa/b", "principal", { kind: "suffix", value: "/sa/b" }],
    ["principals", "*", "principal", { kind: "present" }],
    ["namespaces", "web", "namespace", exact("web")],
    ["namespaces", "web-*", "namespace", { kind: "prefix", value: "web-" }],
    ["namespaces", "a*.b", "namespace", { kind: "regex", value: "a.*\\.b" }],
    ["serviceAccounts", "web/a", "service-account", exact("web/a")],
    ["serviceAccounts", "a", "service-account", exact("shop/a")],
    ["trustDomains", "td", "trust-domain", exact("td")],
    ["requestPrincipals", "https://issuer/*", "request-principal", { kind: "prefix", value: "https://issuer/" }],
  ])("%s: %s", (list, value, attribute, pattern) => {
    expect(fromOf({ [list]: [value] })).toEqual([text(attribute, pattern)]);
  });

  it.each([
    ["new.example/ns/a/sa/b", ["new.example", "old.example"]],
    ["old.example/ns/a/sa/b", ["new.example", "old.example"]],
    ["cluster.local/ns/a/sa/b", ["new.example", "old.example"]],
    ["other.example/ns/a/sa/b", ["other.example"]],
  ])("principals of %s stand for all aliases of our trust domain", (principal, domains) => {
    const values = domains.map((domain) => exact(`spiffe://${domain}/ns/a/sa/b`));
    expect(fromOf({ principals: [principal] }, trust)).toEqual([text("principal", ...values)]);
  });

  it.each([
    ["ipBlocks", "10.1.2.3", "source", { address: "10.1.2.3", prefixLength: 32 }],
    ["ipBlocks", "fd00::/8", "source", { address: "fd00::", prefixLength: 8 }],
  ])("%s: %s", (list, value, attribute, range) => {
    expect(fromOf({ [list]: [value] })).toEqual([{ kind: "address", attribute, ranges: [range], negated: false }]);
  });

  it.each([
    ["the client's own where nobody believes X-Forwarded-For", 0, "source", ["WM5055"]],
    ["the forwarded one behind trusted proxies", 1, "remote", []],
  ])("remote addresses are %s", (_what, numTrustedProxies, attribute, codes) => {
    const config = object("MeshConfig", "mesh", {
      spec: { defaultConfig: { gatewayTopology: { numTrustedProxies } } },
    });
    const { policy, mesh } = lowered({ rules: [{ from: [{ source: { remoteIpBlocks: ["10.0.0.0/8"] } }] }] }, config);
    expect(policy.policy.rules[0]?.from[0]).toMatchObject([{ kind: "address", attribute }]);
    expect(mesh.codes()).toEqual(codes);
  });
});

describe("operations", () => {
  it.each([
    ["hosts", "*.example", text("host", { kind: "suffix", value: ".example" })],
    ["methods", "GET", text("method", exact("GET"))],
    ["paths", "/a", text("path", exact("/a"))],
    ["paths", "/a*", text("path", { kind: "prefix", value: "/a" })],
    ["paths", "/a/{*}/b/{**}", text("path", { kind: "path-template", value: "/a/{*}/b/{**}" })],
    ["ports", "8080", { kind: "port", ports: [8080], negated: false }],
  ])("%s: %s", (list, value, condition) => {
    expect(toOf({ [list]: [value] })).toEqual({ conditions: [condition], codes: [] });
  });

  it.each([
    ["paths", "/a{*}"],
    ["paths", "/{**}/{*}"],
    ["paths", "a/{*}"],
    ["paths", "/{*}/b*"],
    ["ports", "0"],
    ["ports", "65536"],
    ["ports", "http"],
  ])("refuse the value %s: %s", (list, value) => {
    expect(toOf({ [list]: [value] })).toMatchObject({ conditions: [{ kind: "never" }] });
  });
});

describe("conditions of `when`", () => {
  const whenOf = (key: string, value = "x") => {
    const { policy, mesh } = lowered({ rules: [{ when: [{ key, values: [value] }] }] });
    return { when: withoutOrigins(policy?.policy.rules[0]?.when), codes: mesh.codes() };
  };
  const claim = (...path: string[]) => ({
    kind: "text",
    attribute: { name: "claim", path },
    values: [exact("x")],
    negated: false,
  });
  it.each([
    [
      "request.headers[User-Agent]",
      { ...text("header", exact("x")), attribute: { name: "header", header: "user-agent" } },
    ],
    ["source.namespace", text("namespace", exact("x"))],
    ["source.principal", text("principal", exact("spiffe://x"))],
    ["source.serviceAccount", text("service-account", exact("shop/x"))],
    ["connection.sni", text("server-name", exact("x"))],
    ["request.auth.audiences", claim("aud")],
    ["request.auth.presenter", claim("azp")],
    ["request.auth.claims[group]", claim("group")],
    ["request.auth.claims[realm][roles]", claim("realm", "roles")],
    ["request.auth.claims[a.b]", claim("a.b")],
  ])("%s", (key, condition) => {
    expect(whenOf(key)).toEqual({ when: [condition], codes: [] });
  });

  it.each([
    ["source.ip", "10.0.0.1", { kind: "address", attribute: "source" }],
    ["request.auth.principal", "issuer/x", text("request-principal", exact("issuer/x"))],
    ["destination.ip", "10.0.0.1", { kind: "address", attribute: "destination" }],
    ["destination.port", "80", { kind: "port", ports: [80] }],
  ])("%s", (key, value, condition) => {
    expect(whenOf(key, value)).toMatchObject({ when: [condition], codes: [] });
  });

  it.each(["experimental.envoy.filters.x[y]", "request.headers[]", "request.auth.claims", "nonsense"])(
    "%s is not known: what allows allows nothing, what denies denies more",
    (key) => {
      const rules = [{ to: [{ operation: { methods: ["GET"] } }], when: [{ key, values: ["x"] }] }];
      const allowing = lowered({ rules });
      expect(allowing.policy?.policy.rules).toMatchObject([{ when: [{ kind: "never" }] }]);
      expect(allowing.mesh.diagnostics).toMatchObject([
        { code: "WM5011", origin: { path: ["spec", "rules", 0, "when", 0, "key"] } },
      ]);
      expect(lowered({ action: "DENY", rules }).policy?.policy.rules).toMatchObject([
        { to: [[{ kind: "text" }]], when: [] },
      ]);
    },
  );
});

describe("values that cannot be used", () => {
  const good = "10.0.0.1";
  const bad = "not-an-address";
  /** What becomes of a list of addresses: the number of ranges left, `never`, or `always` if the condition is gone. */
  const outcome = (action: string, list: string, values: string[]) => {
    const { policy } = lowered({ action, rules: [{ from: [{ source: { namespaces: ["web"], [list]: values } }] }] });
    const other = policy?.policy.rules[0]?.from[0]?.find((condition) => condition.kind !== "text");
    if (other === undefined) return "always";
    return other.kind === "address" ? other.ranges.length : other.kind;
  };
  it.each([
    ["ALLOW", "ipBlocks", [good, bad], 1],
    ["ALLOW", "ipBlocks", [bad], "never"],
    ["ALLOW", "notIpBlocks", [good, bad], "never"],
    ["ALLOW", "notIpBlocks", [bad], "never"],
    ["DENY", "ipBlocks", [good, bad], "always"],
    ["DENY", "ipBlocks", [bad], "always"],
    ["DENY", "notIpBlocks", [good, bad], 1],
    ["DENY", "notIpBlocks", [bad], "always"],
  ])("make a policy stricter: %s with %s %j", (action, list, values, expected) => {
    expect(outcome(action, list, values)).toBe(expected);
  });

  it("are pointed at", () => {
    const { mesh } = lowered({ rules: [{ from: [{ source: { ipBlocks: [good, bad] } }] }] });
    expect(mesh.diagnostics).toMatchObject([
      { code: "WM5012", origin: { path: ["spec", "rules", 0, "from", 0, "source", "ipBlocks", 1] } },
    ]);
  });

  it.each([
    ["a wildcard service account", { serviceAccounts: ["web/*"] }],
    ["a request principal without an issuer", { requestPrincipals: ["bob"] }],
    ["an address with a zone", { ipBlocks: ["fe80::1%eth0"] }],
    ["a prefix that is too long", { ipBlocks: ["10.0.0.0/33"] }],
  ])("include %s", (_what, source) => {
    expect(fromOf(source)).toMatchObject([{ kind: "never" }]);
  });
});

describe("empty parts of a rule", () => {
  it.each([
    ["a source", { from: [{ source: {} }] }],
    ["an operation", { to: [{ operation: {} }] }],
  ])("%s: never matches in what allows, always in what denies", (_what, rule) => {
    const allowing = lowered({ rules: [rule] });
    const [first] = allowing.policy?.policy.rules ?? [];
    expect([...(first?.from ?? []), ...(first?.to ?? [])]).toMatchObject([[{ kind: "never" }]]);
    expect(allowing.mesh.codes()).toContain("WM5013");
    const [denying] = lowered({ action: "DENY", rules: [rule] }).policy?.policy.rules ?? [];
    expect([...(denying?.from ?? []), ...(denying?.to ?? [])]).toEqual([[]]);
  });
});
