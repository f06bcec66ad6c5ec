import { describe, expect, it } from "@jest/globals";
import { suspects } from "./suspects.js";

const carried = ["shop", "shop-canary", "inbound-vip|80|http|reviews.shop.svc.cluster.local"].map((name) => ({ name }));

describe("suspects()", () => {
  it.each([
    ['Error adding/updating listener(s) shop: bad "shop-canary"', ["shop", "shop-canary"]],
    ["shop-canary", ["shop-canary"]],
    ["route: unknown cluster 'inbound-vip|80|http|reviews.shop.svc.cluster.local'", [carried[2]?.name]],
    ["shops and workshop", []],
    ["missing ): ((", []],
  ])("finds in %j the names that stand alone", (text, expected) => {
    const { named, others } = suspects(carried, text);
    expect(named.map(({ name }) => name)).toEqual(expected);
    expect(others.length).toBe(carried.length - expected.length);
  });

  it("learns nothing from a text that names everything", () => {
    expect(suspects([{ name: "a" }, { name: "b" }], "a, b")).toEqual({
      named: [],
      others: [{ name: "a" }, { name: "b" }],
    });
  });
});
