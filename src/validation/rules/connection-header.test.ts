import { describe, expect, it } from "@jest/globals";
import { saidBy } from "../testing/findings.js";
import { orders, route } from "../testing/shop.js";
import { connectionHeader } from "./connection-header.js";

const modifying = (filter: object, backendFilters: readonly object[] = []) =>
  route("shop/r", [{ filters: [filter], backendRefs: [{ name: "orders", port: 80, filters: backendFilters }] }]);

describe("a header of the connection", () => {
  it("is not to be modified, on requests or responses, of rules or backends", () => {
    const request = {
      type: "RequestHeaderModifier",
      requestHeaderModifier: { set: [{ name: "Content-Length", value: "1" }] },
    };
    const response = { type: "ResponseHeaderModifier", responseHeaderModifier: { remove: ["transfer-encoding"] } };
    expect(saidBy(connectionHeader, ...orders, modifying(request, [response]))).toEqual([
      "WM4083 HTTPRoute shop/r spec.rules[0].filters[0].requestHeaderModifier.set[0].name: Content-Length is written by the proxies themselves",
      "WM4083 HTTPRoute shop/r spec.rules[0].backendRefs[0].filters[0].responseHeaderModifier.remove[0]: transfer-encoding is written by the proxies themselves",
    ]);
  });

  it("is told apart from others", () => {
    const other = { type: "RequestHeaderModifier", requestHeaderModifier: { set: [{ name: "x-length", value: "1" }] } };
    expect(saidBy(connectionHeader, ...orders, modifying(other))).toEqual([]);
  });
});
