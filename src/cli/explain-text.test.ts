import { describe, expect, it } from "@jest/globals";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, manifestText } from "../../test/support/manifests.js";
import { explain, whyNot } from "../explain/explain.js";
import { meshOf } from "../serving/explained-mesh.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { explanationJson } from "./explain-json.js";
import { explanationPage } from "./explain-page.js";
import { explanationText, rulesText } from "./explain-text.js";

const text = manifestText(
  aNamespace("shop", "waypoint"),
  aWaypoint("shop"),
  anAccount("shop", "web"),
  ...anApp({ namespace: "shop", name: "reviews" }),
  aPolicy("shop/no-admin", {
    action: "DENY",
    service: "reviews",
    rules: [{ to: [{ operation: { paths: ["/<admin>"] } }] }],
  }),
);
const mesh = meshOf(resourcesFromText(text, "shop.yaml").resources);
const request = {
  from: "shop/sa/web",
  host: "reviews.shop",
  port: 80,
  method: "GET",
  path: "/<admin>",
  headers: [],
  nowSeconds: 1_800_000_000,
};

function story() {
  const found = explain({ waypoints: unchangedPaths(), node: mesh.node }, request);
  if (found === undefined) throw new Error("nobody is shop/sa/web");
  return found;
}

/** Paths are not normalised, so that what browsers would read as markup gets that far. */
function unchangedPaths() {
  return mesh.waypoints.map((waypoint) => ({
    ...waypoint,
    settings: { ...waypoint.settings, pathNormalization: "none" as const },
  }));
}

describe("the story of a request", () => {
  it("ends with the line that decided", () => {
    const lines = explanationText(story(), false).split("\n");
    expect(lines).toContainEqual(expect.stringMatching(/^answered with 403, says waypoint shop\/waypoint: refused by/));
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}shop\.yaml:\d+:\d+$/));
    expect(lines).toContainEqual(expect.stringMatching(/\^+$/));
  });

  it("gives places instead of origins as JSON", () => {
    const { outcomes } = JSON.parse(JSON.stringify(explanationJson(story()))) as { outcomes: { origin: object }[] };
    expect(outcomes[0]?.origin).toMatchObject({ object: "AuthorizationPolicy shop/no-admin", file: "shop.yaml" });
  });

  it("is a page in which nothing that users wrote is markup", () => {
    const page = explanationPage(story());
    expect(page).toContain("/&lt;admin&gt;");
    expect(page).not.toContain("<admin>");
  });

  it("tells of a rule that is asked about", () => {
    const rules = whyNot(mesh, { ...request, path: "/public" }, "shop/no-admin");
    expect(rulesText("shop/no-admin", rules, false)).toContain('✗ path is "/<admin>": "/public"');
    expect(rulesText("shop/none", [], false)).toBe("Nothing that is called shop/none is looked at for this request.\n");
  });
});
