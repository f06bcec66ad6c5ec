import { BlockList, isIPv4, isIPv6 } from "node:net";
import type { Cidr } from "../ir/pattern.js";

/** Whether an IP address lies in one of the ranges; never across address families. */
export function inRanges(address: string, ranges: readonly Cidr[]): boolean {
  const family = familyOf(address);
  if (family === undefined) return false;
  const list = new BlockList();
  for (const range of ranges) {
    if (familyOf(range.address) === family) list.addSubnet(range.address, range.prefixLength, family);
  }
  return list.check(address, family);
}

/** `10.0.0.0/8`. */
export function rangeText({ address, prefixLength }: Cidr): string {
  return `${address}/${prefixLength}`;
}

/** Whether a text is an IP address. */
export function isAddress(text: string): boolean {
  return familyOf(text) !== undefined;
}

/** `10.0.0.7:8080`, `[fd00::7]:8080`. */
export function hostPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The other way round; undefined if there is no port. */
export function splitHostPort(text: string): { readonly address: string; readonly port: number } | undefined {
  const [, host, port] = /^(.*):(\d+)$/.exec(text) ?? [];
  if (host === undefined || port === undefined) return undefined;
  return { address: host.replace(/^\[(.*)\]$/, "$1"), port: Number(port) };
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  if (isIPv4(address)) return "ipv4";
  return isIPv6(address) ? "ipv6" : undefined;
}
