import { describe, expect, it } from "@jest/globals";
import { object } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { peerAuthentication } from "./peer-authentication.js";

const policy = (spec: object) => object("PeerAuthentication", "shop/peers", { spec });
const selector = { matchLabels: { app: "orders" } };

describe("a PeerAuthentication", () => {
  it("that asks for mTLS is said to refuse nobody", () => {
    expect(saidBy(peerAuthentication, policy({ mtls: { mode: "STRICT" } }))).toEqual([
      "WM3066 PeerAuthentication shop/peers spec.mtls.mode: PeerAuthentication shop/peers refuses nobody: clients without mTLS get in",
    ]);
  });

  it("is looked at port by port", () => {
    const ports = { "8080": { mode: "STRICT" }, "8081": { mode: "DISABLE" } };
    expect(saidBy(peerAuthentication, policy({ selector, mtls: { mode: "UNSET" }, portLevelMtls: ports }))).toEqual([
      'WM3066 PeerAuthentication shop/peers spec.portLevelMtls."8080".mode: PeerAuthentication shop/peers refuses nobody at port 8080: clients without mTLS get in',
      'WM3067 PeerAuthentication shop/peers spec.portLevelMtls."8081".mode: PeerAuthentication shop/peers lets clients in without mTLS at port 8081, as they are without it, too',
    ]);
  });

  it("that says nothing changes nothing", () => {
    expect(saidBy(peerAuthentication, policy({ selector, mtls: {} }))).toEqual([]);
  });
});
