/** Addresses inside and just outside of ranges. */
import { isIPv4 } from "node:net";
import type { Cidr } from "../../ir/pattern.js";

/** An address inside of each range and the ones on both sides of it; and one that is of no use to anybody (TEST-NET-3). */
export function addressCandidates(ranges: readonly Cidr[]): readonly string[] {
  const found = ranges.flatMap(({ address, prefixLength }) => {
    if (!isIPv4(address)) return [address];
    const size = 2 ** (32 - prefixLength);
    const first = Math.floor(numberOf(address) / size) * size;
    return [first + Math.min(1, size - 1), first, first - 1, first + size]
      .filter((one) => one > 0 && one < 2 ** 32)
      .map(textOf);
  });
  return [...new Set(["203.0.113.7", ...found])];
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}
