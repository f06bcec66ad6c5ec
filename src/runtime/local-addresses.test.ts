import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { conflicts, isLoopback, localAddress, localBlocks } from "./local-addresses.js";

describe("localAddress()", () => {
  it.each([
    ["10.244.1.7", "127.244.1.7"],
    ["192.168.3.4", "127.168.3.4"],
    ["10.0.1.7", "127.254.1.7"],
    ["127.9.5.1", "127.9.5.1"],
    ["127.0.0.1", "127.0.0.1"],
    ["::1", "::1"],
    ["reviews.example", "reviews.example"],
  ])("%s lives at %s", (address, local) => {
    expect(localAddress(address)).toBe(local);
  });

  it("gives every IPv6 address a loopback address that ignores case", () => {
    expect(localAddress("FD00::7")).toBe(localAddress("fd00::7"));
    expect(localAddress("fd00::7")).toMatch(/^127\.2[0-3]\d\./);
    expect(localAddress("fd00::7")).not.toBe(localAddress("fd00::8"));
  });

  it("never uses the machine's own 127.0.0.0/16 for an address from elsewhere", () => {
    fc.assert(
      fc.property(
        fc.ipV4().filter((ip) => !ip.startsWith("127.")),
        (ip) => {
          expect(localAddress(ip)).toMatch(/^127\.(?!0\.)/);
        },
      ),
    );
  });
});

describe("localBlocks()", () => {
  it.each([
    ["10.244.0.0/16", ["127.244.0.0/16"]],
    ["10.244.3.128/25", ["127.244.3.128/25"]],
    ["10.0.4.0/24", ["127.254.4.0/24"]],
    ["10.64.0.0/10", ["127.64.0.0/10"]],
    ["10.0.0.0/12", ["127.0.0.0/12", "127.254.0.0/16"]],
    ["10.0.0.0/8", ["127.0.0.0/8"]],
    ["10.1.2.3", ["127.1.2.3"]],
    ["0.0.0.0/0", ["0.0.0.0/0"]],
    ["127.9.0.0/16", ["127.9.0.0/16"]],
    ["fd00::/8", ["fd00::/8"]],
    ["nonsense", ["nonsense"]],
  ])("%s becomes %j", (block, local) => {
    expect(localBlocks(block)).toEqual(local);
  });

  it("goes on holding whom it held: an address in a block is, moved, in the moved block", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 8, max: 32 }), (ip, bits) => {
        const held = localBlocks(`${ip}/${bits}`).some((block) => holds(block, localAddress(ip)));
        expect(held).toBe(true);
      }),
    );
  });
});

function holds(block: string, ip: string): boolean {
  const [network = "", bits] = block.split("/");
  const shift = 32 - Number(bits);
  return Math.floor(asNumber(network) / 2 ** shift) === Math.floor(asNumber(ip) / 2 ** shift);
}

function asNumber(ip: string): number {
  return ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

describe("conflicts()", () => {
  it("finds addresses that fell together", () => {
    const a = { from: "10.1.2.3", to: "127.1.2.3" };
    const b = { from: "192.1.2.3", to: "127.1.2.3" };
    expect(conflicts([a, { from: "10.1.2.4", to: "127.1.2.4" }, b])).toEqual([[a, b]]);
  });
});

describe("isLoopback()", () => {
  it.each([
    ["127.4.5.6", true],
    ["::1", true],
    ["10.0.0.1", false],
  ])("%s: %s", (address, expected) => {
    expect(isLoopback(address)).toBe(expected);
  });
});
