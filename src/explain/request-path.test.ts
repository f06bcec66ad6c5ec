import { describe, expect, it } from "@jest/globals";
import { normalPath, queryParameters } from "./request-path.js";

describe("normalPath()", () => {
  it.each([
    ["/a/../b?x=/../y", "base", "/b?x=/../y"],
    ["/%61/%2e%2E/b", "base", "/b"],
    ["/a\\b", "base", "/a/b"],
    ["/a%2fb", "base", "/a%2fb"],
    ["//a//b/", "base", "//a//b/"],
    ["//a//b/", "merge-slashes", "/a/b/"],
    ["/a%2F%5Cb", "decode-and-merge-slashes", "/a/b"],
    ["/a/../b//c", "none", "/a/../b//c"],
  ] as const)("reads %s with %s as %s", (target, normalization, path) => {
    expect(normalPath(target, normalization)).toEqual({ kind: "path", path });
  });

  it("refuses fragments", () => {
    expect(normalPath("/a#b", "base")).toMatchObject({ kind: "refused" });
  });
});

describe("queryParameters()", () => {
  it("keeps the first value of a name, as it is written", () => {
    expect([...queryParameters("/a?q=%31&q=2&p")]).toEqual([
      ["q", "%31"],
      ["p", ""],
    ]);
  });
});
