import { describe, expect, it } from "@jest/globals";
import { groupOf } from "./node-groups.js";

const open = { certificates: false, identityOf: () => undefined };
const peer = (...uris: string[]) => ({ address: "127.0.0.1:1", uris, header: () => undefined });
const node = (id: string, metadata: Record<string, string | Record<string, string>> = {}) => ({
  id,
  cluster: "",
  metadata,
});

describe("groupOf()", () => {
  it.each([
    ["its metadata", node("x", { WAYPOINT: "shop/waypoint" }), "waypoint/shop/waypoint"],
    [
      "its namespace and gateway-name label",
      node("x", { NAMESPACE: "shop", LABELS: { "gateway.networking.k8s.io/gateway-name": "wp" } }),
      "waypoint/shop/wp",
    ],
    ["the id of a node proxy", node("nodeproxy~local"), "node/local"],
  ])("knows a proxy by %s", (_, given, group) => {
    expect(groupOf(given, peer(), open)).toBe(group);
  });

  it.each([node("x"), node("x", { WAYPOINT: "shop" }), node("x", { WAYPOINT: "a/b/c" })])(
    "refuses a proxy that does not say who it is",
    (given) => {
      expect(groupOf(given, peer(), open)).toMatchObject({ as: "not-found" });
    },
  );

  describe("with client certificates", () => {
    const strict = {
      certificates: true,
      identityOf: (group: string) =>
        group === "waypoint/shop/wp" ? "spiffe://cluster.local/ns/shop/sa/wp" : undefined,
    };
    const claims = node("x", { WAYPOINT: "shop/wp" });

    it("lets in who proves to be the waypoint", () => {
      expect(groupOf(claims, peer("spiffe://cluster.local/ns/shop/sa/wp"), strict)).toBe("waypoint/shop/wp");
    });

    it.each([[peer()], [peer("spiffe://cluster.local/ns/shop/sa/web")]])("refuses everybody else", (other) => {
      expect(groupOf(claims, other, strict)).toMatchObject({ as: "permission-denied" });
    });

    it("refuses who claims a waypoint that does not exist", () => {
      const stranger = node("x", { WAYPOINT: "shop/other" });
      expect(groupOf(stranger, peer("spiffe://cluster.local/ns/shop/sa/other"), strict)).toMatchObject({
        as: "permission-denied",
      });
    });
  });
});
