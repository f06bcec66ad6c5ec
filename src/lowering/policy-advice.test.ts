import { describe, expect, it } from "@jest/globals";
import { meshOf, object, served, waypoint } from "../binding/testing/meshes.js";
import { reportAdvice } from "./policy-advice.js";

const toService = { group: "", kind: "Service", name: "reviews" };
const policy = (spec: object, name = "shop/p") =>
  object("AuthorizationPolicy", name, { spec: { targetRefs: [toService], ...spec } });

function advised(spec: object, ...more: readonly string[]) {
  const mesh = meshOf(waypoint(), served("shop/reviews"), policy(spec), ...more);
  reportAdvice(mesh.find("AuthorizationPolicy", "shop/p"), mesh.view, mesh.report);
  return mesh;
}
const to = (operation: object) => ({ rules: [{ to: [{ operation }] }] });
const from = (source: object) => ({ rules: [{ from: [{ source }] }] });
const when = (...conditions: object[]) => ({ rules: [{ when: conditions }] });
const mode = (normalization: string) =>
  object("MeshConfig", "mesh", { spec: { pathNormalization: { normalization } } });

describe("values that never match", () => {
  it.each([
    ["a method in lower case", to({ methods: ["get"] }), ["WM5046"]],
    ["a method", to({ methods: ["GET", "P*"] }), []],
    ["a path without a slash", to({ paths: ["admin"] }), ["WM5046"]],
    ["a path with a query", to({ paths: ["/a?b=c"] }), ["WM5046"]],
    ["a path with dots", to({ paths: ["/a/../b"] }), ["WM5046"]],
    ["a path with an encoded letter", to({ paths: ["/%61"] }), ["WM5046"]],
    ["a path with a backslash", to({ paths: ["/a\\b"] }), ["WM5046"]],
    ["paths", to({ paths: ["/a", "/b/*", "*.css", "*", "/c/{*}", "/.well-known/x", "/a//b", "/%2F"] }), []],
    ["a host with a path", to({ hosts: ["a.example/b"] }), ["WM5046"]],
    ["a namespace with a slash", from({ namespaces: ["a/b"] }), ["WM5046"]],
    ["a principal of another form", from({ principals: ["web"] }), ["WM5046"]],
    ["principals", from({ principals: ["cluster.local/ns/a/sa/b", "*/sa/b", "cluster.local/ns/a/*", "*"] }), []],
  ])("%s", (_what, spec, codes) => {
    expect(advised(spec).codes()).toEqual(codes);
  });

  it.each([
    ["NONE", "/a/../b", []],
    ["BASE", "/a//b", []],
    ["MERGE_SLASHES", "/a//b", ["WM5046"]],
    ["MERGE_SLASHES", "/a%2Fb", []],
    ["DECODE_AND_MERGE_SLASHES", "/a%2Fb", ["WM5046"]],
  ])("depend on the normalisation: %s and %s", (normalization, path, codes) => {
    expect(advised(to({ paths: [path] }), mode(normalization)).codes()).toEqual(codes);
  });

  it("are shown with what to write instead", () => {
    expect(advised(to({ methods: ["get"] })).diagnostics).toMatchObject([
      { message: 'no method is "get"', advice: "methods are upper case: GET" },
    ]);
  });
});

describe("rules that never match", () => {
  it.each([
    ["a value that is excluded", from({ namespaces: ["a"], notNamespaces: ["a", "b"] }), ["WM5047"]],
    [
      "a value that a pattern excludes",
      when({ key: "request.headers[x]", values: ["a"], notValues: ["a*"] }),
      ["WM5047"],
    ],
    ["a pattern that a pattern excludes", to({ paths: ["/a/b*"], notPaths: ["/a/*"] }), ["WM5047"]],
    ["one value that is not excluded", from({ namespaces: ["a", "c"], notNamespaces: ["a", "b"] }), []],
    [
      "two lists without a common value",
      {
        rules: [
          { ...from({ namespaces: ["a"] }).rules[0], ...when({ key: "source.namespace", values: ["b"] }).rules[0] },
        ],
      },
      ["WM5047"],
    ],
    [
      "two lists of a claim",
      when({ key: "request.auth.claims[a]", values: ["a"] }, { key: "request.auth.claims[a]", values: ["b"] }),
      [],
    ],
    [
      "one of two sources",
      {
        rules: [{ from: [{ source: { namespaces: ["a"], notNamespaces: ["a"] } }, { source: { namespaces: ["b"] } }] }],
      },
      [],
    ],
    ["a server name", when({ key: "connection.sni", values: ["a.example"] }), ["WM5047"]],
    ["an excluded server name", when({ key: "connection.sni", notValues: ["a.example"] }), ["WM5090"]],
  ])("%s", (_what, spec, codes) => {
    expect(advised(spec).codes()).toEqual(codes);
  });
});

describe("ports", () => {
  it.each([
    ["of the target", to({ ports: ["80"] }), []],
    ["of nobody", to({ ports: ["8080"] }), ["WM5048"]],
    ["of nobody, in a condition", when({ key: "destination.port", values: ["81"] }), ["WM5048"]],
    [
      "of whatever a Gateway serves",
      {
        ...to({ ports: ["81"] }),
        targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: "waypoint" }],
      },
      [],
    ],
  ])("%s", (_what, spec, codes) => {
    expect(advised(spec).codes()).toEqual(codes);
  });

  it("are named as the target has them", () => {
    expect(advised(to({ ports: ["8080"] })).diagnostics).toMatchObject([
      { message: "no target of the policy has port 8080", advice: "the targets have 80 (targetPort 8080)" },
    ]);
  });
});

describe("policies as a whole", () => {
  const narrow = from({ namespaces: ["a"] });
  it.each([
    ["ALLOW without rules", {}, [], ["WM5049"]],
    ["DENY with an empty rule", { action: "DENY", rules: [{}] }, [], ["WM5049"]],
    ["DENY by host", { action: "DENY", ...to({ hosts: ["a.example"] }) }, [], ["WM5051"]],
    ["ALLOW by host", to({ hosts: ["a.example"] }), [], []],
    ["ALLOW but for a host", to({ notHosts: ["a.example"] }), [], ["WM5051"]],
    ["ALLOW beside one that allows everything", narrow, [policy({ rules: [{}] }, "shop/all")], ["WM5050"]],
    ["ALLOW beside another one", narrow, [policy(narrow, "shop/other")], []],
    [
      "DENY beside one that allows everything",
      { action: "DENY", ...narrow },
      [policy({ rules: [{}] }, "shop/all")],
      [],
    ],
  ])("%s", (_what, spec, more, codes) => {
    expect(advised(spec, ...more).codes()).toEqual(codes);
  });
});
