import { describe, expect, it } from "@jest/globals";
import { meshOf, object, service } from "../binding/testing/meshes.js";
import { parentRefs, path, route, shop, tableOf, toReviews } from "./testing/routed.js";

const grpc = (name: string, spec: object = {}) =>
  object("GRPCRoute", name, { spec: { parentRefs, rules: [{ backendRefs: toReviews }], ...spec } });

function said(...manifests: string[]): readonly string[] {
  const mesh = meshOf(...shop, ...manifests);
  tableOf(mesh);
  return mesh.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe("the routes of a port together", () => {
  it("say which match is never reached, once it is that of another rule", () => {
    const rules = [{ matches: [path("Exact", "/a"), path("Exact", "/a")] }, { matches: [path("Exact", "/a")] }];
    expect(said(route("shop/r", rules))).toEqual([
      "WM4053 no request reaches shop/r/rule[1]/match[0]: shop/r/rule[0]/match[0] matches the same and comes first",
    ]);
  });

  it("do not confuse what different clients get", () => {
    expect(said(route("shop/r", [{}]), route("web/r", [{}]), route("api/r", [{}]))).toEqual([]);
  });

  it("say that both kinds of route are applied", () => {
    expect(said(route("shop/http", [{}]), grpc("shop/grpc"))).toEqual([
      "WM4054 port 80 of Service shop/reviews declares http, so calls are sent to it as HTTP/1.1, which gRPC cannot use",
      "WM4050 GRPCRoute shop/grpc and HTTPRoute shop/http are about one port: waymark applies both",
    ]);
  });

  it("say nothing of kinds that different clients get", () => {
    const h2c = { ports: [{ port: 80, targetPort: 8080, appProtocol: "grpc" }] };
    const own = { rules: [{ backendRefs: [{ name: "own", port: 80 }] }] };
    expect(said(route("shop/http", [{}]), service("web/own", h2c), grpc("web/grpc", own))).toEqual([]);
  });

  it("say where nobody verifies the tokens whose claims they match", () => {
    const headers = [{ name: "@request.auth.claims.group", value: "admin" }];
    const verifying = (jwtRules: object[]) =>
      object("RequestAuthentication", "shop/a", {
        spec: { targetRefs: [{ group: "", kind: "Service", name: "reviews" }], jwtRules },
      });
    const rules = [{ matches: [{ headers }, { ...path("Exact", "/a"), headers }] }];
    const codes = (...manifests: string[]) => said(...manifests).map((one) => one.slice(0, 6));
    expect(codes(route("shop/r", rules))).toEqual(["WM4052", "WM4052", "WM4051"]);
    expect(codes(route("shop/r", rules), verifying([]))).toEqual(["WM4052", "WM4052", "WM4051"]);
    expect(codes(route("shop/r", rules), verifying([{ issuer: "i", jwks: "{}" }]))).toEqual(["WM4052", "WM4052"]);
  });
});
