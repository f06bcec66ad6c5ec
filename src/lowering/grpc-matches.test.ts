import { describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { GrpcMethodMatch } from "../model/grpc-route.js";
import { lowerGrpcMatch } from "./grpc-matches.js";

const origin = { object: "GRPCRoute shop/r", path: [] };

function lowered(method: Partial<GrpcMethodMatch> | undefined) {
  const diagnostics: Diagnostic[] = [];
  const written = method === undefined ? {} : { method: { type: "Exact" as const, ...method } };
  const match = lowerGrpcMatch({ ...written, headers: [] }, origin, (found) => void diagnostics.push(found));
  return { match, found: diagnostics.map(({ code, origin: place }) => `${code} ${place?.path.join(".")}`) };
}

describe("lowerGrpcMatch()", () => {
  it.each([
    ["no method", undefined, "prefix", "/"],
    ["a service", { service: "shop.v1.Reviews" }, "prefix", "/shop.v1.Reviews"],
    ["a method", { method: "Get" }, "regex", "/[^/]+/Get"],
    ["both", { service: "shop.v1.Reviews", method: "Get" }, "exact", "/shop.v1.Reviews/Get"],
  ] as const)("makes a path of %s", (_, method, kind, value) => {
    expect(lowered(method)).toEqual({
      match: { path: { kind, value }, grpc: true, headers: [], query: [] },
      found: [],
    });
  });

  it.each([
    [{ service: "shop\\..*" }, "/(?:shop\\..*)/[^/]+"],
    [{ method: "Get|List" }, "/[^/]+/(?:Get|List)"],
    [{ service: "^a|b$", method: "^Get$" }, "/(?:a|b)/(?:Get)"],
    [{ service: "(?i:^shop$)|(^x$)" }, "/(?:(?i:shop)|(x))/[^/]+"],
    [{ service: "[^a$]+\\$" }, "/(?:[^a$]+\\$)/[^/]+"],
    [{ service: "[]^]x" }, "/(?:[]^]x)/[^/]+"],
    // Never holds in a whole match, and must not begin to.
    [{ service: "a$b" }, "/(?:a$b)/[^/]+"],
  ])("makes a pattern of whole paths of the patterns %j", (parts, value) => {
    const { match, found } = lowered({ type: "RegularExpression", ...parts });
    expect({ path: match?.path, found }).toEqual({ path: { kind: "regex", value }, found: [] });
  });

  it.each([
    ["WM4026 method.service", { service: "shop/Reviews" }],
    ["WM4026 method.method", { service: "shop.Reviews", method: "Get*" }],
    ["WM4026 method", {}],
    ["WM4026 method", { type: "RegularExpression" as const, service: "" }],
    ["WM4015 method.method", { type: "RegularExpression" as const, method: "(?=x)" }],
    ["WM4015 method.service", { type: "RegularExpression" as const, service: "a)|(b" }],
  ])("says %s of what no call can meet: %j", (finding, method) => {
    expect(lowered(method)).toEqual({ match: undefined, found: [finding] });
  });
});
