import { describe, expect, it } from "@jest/globals";
import type { Answer } from "./answers.js";
import type { Expectation } from "./mesh-test.js";
import { judgedOnWire, type Observed } from "./wire.js";

const common = { share: 1, at: "here", because: "so", by: ["shop/rule"], headers: new Map(), findings: [] };
const denied: Answer = { ...common, verdict: "deny", status: 403, layer: "waypoint" };
const refused: Answer = { ...common, verdict: "deny", refusedWith: 403, layer: "pod" };
const ending: Answer = { ...common, verdict: "error", layer: "waypoint" };

function arriving(service: string, share = 1, count = 1): Answer {
  const pods = Array.from({ length: count }, (_, index) => `shop/${service}-${index}`);
  const destination = { host: `${service}.shop.svc.cluster.local`, namespace: "shop", service, port: 80 };
  const received = { destination, pods, method: "GET", host: "x", path: "/", headers: new Map() };
  return { ...common, because: service, share, verdict: "allow", status: 200, layer: "application", received };
}

function echo(pod: string, more: object = {}): Observed {
  const body = JSON.stringify({ namespace: "shop", pod, method: "GET", host: "x", path: "/", headers: {}, ...more });
  return { kind: "answered", status: 200, headers: [], body, bodiless: false };
}

function said(status: number, more: object = {}): Observed {
  return { kind: "answered", status, headers: [], body: "", bodiless: false, ...more };
}

const closed: Observed = { kind: "refused", status: 403, reason: "" };
const broken: Observed = { kind: "failed", reason: "gone" };

function misses(expected: Expectation, foretold: readonly Answer[], observed: readonly Observed[]): readonly string[] {
  return judgedOnWire(expected, foretold, observed).misses.map(
    ({ field, expected: wanted, got }) => `${field}: ${wanted} / ${got}`,
  );
}

describe("judgedOnWire()", () => {
  it.each<[string, Answer, Observed]>([
    ["a status of a proxy", denied, said(403)],
    ["a refused connection", refused, closed],
    ["a connection that ends", ending, broken],
    ["an answer of one of the pods", arriving("app", 1, 2), echo("app-1")],
    ["whatever an application was asked to answer", arriving("app"), { ...echo("app-0"), status: 418 } as Observed],
    ["an answer that has no body", arriving("app"), said(200, { bodiless: true })],
  ])("finds nothing wrong with what was foretold: %s", (_, answer, observed) => {
    expect(misses({ verdict: answer.verdict }, [answer], [observed])).toEqual([]);
  });

  it.each<[string, Answer, Observed, string]>([
    ["another status", denied, said(503, { body: "no" }), "403 of here / 503 no"],
    ["an answer in place of a refusal", denied, echo("app-0"), "403 of here / an answer of shop/app-0"],
    ["a refusal in place of an answer", arriving("app"), said(403), "an answer of shop/app-0 / 403"],
    ["nobody knows who answered", arriving("app"), said(200), "an answer of shop/app-0 / 200"],
    ["another pod", arriving("app"), echo("old-0"), "an answer of shop/app-0 / an answer of shop/old-0"],
    ["a connection that is not refused", refused, said(403), "a refused connection (403) / 403"],
    ["a connection that is", denied, closed, "403 of here / a refused connection (403)"],
    ["no answer", denied, broken, "403 of here / no answer (gone)"],
    ["an answer where none was foretold", ending, said(200), "no answer / 200"],
  ])("fails on what was not foretold, whatever the test expects: %s", (_, answer, observed, text) => {
    expect(misses({}, [answer], [observed])).toEqual([`of Envoy: ${text}`]);
  });

  it("fails if one of many answers was not foretold", () => {
    expect(misses({}, [denied], [said(403), said(200), said(403)])).toHaveLength(1);
  });

  it("holds headers and what was received to the test as they really are", () => {
    const observed = echo("app-0", { headers: { "X-Lane": ["blue"] }, path: "/y" });
    const real = { ...observed, headers: [["X-By", "app"]] } as Observed;
    const wrong = { headers: { "x-by": "b" }, received: { path: "/", headers: { "x-lane": "red" } } };
    expect(misses(wrong, [arriving("app")], [real])).toEqual([
      "headers.x-by: b / app",
      "received.path: / / /y",
      "received.headers.x-lane: red / blue",
    ]);
    const right = { headers: { "x-by": "app" }, received: { path: "/y", headers: { "x-lane": "blue" } } };
    expect(misses(right, [arriving("app")], [real])).toEqual([]);
  });

  it("takes who decides from what was foretold", () => {
    expect(misses({ by: "shop/rule" }, [denied], [said(403)])).toEqual([]);
    expect(misses({ by: "shop/other" }, [denied], [said(403)])).toEqual(["by: shop/other / shop/rule"]);
  });

  it.each([
    [140, []],
    [101, []],
    [179, []],
    [100, ["share.shop/app: 70 % / 50 %", "share.shop/old: 30 % / 50 %"]],
    [181, ["share.shop/app: 70 % / 90.5 %", "share.shop/old: 30 % / 9.5 %"]],
  ])("allows what chance does to shares, and no more: %d of 200 instead of 140", (count, expected) => {
    const observed = Array.from({ length: 200 }, (_, index) => echo(index < count ? "app-0" : "old-0"));
    const foretold = [arriving("app", 0.7), arriving("old", 0.3)];
    expect(misses({ share: { "shop/app": 70, "shop/old": 30 } }, foretold, observed)).toEqual(expected);
  });

  it("tells the ways that requests really went, with their shares", () => {
    const { answers } = judgedOnWire(
      {},
      [arriving("app", 0.5), arriving("old", 0.5)],
      [echo("app-0"), echo("app-0"), echo("old-0"), echo("app-0")],
    );
    expect(answers.map(({ because, share }) => [because, share])).toEqual([
      ["app", 0.75],
      ["old", 0.25],
    ]);
  });
});
