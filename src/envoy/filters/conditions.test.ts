import { describe, expect, it } from "@jest/globals";
import type { Condition, TextAttribute } from "../../ir/access.js";
import type { StringPattern } from "../../ir/pattern.js";
import { exact, not, origin, text } from "../testing/samples.js";
import { type Principal, permissionOf, principalOf } from "./conditions.js";

const matcherOf = (condition: Condition): unknown => principalOf(condition, "never").filterState?.stringMatch;

/** Whether a text would be accepted by the regular expression of a condition on the client's identity. */
function accepts(name: TextAttribute["name"], value: StringPattern, id: string): boolean {
  const condition = {
    kind: "text",
    attribute: { name } as TextAttribute,
    values: [value],
    negated: false,
    origin,
  } as const;
  const regex = principalOf(condition, "never").filterState?.stringMatch?.safeRegex?.regex ?? "(?!)";
  return new RegExp(`^(?:${regex})$`).test(id);
}

describe("conditions on the client", () => {
  it.each<[TextAttribute["name"], StringPattern, string, boolean]>([
    ["namespace", exact("ns1"), "spiffe://td/ns/ns1/sa/a", true],
    ["namespace", exact("ns1"), "spiffe://td/ns/ns11/sa/a", false],
    ["namespace", exact("n.1"), "spiffe://td/ns/nx1/sa/a", false],
    ["namespace", exact("a"), "spiffe://td/ns/b/sa/x/ns/a/y", false],
    ["namespace", { kind: "prefix", value: "ns" }, "spiffe://td/ns/ns11/sa/a", true],
    ["namespace", { kind: "present" }, "spiffe://td/ns/ns11/sa/a", true],
    ["service-account", exact("shop/cart"), "spiffe://td/ns/shop/sa/cart", true],
    ["service-account", exact("shop/cart"), "spiffe://td/ns/shop/sa/cart-2", false],
    ["service-account", exact("shop/cart"), "spiffe://td/ns/other/sa/cart", false],
    ["service-account", { kind: "prefix", value: "shop/c" }, "spiffe://td/ns/shop/sa/cart", true],
    ["service-account", { kind: "prefix", value: "sh" }, "spiffe://td/ns/shop/sa/cart", true],
    ["service-account", { kind: "suffix", value: "/cart" }, "spiffe://td/ns/any/sa/cart", true],
    ["service-account", { kind: "suffix", value: "art" }, "spiffe://td/ns/any/sa/cart", true],
    ["trust-domain", exact("td"), "spiffe://td/ns/a/sa/b", true],
    ["trust-domain", exact("td"), "spiffe://td2/ns/a/sa/b", false],
  ])("%s %j and %s: %s", (name, value, id, wanted) => {
    expect(accepts(name, value, id)).toBe(wanted);
  });

  it("compares whole principals as they are", () => {
    expect(matcherOf(text("principal", exact("spiffe://td/ns/a/sa/b")))).toEqual({ exact: "spiffe://td/ns/a/sa/b" });
    expect(matcherOf(text("principal", { kind: "prefix", value: "" }))).toEqual({ safeRegex: { regex: ".+" } });
  });

  it("takes the client's address from where nobody can forge it", () => {
    const ranges = [{ address: "10.0.0.0", prefixLength: 8 }];
    expect(principalOf({ kind: "address", attribute: "source", ranges, negated: false, origin }, "never")).toEqual({
      filterState: {
        key: "waymark.client_address",
        addressMatch: { ranges: [{ addressPrefix: "10.0.0.0", prefixLen: { value: 8 } }] },
      },
    });
  });

  it("negates the list as a whole", () => {
    const list = text("principal", exact("spiffe://a"), exact("spiffe://b"));
    expect(principalOf(not(list as never), "never")).toEqual({ notId: principalOf(list, "never") });
  });

  it("never finds anything in an empty list, and always finds nothing of it", () => {
    expect(principalOf(text("principal"), "never")).toEqual({ notId: { any: true } });
    expect(principalOf(not(text("principal") as never), "never")).toEqual({ notId: { notId: { any: true } } });
  });
});

describe("conditions on tokens", () => {
  const path = (principal: Principal | undefined): unknown =>
    principal?.orIds?.ids?.[0]?.sourcedMetadata?.metadataMatcher?.path?.map(({ key }) => key);

  it("looks for a text or for an element of a list at the path of a claim", () => {
    const condition: Condition = {
      kind: "text",
      attribute: { name: "claim", path: ["groups", "a.b"] },
      values: [exact("admin")],
      negated: false,
      origin,
    };
    const principal = principalOf(condition, "never");
    expect(path(principal)).toEqual(["payload", "groups", "a.b"]);
    expect(principal.orIds?.ids?.map((id) => id.sourcedMetadata?.metadataMatcher?.value)).toEqual([
      { stringMatch: { exact: "admin" } },
      { listMatch: { oneOf: { stringMatch: { exact: "admin" } } } },
    ]);
  });

  const anyText = { safeRegex: { regex: ".+" } };
  it.each<[StringPattern, unknown, unknown]>([
    [exact("https://a.example/x/bob"), { exact: "https://a.example/x" }, { exact: "bob" }],
    [{ kind: "prefix", value: "https://a.example/" }, { exact: "https://a.example" }, anyText],
    [{ kind: "suffix", value: "/bob" }, anyText, { exact: "bob" }],
    [{ kind: "present" }, anyText, anyText],
  ])("cuts the request principal %j at its last slash", (value, issuer, subject) => {
    const both = principalOf(text("request-principal", value), "never").andIds?.ids ?? [];
    expect(both.map((id) => id.orIds?.ids?.[0]?.sourcedMetadata?.metadataMatcher?.value?.stringMatch)).toEqual([
      issuer,
      subject,
    ]);
    expect(both.map(path)).toEqual([
      ["payload", "iss"],
      ["payload", "sub"],
    ]);
  });
});

describe("conditions on the request", () => {
  it("ignores the case of hosts only", () => {
    expect(permissionOf(text("host", exact("A.example")), "never").header?.stringMatch).toEqual({
      exact: "A.example",
      ignoreCase: true,
    });
    expect(permissionOf(text("host", { kind: "regex", value: "a+" }), "never").header?.stringMatch).toEqual({
      safeRegex: { regex: "(?i:a+)" },
    });
    expect(permissionOf(text("method", exact("GET")), "never").header?.stringMatch).toEqual({ exact: "GET" });
  });

  it.each([
    ["/a/{**}", "/a/", true],
    ["/a/{**}", "/a", false],
    ["/a/{*}/c", "/a/b/c", true],
    ["/a/{*}/c", "/a//c", false],
    ["/store/{**}/cart", "/store//cart", true],
    ["/a.b", "/axb", false],
  ])("template %s and %s: %s", (value, path, wanted) => {
    const { urlPath } = permissionOf(text("path", { kind: "path-template", value }), "never");
    expect(new RegExp(`^(?:${urlPath?.path?.safeRegex?.regex})$`).test(path)).toBe(wanted);
  });

  it("decides what it cannot express against the request", () => {
    const port: Condition = { kind: "port", ports: [80], negated: true, origin };
    expect(principalOf(port, "never")).toEqual({ notId: { any: true } });
    expect(principalOf(port, "always")).toEqual({ any: true });
    expect(permissionOf({ kind: "never", because: "", origin }, "always")).toEqual({ notRule: { any: true } });
  });
});
