import { describe, expect, it } from "@jest/globals";
import type { Route, RouteMatch } from "../ir/route.js";
import { whyBefore } from "./route-precedence.js";

const everything: RouteMatch = { path: { kind: "prefix", value: "/" }, headers: [], query: [] };
const prefix = (value: string): RouteMatch => ({ ...everything, path: { kind: "prefix", value } });
const regex = (value: string): RouteMatch => ({ ...everything, path: { kind: "regex", value } });
const route = (match: RouteMatch): Route => ({
  name: "shop/r/rule[0]/match[0]",
  match,
  action: { kind: "respond", status: 500, because: "no backends" },
  timeouts: {},
  origin: { object: "HTTPRoute shop/r", path: [] },
});

describe("why a route comes before another", () => {
  it.each<readonly [string, RouteMatch, RouteMatch]>([
    ["the more specific kind of match comes first", prefix("/a"), regex("/a/very/long/pattern.*")],
    ["the more specific kind of match comes first", regex("/.*"), everything],
    ["the longer prefix comes first", prefix("/a/b"), prefix("/a")],
    ["a method comes before none", { ...prefix("/a"), method: "GET" }, prefix("/a")],
    ["routes for the client's own namespace come first", { ...everything, clientNamespaces: ["web"] }, prefix("/a")],
    ["it comes first: by age, then by name, then by its place in the list", prefix("/a"), prefix("/a")],
  ])("%s", (why, one, other) => {
    expect(whyBefore(route(one), route(other))).toBe(why);
  });
});
