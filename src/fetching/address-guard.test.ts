import { describe, expect, it } from "@jest/globals";
import { addressGuard, allowedPlace } from "./address-guard.js";

describe("addressGuard()", () => {
  const strict = addressGuard([]);

  it.each(["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])(
    "lets public addresses through: %s",
    (address) => {
      expect(strict(address, "issuer.example")).toBeUndefined();
    },
  );

  it.each([
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "::1",
    "fd12::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::127.0.0.1",
    "64:ff9b::a00:1",
    "2002:0a00:0001::",
  ])("keeps private addresses away, in whatever form: %s", (address) => {
    expect(strict(address, "issuer.example")).toContain("is not allowed");
  });

  it.each([
    "169.254.169.254",
    "fe80::1",
    "fe80::1%eth0",
    "::ffff:169.254.169.254",
    "0.0.0.0",
    "fd00:ec2::254",
    "224.0.0.1",
  ])("keeps %s away whatever is allowed", (address) => {
    const lenient = addressGuard(["0.0.0.0/0", "::/0", "metadata.example"]);
    expect(lenient(address, "metadata.example")).toContain("nothing is ever fetched from");
  });

  it("lets through what the operator allows: a range, an address, a host by its name", () => {
    const guard = addressGuard(["10.0.0.0/8", "192.168.1.1", "Keys.Internal"]);
    expect(guard("10.9.9.9", "a.example")).toBeUndefined();
    expect(guard("192.168.1.1", "a.example")).toBeUndefined();
    expect(guard("192.168.1.2", "a.example")).toContain("not allowed");
    expect(guard("192.168.1.2", "keys.internal")).toBeUndefined();
  });

  it.each(["10.0.0.0/33", "10.0.0.0/", "fd00::/129", "http://a", "a/8", ""])("refuses to allow %j", (text) => {
    expect(allowedPlace(text)).toBeUndefined();
    expect(() => addressGuard([text])).toThrow("neither a range");
  });
});
