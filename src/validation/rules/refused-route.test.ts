import { describe, expect, it } from "@jest/globals";
import { object } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { refusedRoute } from "./refused-route.js";

/** A route of somebody else's Gateway: nothing translates it. */
const foreign = (kind: "HTTPRoute" | "GRPCRoute", rule: object) =>
  object(kind, "shop/r", { spec: { parentRefs: [{ name: "edge" }], rules: [rule] } });
const codes = (kind: "HTTPRoute" | "GRPCRoute", rule: object) =>
  saidBy(refusedRoute, foreign(kind, rule)).map((said) => said.slice(0, said.indexOf(":")));
const redirect = { type: "RequestRedirect", requestRedirect: {} };
const prefix = (value: string) => ({ path: { type: "PathPrefix", value } });
const replaced = {
  type: "URLRewrite",
  urlRewrite: { path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/x" } },
};

describe("a route that nothing here translates", () => {
  it.each([
    ["WM4026", "matches[0].path.value", { matches: [prefix("a")] }],
    ["WM4038", "matches[0].path.value", { matches: [prefix("/a//b")] }],
    ["WM4025", "filters[1]", { filters: [redirect, redirect] }],
    ["WM4035", "sessionPersistence", { sessionPersistence: { type: "Header" } }],
    ["WM4017", "filters[0]", { matches: [prefix("/a"), prefix("/b")], filters: [replaced] }],
  ])("is refused with %s at %s", (code, place, rule) => {
    expect(codes("HTTPRoute", rule)).toEqual([`${code} HTTPRoute shop/r spec.rules[0].${place}`]);
  });

  it("of gRPC is refused for names that no method has", () => {
    expect(codes("GRPCRoute", { matches: [{ method: { service: "a/b" } }] })).toEqual([
      "WM4026 GRPCRoute shop/r spec.rules[0].matches[0].method.service",
    ]);
  });

  it("is left alone if there is nothing against it", () => {
    expect(codes("HTTPRoute", { matches: [prefix("/a")], filters: [replaced] })).toEqual([]);
    expect(codes("GRPCRoute", { matches: [{ method: { service: "a.b" } }] })).toEqual([]);
  });
});
