import { describe, expect, it } from "@jest/globals";
import { resourcesFromText } from "./resources-from-text.js";

const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: reviews, namespace: shop }
spec:
  parentRefs: [{ kind: Service, group: "", name: reviews }]
  rules:
    - backendRefs: [{ name: reviews, port: 80 }]
`;

describe("resourcesFromText()", () => {
  it("reads an object with its defaults applied", () => {
    const { resources, diagnostics } = resourcesFromText(route);
    expect(diagnostics).toEqual([]);
    expect(resources.object("HTTPRoute", "shop", "reviews")?.spec).toEqual({
      parentRefs: [{ group: "", kind: "Service", name: "reviews" }],
      hostnames: [],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/" }, headers: [], queryParams: [] }],
          filters: [],
          backendRefs: [{ group: "", kind: "Service", name: "reviews", port: 80, weight: 1, filters: [] }],
        },
      ],
    });
  });

  it("finds routes by the service they are for", () => {
    const { resources } = resourcesFromText(route);
    expect(resources.indexed("routes-by-parent", "Service/shop/reviews").map(({ origin }) => origin.object)).toEqual([
      "HTTPRoute shop/reviews",
    ]);
  });
});
