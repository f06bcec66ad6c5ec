import { describe, expect, it } from "@jest/globals";
import { saidBy } from "../testing/findings.js";
import { orders, route } from "../testing/shop.js";
import { redirectLoop } from "./redirect-loop.js";

const redirecting = (path: object, requestRedirect: object) =>
  route("shop/r", [{ matches: [{ path }], filters: [{ type: "RequestRedirect", requestRedirect }] }]);
const prefix = (value: string) => ({ type: "PathPrefix", value });
const exact = (value: string) => ({ type: "Exact", value });
const full = (replaceFullPath: string) => ({ path: { type: "ReplaceFullPath", replaceFullPath } });
const part = (replacePrefixMatch: string) => ({ path: { type: "ReplacePrefixMatch", replacePrefixMatch } });

describe("a redirect", () => {
  it.each([
    ["changes nothing", prefix("/old"), { statusCode: 302 }, "/old"],
    ["leads to its own path", exact("/old"), full("/old"), "/old"],
    ["leads below its own prefix", prefix("/old"), part("/old/new"), "/old"],
    ["leads from everything to something", prefix("/"), full("/sorry"), "/"],
  ])("that %s is a loop", (_, path, redirect, value) => {
    expect(saidBy(redirectLoop, ...orders, redirecting(path, redirect))).toEqual([
      `WM4081 HTTPRoute shop/r spec.rules[0].filters[0].requestRedirect: a request for ${value} is redirected to where it matches again`,
    ]);
  });

  it.each([
    ["to another host", prefix("/"), { hostname: "shop.example" }],
    ["to another scheme", prefix("/"), { scheme: "https" }],
    ["to another path", exact("/old"), full("/new")],
    ["to a prefix beside its own", prefix("/old"), part("/older")],
  ])("%s leads on", (_, path, redirect) => {
    expect(saidBy(redirectLoop, ...orders, redirecting(path, redirect))).toEqual([]);
  });
});
