import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { RouteMatch } from "../ir/route.js";
import { byPrecedence, type Rank } from "./route-precedence.js";

const field = (name: string) => ({ name, value: { kind: "exact", value: "1" } as const });
const claim = { path: ["a"], value: { kind: "exact", value: "1" } as const };

function rank(kind: RouteMatch["path"]["kind"], value: string, more: Partial<RouteMatch> & Partial<Rank> = {}): Rank {
  const { consumer = false, named, created, route = "shop/r", rule = 0, index = 0, ...match } = more;
  const whole = { path: { kind, value }, headers: [], query: [], ...match };
  return { match: whole, consumer, named, created, route, rule, index };
}

/** In their order. */
const ranks: readonly Rank[] = [
  rank("prefix", "/", { consumer: true }),
  rank("exact", "/a.B/C", { grpc: true }),
  rank("exact", "/a.B/C", { method: "POST" }),
  rank("exact", "/a.B/C"),
  rank("prefix", "/a.B/C"),
  rank("prefix", "/a.B", { grpc: true, headers: [field("x")] }),
  rank("prefix", "/a.B", { grpc: true }),
  rank("prefix", "/a.B", { headers: [field("x"), field("y")] }),
  rank("prefix", "/a.B"),
  rank("regex", "/longer/service", { grpc: true, named: { service: 9, method: 0 } }),
  rank("regex", "/s/method", { grpc: true, named: { service: 1, method: 6 } }),
  rank("regex", "/s", { grpc: true, named: { service: 1, method: 0 } }),
  rank("regex", "/method", { grpc: true, named: { service: 0, method: 6 } }),
  rank("prefix", "/", { grpc: true, headers: [field("x")] }),
  rank("prefix", "/", { grpc: true }),
  rank("prefix", "/", { method: "GET" }),
  rank("prefix", "/", { headers: [field("x")], claims: [claim] }),
  rank("prefix", "/", { claims: [claim] }),
  rank("prefix", "/", { query: [field("q")] }),
  rank("regex", "/.*", { method: "GET" }),
  rank("regex", "/.*"),
  rank("prefix", "/", { created: "2026-01-01T00:00:00Z", route: "shop/z" }),
  rank("prefix", "/", { route: "shop/a" }),
  rank("prefix", "/", { route: "shop/b" }),
  rank("prefix", "/", { route: "shop/b", index: 1 }),
  rank("prefix", "/", { route: "shop/b", rule: 1 }),
];

describe("byPrecedence()", () => {
  it("is one order of all kinds of routes, whatever order they come in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...ranks]), (some) => {
        const sorted = [...some].sort(byPrecedence);
        expect(sorted).toEqual(ranks.filter((one) => some.includes(one)));
      }),
    );
  });
});
