import { describe, expect, it } from "@jest/globals";
import { deployment, object } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { orders } from "../testing/shop.js";
import { misplacedLabel } from "./misplaced-label.js";

const labelled = (text: string, labels: object): string => {
  const manifest = JSON.parse(text) as { metadata: object };
  return JSON.stringify({ ...manifest, metadata: { ...manifest.metadata, labels } });
};
const wish = { "istio.io/use-waypoint": "waypoint" };

describe("a label that chooses a waypoint", () => {
  it("says nothing on a Deployment", () => {
    expect(saidBy(misplacedLabel, labelled(deployment("shop/orders"), wish))).toEqual([
      'WM3061 Deployment shop/orders metadata.labels."istio.io/use-waypoint": istio.io/use-waypoint on a Deployment says nothing',
    ]);
  });

  it("says nothing as waypoint-for on a Service", () => {
    const [, service = ""] = orders;
    expect(saidBy(misplacedLabel, labelled(service, { "istio.io/waypoint-for": "all" }))).toHaveLength(1);
  });

  it("is read on Services, namespaces and in the template of pods", () => {
    const both = deployment("shop/orders").replace(
      '"labels":{"app"',
      '"labels":{"istio.io/use-waypoint":"waypoint","app"',
    );
    const namespace = object("Namespace", "shop", { labels: wish });
    expect(saidBy(misplacedLabel, ...orders.slice(0, 2), namespace, labelled(both, wish))).toEqual([]);
  });
});
