/**
 * Where the pods of a manifest live on one machine. Every pod of the local mesh needs an address that can be bound
 * here, and policies must go on meaning what they say about addresses. So a loopback address is taken as it is, and
 * any other IPv4 address keeps all but its first byte: `10.244.1.7` becomes `127.244.1.7`, and a block `10.244.0.0/16`
 * in a policy becomes `127.244.0.0/16`, which still holds the same pods.
 *
 * `127.0.0.0/16` is left to the machine itself, so `10.0.x.y` becomes `127.254.x.y`. Addresses whose first byte alone
 * differs fall together; `conflicts` tells. Virtual addresses of services are names in a CONNECT, never bound, and stay.
 */
import { isIPv4, isIPv6 } from "node:net";

/** An address of a manifest and where it lives in the local mesh. */
export interface AddressMapping {
  readonly from: string;
  readonly to: string;
}

/** Stands for a second byte of 0; automatic addresses stay below 208. */
const zeroStandIn = 254;

/** The loopback address of `address`; text that is not an IP address is returned as it is. */
export function localAddress(address: string): string {
  if (isIPv6(address)) return address === "::1" ? address : hashed(address.toLowerCase());
  if (!isIPv4(address) || address.startsWith("127.")) return address;
  const [, second, third, fourth] = octets(address);
  return `127.${second === 0 ? zeroStandIn : second}.${third}.${fourth}`;
}

/**
 * The local form of a block (or single address) of a policy: blocks shorter than `/8` are kept, because they speak of
 * more than one network and `0.0.0.0/0` of all. A block across second bytes that include 0 becomes two.
 */
export function localBlocks(block: string): readonly string[] {
  const [address = "", length] = block.split("/");
  if (length === undefined) return [localAddress(address)];
  const bits = Number(length);
  if (isIPv6(address)) return bits === 128 ? [localAddress(address)] : [block];
  if (!isIPv4(address) || address.startsWith("127.") || !(bits >= 8 && bits <= 32)) return [block];
  if (bits >= 16) return [`${localAddress(address)}/${bits}`];
  const [, second, third, fourth] = octets(address);
  const kept = `127.${second}.${third}.${fourth}/${bits}`;
  const firstSecondByte = second & (0xff << (16 - bits));
  return bits > 8 && firstSecondByte === 0 ? [kept, `127.${zeroStandIn}.0.0/16`] : [kept];
}

/** Whether `address` is one that this machine has without anybody setting it up (on Linux). */
export function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1";
}

/** Different addresses that share one local address, sorted by it. */
export function conflicts(mappings: readonly AddressMapping[]): readonly (readonly AddressMapping[])[] {
  const sharing = new Map<string, AddressMapping[]>();
  for (const mapping of mappings) sharing.set(mapping.to, [...(sharing.get(mapping.to) ?? []), mapping]);
  return [...sharing]
    .filter(([, group]) => new Set(group.map(({ from }) => from)).size > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => group);
}

function octets(address: string): readonly [number, number, number, number] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  return [a, b, c, d];
}

/** IPv6 has no prefix that could be kept: 127.208.x.y to 127.239.x.y by FNV-1a of the text. */
function hashed(address: string): string {
  let hash = 0x811c9dc5;
  for (const character of address) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = (hash ^ (hash >>> 15)) >>> 0;
  return `127.${208 + ((hash >>> 24) & 31)}.${(hash >>> 16) & 0xff}.${1 + ((hash & 0xffff) % 254)}`;
}
