import { describe, expect, it } from "@jest/globals";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, manifestText } from "../../test/support/manifests.js";
import { meshOf } from "../serving/explained-mesh.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { explain, whyNot } from "./explain.js";
import type { ExplainedRequest } from "./request.js";

const mesh = meshOf(
  resourcesFromText(
    manifestText(
      aNamespace("shop", "waypoint"),
      aWaypoint("shop"),
      anAccount("shop", "web"),
      ...anApp({ namespace: "shop", name: "reviews" }),
      ...anApp({ namespace: "shop", name: "old" }),
      aPolicy("shop/no-admin", {
        action: "DENY",
        service: "reviews",
        rules: [{ to: [{ operation: { paths: ["/admin/*"] } }] }],
      }),
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        metadata: { name: "reviews", namespace: "shop" },
        spec: {
          parentRefs: [{ group: "", kind: "Service", name: "reviews" }],
          rules: [
            {
              name: "shares",
              matches: [{ path: { type: "PathPrefix", value: "/shared" } }],
              backendRefs: [
                { name: "reviews", port: 80, weight: 3 },
                { name: "old", port: 80, weight: 1 },
              ],
            },
            {
              name: "posts",
              matches: [{ method: "POST" }],
              filters: [{ type: "RequestRedirect", requestRedirect: { hostname: "new.example", statusCode: 302 } }],
            },
            { name: "admin", matches: [{ path: { type: "PathPrefix", value: "/admin" } }] },
            {
              name: "nowhere",
              matches: [{ path: { type: "Exact", value: "/x" } }],
              backendRefs: [{ name: "gone", port: 80 }],
            },
          ],
        },
      },
    ),
    "shop.yaml",
  ).resources,
);

function asked(more: Partial<ExplainedRequest> = {}): ExplainedRequest {
  const plain = { from: "shop/sa/web", host: "reviews.shop", port: 80, method: "GET", path: "/", headers: [] };
  return { ...plain, nowSeconds: 1_800_000_000, ...more };
}

function endings(more: Partial<ExplainedRequest>): readonly unknown[] {
  return (explain(mesh, asked(more))?.outcomes ?? []).map(({ connect, status, layer, share, rule }) => {
    return [connect, status ?? "its own", layer, share, rule ?? "no rule"];
  });
}

describe("explain()", () => {
  it.each([
    [
      "an unknown name is refused at the client",
      { host: "nobody.shop" },
      [[404, "its own", "client-proxy", 1, "no rule"]],
    ],
    ["no route is 404", { path: "/other" }, [[200, 404, "waypoint", 1, "no rule"]]],
    ["a policy refuses by its rule", { path: "/x/../admin/1" }, [[200, 403, "waypoint", 1, "shop/no-admin rule[0]"]]],
    ["a redirect ends the way", { method: "POST" }, [[200, 302, "waypoint", 1, "shop/reviews/posts/match[0]"]]],
    ["a missing backend is 500", { path: "/x" }, [[200, 500, "waypoint", 1, "shop/reviews/nowhere/match[0]"]]],
    [
      "weights share the requests",
      { path: "/shared/a" },
      [
        [200, "its own", "application", 0.75, "shop/reviews/shares/match[0]"],
        [200, "its own", "application", 0.25, "shop/reviews/shares/match[0]"],
      ],
    ],
  ])("%s", (_, request, expected) => {
    expect(endings(request)).toEqual(expected);
  });

  it("names the line that refuses", () => {
    const [outcome] = explain(mesh, asked({ path: "/admin/1" }))?.outcomes ?? [];
    expect(outcome?.origin).toMatchObject({ object: "AuthorizationPolicy shop/no-admin", path: ["spec", "rules", 0] });
  });

  it("tells what rules did that matched, and which policies did not", () => {
    const did = (request: Partial<ExplainedRequest>) =>
      explain(mesh, asked(request))?.steps.flatMap((step) => (step.did === undefined ? [] : [[step.did, step.rule]]));
    expect(did({ path: "/admin/1" })).toEqual([["refused", "shop/no-admin rule[0]"]]);
    expect(did({ path: "/shared/a" })).toEqual([["routed", "shop/reviews/shares/match[0]"]]);
    expect(did({ path: "/other" })).toEqual([]);
  });

  it("knows nobody who is neither an identity nor a pod", () => {
    expect(explain(mesh, asked({ from: "somebody" }))).toBeUndefined();
  });
});

describe("whyNot()", () => {
  it("tells the condition that does not hold", () => {
    const [found] = whyNot(mesh, asked({ path: "/public" }), "shop/no-admin");
    expect(found).toMatchObject({ matches: false, findings: [{ holds: false, found: '"/public"' }] });
  });

  it("tells of routes, too", () => {
    const [found] = whyNot(mesh, asked(), "shop/reviews/posts");
    expect(found).toMatchObject({ what: "route", matches: false });
  });
});
