import { describe, expect, it } from "@jest/globals";
import { saidBy } from "../testing/findings.js";
import { orders, route } from "../testing/shop.js";
import { pathlessPattern } from "./pathless-pattern.js";

const matching = (value: string) =>
  route("shop/r", [
    { matches: [{ path: { type: "RegularExpression", value } }], backendRefs: [{ name: "orders", port: 80 }] },
  ]);

describe("a pattern for paths", () => {
  it.each(["reviews/[0-9]+", "^reviews", "v1/.*"])("that begins as %s does is said", (value) => {
    expect(saidBy(pathlessPattern, ...orders, matching(value))).toEqual([
      `WM4082 HTTPRoute shop/r spec.rules[0].matches[0].path.value: no path begins as ${JSON.stringify(value)} asks: they begin with a slash`,
    ]);
  });

  it.each(["/reviews/.*", "^/v1", ".*reviews", "[/]v1", "a?/v1", "a|/v1", "(?i)/v1"])(
    "that begins as %s does is left alone",
    (value) => {
      expect(saidBy(pathlessPattern, ...orders, matching(value))).toEqual([]);
    },
  );
});
