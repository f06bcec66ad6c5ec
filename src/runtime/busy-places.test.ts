import { describe, expect, it } from "@jest/globals";
import { placeDiagnostic } from "./busy-places.js";

const place = { what: "Pod shop/reviews-0", address: "127.8.0.1", port: 15008 };

describe("placeDiagnostic()", () => {
  it.each([
    ["EADDRNOTAVAIL", "WM7501", "this machine does not have the address 127.8.0.1 of Pod shop/reviews-0"],
    ["EADDRINUSE", "WM7502", "127.8.0.1:15008 of Pod shop/reviews-0 is in use by another process"],
    ["EACCES", "WM7502", "127.8.0.1:15008 of Pod shop/reviews-0 cannot be bound: EACCES"],
  ])("tells %s from other reasons", (reason, code, message) => {
    expect(placeDiagnostic(place, reason)).toMatchObject({ code, message });
  });
});
