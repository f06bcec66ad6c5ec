import { describe, expect, it } from "@jest/globals";
import { explain } from "../explain/explain.js";
import { CoverageCounter, coveredPercent } from "./coverage.js";
import { lcovText } from "./lcov.js";
import { type MeshRequest, meshUnderTest } from "./tested-mesh.js";
import { shopMesh } from "./testing/shop.js";

const mesh = shopMesh();
const asked = { from: "shop/sa/web", to: "app.shop" };

function counted(...requests: readonly Partial<MeshRequest>[]): readonly string[] {
  const tested = meshUnderTest(mesh);
  for (const request of requests) tested.request({ ...asked, ...request });
  return tested
    .coverage()
    .filter(({ requests: count }) => count > 0)
    .map(({ kind, name, requests: count }) => `${count} ${kind} ${name}`);
}

describe("the coverage of a mesh", () => {
  it("has every rule that the manifests say, by file and line", () => {
    const rules = meshUnderTest(mesh).coverage();
    expect(rules.map(({ kind, name, requests }) => `${requests} ${kind} ${name}`)).toEqual([
      "0 route shop/app/shared",
      "0 route shop/app/moved",
      "0 route shop/app/web",
      "0 route shop/app/never",
      "0 token shop/login jwtRules[0]",
      "0 policy shop/no-admin rule[0]",
      "0 policy shop/no-admin rule[1]",
      "0 policy shop/readers rule[0]",
      "0 policy shop/readers rule[1]",
      "0 policy shop/shut",
      "0 policy shop/door rule[0]",
    ]);
    expect(coveredPercent(rules)).toBe(0);
  });

  it("counts the route that is taken and the rule that allows, once for each request", () => {
    expect(counted({ path: "/web" }, { path: "/web/x" }, { path: "/shared" }, { path: "/moved" })).toEqual([
      "1 route shop/app/shared",
      "1 route shop/app/moved",
      "2 route shop/app/web",
      "4 policy shop/readers rule[0]",
    ]);
  });

  it("counts the rule that denies, and neither the route behind it nor the rules that come close", () => {
    expect(counted({ path: "/web/admin" })).toEqual(["1 policy shop/no-admin rule[0]"]);
    expect(counted({ path: "/web", method: "PUT" })).toEqual([]);
  });

  it("counts tokens that are believed, and none that are refused", () => {
    expect(counted({ path: "/web", method: "POST", claims: { sub: "a" } })).toEqual([
      "1 route shop/app/web",
      "1 token shop/login jwtRules[0]",
      "1 policy shop/readers rule[1]",
    ]);
    expect(counted({ path: "/web", token: "e30.e30.x" })).toEqual([]);
  });

  it("counts an ALLOW policy without rules where it refuses, and rules at the doors of pods where they let in", () => {
    expect(counted({ to: "shut.shop" })).toEqual(["1 policy shop/shut"]);
    expect(counted({ to: "closed.shop" })).toEqual(["1 policy shop/door rule[0]"]);
    expect(counted({ to: "closed.shop", from: "shop/sa/crawler" })).toEqual([]);
  });

  it("adds up what several readings of one mesh say", () => {
    const counter = new CoverageCounter();
    const request = { from: "shop/sa/web", host: "app.shop", port: 80, method: "GET", path: "/web", headers: [] };
    for (const reading of [mesh, shopMesh()]) {
      const story = explain(reading, { ...request, nowSeconds: 0 });
      if (story !== undefined) counter.count(reading, story);
    }
    const rule = counter.rules().find(({ name }) => name === "shop/app/web");
    expect([rule?.requests, counter.rules().length]).toEqual([2, 11]);
  });

  it("is everything where there are no rules", () => {
    expect(coveredPercent([])).toBe(100);
  });
});

describe("lcovText()", () => {
  it("has a record for each file and a line for each rule, of several the one that took part least", () => {
    const origin = (object: string, file: string, text: string, path: readonly (string | number)[]) => {
      return { object, path, document: { source: { file, text }, start: 0, end: text.length, within: [] } };
    };
    const two = "rules:\n  - name: a\n  - name: b\n";
    const flow = "rules: [{ name: a }, { name: b }]\n";
    const rule = (requests: number, place: ReturnType<typeof origin>) => {
      return { kind: "route", name: "r", requests, origin: place } as const;
    };
    const text = lcovText([
      rule(2, origin("HTTPRoute shop/z", "z.yaml", two, ["rules", 0])),
      rule(0, origin("HTTPRoute shop/z", "z.yaml", two, ["rules", 1])),
      rule(3, origin("HTTPRoute shop/a", "a.yaml", flow, ["rules", 0])),
      rule(1, origin("HTTPRoute shop/a", "a.yaml", flow, ["rules", 1])),
      rule(1, { ...origin("HTTPRoute shop/api", "", "", []), document: undefined } as never),
    ]);
    expect(text).toBe(
      [
        "TN:",
        "SF:a.yaml",
        "DA:1,1",
        "LF:1",
        "LH:1",
        "end_of_record",
        "TN:",
        "SF:z.yaml",
        "DA:2,2",
        "DA:3,0",
        "LF:2",
        "LH:1",
        "end_of_record",
        "",
      ].join("\n"),
    );
  });
});
