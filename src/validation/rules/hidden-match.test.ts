import { describe, expect, it } from "@jest/globals";
import { saidBy } from "../testing/findings.js";
import { orders, route } from "../testing/shop.js";
import { hiddenMatch } from "./hidden-match.js";

const backendRefs = [{ name: "orders", port: 80 }];
const header = (value: string, type = "Exact") => ({ name: "x-tier", value, type });
const rule = (...matches: readonly object[]) => ({ matches, backendRefs });
const regex = (value: string) => ({ path: { type: "RegularExpression", value } });
const prefix = (value: string) => ({ path: { type: "PathPrefix", value } });

describe("a match behind a wider one", () => {
  it.each([
    [
      "a pattern that fits any header",
      [rule({ headers: [header(".*", "RegularExpression")] }), rule({ headers: [header("gold")] })],
    ],
    [
      "a pattern that fits this header",
      [rule({ headers: [header("go.+", "RegularExpression")] }), rule({ headers: [header("gold")] })],
    ],
    [
      "a header, which comes before patterns of paths",
      [rule({ headers: [header("gold")] }), rule({ ...regex("/a/.*"), headers: [header("gold")] })],
    ],
    ["the pattern of every path", [rule(regex("/.*")), rule(regex("/a/[0-9]+"))]],
  ])("is said where the wider one is %s", (_, rules) => {
    expect(saidBy(hiddenMatch, ...orders, route("shop/r", rules))).toEqual([
      "WM4080 HTTPRoute shop/r spec.rules[1]: no request reaches shop/r/rule[1]/match[0]: shop/r/rule[0]/match[0] comes first and matches all of them",
    ]);
  });

  it("is said across routes of one Service", () => {
    const older = route("shop/a", [rule({ headers: [header(".*", "RegularExpression")] })]);
    const newer = route("shop/b", [rule({ headers: [header("gold")] })]);
    expect(saidBy(hiddenMatch, ...orders, older, newer)).toHaveLength(1);
  });

  it.each([
    [
      "precedence puts the narrower one first",
      [rule(prefix("/")), rule(prefix("/a")), rule({ ...prefix("/a"), method: "GET" })],
    ],
    [
      "the patterns may differ",
      [
        rule({ headers: [header("g.*", "RegularExpression")] }),
        rule({ headers: [header("go.*", "RegularExpression")] }),
      ],
    ],
    [
      "the pattern does not fit",
      [rule({ headers: [header("silver.*", "RegularExpression")] }), rule({ headers: [header("gold")] })],
    ],
    ["both are the same rule's", [rule(prefix("/a"), prefix("/a/b"))]],
    ["they are equal, which is said by the translation", [rule(prefix("/a")), rule(prefix("/a"))]],
  ])("is left alone where %s", (_, rules) => {
    expect(saidBy(hiddenMatch, ...orders, route("shop/r", rules))).toEqual([]);
  });

  it("is left alone where the wider one is for the clients of one namespace", () => {
    const consumer = route(
      "web/r",
      [rule(prefix("/"))].map((one) => ({ ...one, backendRefs: [{ ...backendRefs[0], namespace: "shop" }] })),
    );
    expect(saidBy(hiddenMatch, ...orders, consumer, route("shop/r", [rule(prefix("/a"))]))).toEqual([]);
  });
});
