import { describe, expect, it } from "@jest/globals";
import { claimPathOf } from "./claim-matches.js";
import { lowered } from "./testing/routed.js";

describe("claimPathOf()", () => {
  it.each([
    ["@request.auth.claims.group", ["group"]],
    ["@request.auth.claims.realm.roles", ["realm", "roles"]],
    ["@request.auth.claims[realm][roles]", ["realm", "roles"]],
    ["@request.auth.claims[example.com/team]", ["example.com/team"]],
    ["x-group", undefined],
    ["request.auth.claims.group", undefined],
  ])("reads %s", (name, path) => {
    expect(claimPathOf(name)).toEqual(path);
  });
});

const byHeaders = (...headers: object[]) => lowered({ matches: [{ headers }] });
const claim = (name: string, value = "1") => ({ name: `@request.auth.claims${name}`, value });

describe("a match by claim", () => {
  it("is about the token, not about a header", () => {
    const { route } = byHeaders(claim(".group", "admin"), { name: "X-A", value: "1" });
    expect(route?.match).toMatchObject({
      headers: [{ name: "x-a", value: { kind: "exact", value: "1" } }],
      claims: [{ path: ["group"], value: { kind: "exact", value: "admin" } }],
    });
  });

  it("counts once for each claim, however its name is written", () => {
    const { route, mesh } = byHeaders(claim(".group", "a"), claim("[group]", "b"), claim(".Group", "c"));
    expect(route?.match.claims?.map(({ path, value }) => [path, value])).toEqual([
      [["group"], { kind: "exact", value: "a" }],
      [["Group"], { kind: "exact", value: "c" }],
    ]);
    expect(mesh.codes()).toEqual(["WM4018", "WM4051", "WM4052"]);
  });

  it("is set aside with its match if its pattern cannot be used", () => {
    const { mesh } = byHeaders({ ...claim(".group", "("), type: "RegularExpression" });
    expect(mesh.codes()).toContain("WM4015");
  });

  it.each([".", "", "[]", "[a]b", ".a..b", "a"])("is refused by the schema if no claim is named: %j", (path) => {
    expect(byHeaders(claim(path)).mesh.codes()).toEqual(["WM2003"]);
  });
});
