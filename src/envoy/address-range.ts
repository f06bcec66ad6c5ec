import { BlockList, isIPv6 } from "node:net";
import type { Cidr } from "../ir/pattern.js";

/** Whether an IP address lies in a range; never across address families. */
export function inRange(address: string, range: Cidr): boolean {
  const family = familyOf(address);
  if (family !== familyOf(range.address)) return false;
  const ranges = new BlockList();
  ranges.addSubnet(range.address, range.prefixLength, family);
  return ranges.check(address, family);
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIPv6(address) ? "ipv6" : "ipv4";
}
