/**
 * Which addresses may be fetched from. Whoever writes a manifest names a URL, and the control plane sits
 * where it can reach more than the writer: without a guard, a `jwksUri` reads the cloud's metadata or a neighbour's admin port.
 */
import { BlockList, isIP } from "node:net";
/** Never, whatever is allowed: link-local addresses, where clouds keep metadata and credentials, and what is no host. */
const never = [
    ["0.0.0.0", 8],
    ["169.254.0.0", 16],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
    // Metadata services of clouds that are elsewhere.
    ["100.100.100.200", 32],
    ["168.63.129.16", 32],
    ["192.0.0.192", 32],
    ["fd00:ec2::254", 128],
    ["::", 128],
    ["fe80::", 10],
    ["ff00::", 8],
];
/** Only where it is asked for: this machine and private networks. */
const unlessAllowed = [
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["::1", 128],
    // Addresses that stand for an IPv4 address which cannot be judged here.
    ["64:ff9b:1::", 48],
    ["2001::", 32],
    ["fc00::", 7],
    ["fec0::", 10],
];
/** What the operator allows, such as `10.0.0.0/8`, `127.0.0.1` or `keys.internal.example`; undefined if it is none of these. */
export function allowedPlace(text) {
    const [address = "", prefix] = text.split("/");
    const family = isIP(address);
    if (family === 0)
        return prefix === undefined && /^[a-z0-9.-]+$/i.test(text) ? text.toLowerCase() : undefined;
    const most = family === 4 ? 32 : 128;
    const bits = prefix === undefined ? most : Number(/^\d{1,3}$/.exec(prefix)?.[0] ?? "none");
    return bits >= 0 && bits <= most ? [address, bits] : undefined;
}
/** A guard that lets `allowed` through besides public addresses. @throws TypeError for what is not an {@link allowedPlace} */
export function addressGuard(allowed) {
    const places = allowed.map((text) => {
        const place = allowedPlace(text);
        if (place === undefined)
            throw new TypeError(`${text} is neither a range of addresses nor the name of a host`);
        return place;
    });
    const hosts = new Set(places.filter((place) => typeof place === "string"));
    const ranges = listOf(places.filter((place) => typeof place !== "string"));
    const [neverList, privateList] = [listOf(never), listOf(unlessAllowed)];
    return (address, host) => {
        const plain = withoutMapping(address);
        if (isIn(neverList, plain))
            return `${address} is an address that nothing is ever fetched from`;
        if (!isIn(privateList, plain) || hosts.has(host.toLowerCase()) || isIn(ranges, plain))
            return undefined;
        return `${address} is a private address, and it is not allowed`;
    };
}
function listOf(ranges) {
    const list = new BlockList();
    for (const [address, prefix] of ranges)
        list.addSubnet(address, prefix, isIP(address) === 6 ? "ipv6" : "ipv4");
    return list;
}
function isIn(list, address) {
    return list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
/** The IPv4 address inside an IPv6 one (mapped, compatible, NAT64, 6to4): that is where a connection would end. */
function withoutMapping(address) {
    if (isIP(address) !== 6)
        return address;
    const { hostname } = new URL(`http://[${address.split("%")[0]}]/`);
    const parts = groupsOf(hostname.slice(1, -1));
    const [first = 0, second = 0] = parts;
    if (first === 0x2002)
        return dotted(second, parts[2] ?? 0);
    const nat64 = first === 0x64 && second === 0xff9b && parts.slice(2, 6).every((part) => part === 0);
    const mapped = parts.slice(0, 5).every((part) => part === 0) && (parts[5] === 0xffff || parts[5] === 0);
    const low = (parts[6] ?? 0) !== 0;
    if (nat64 || (mapped && (parts[5] === 0xffff || low)))
        return dotted(parts[6] ?? 0, parts[7] ?? 0);
    return hostname.slice(1, -1);
}
/** The eight groups of an IPv6 address in its canonical form. */
function groupsOf(address) {
    const [head = "", tail] = address.split("::");
    const numbers = (text) => text === "" ? [] : text.split(":").map((part) => Number.parseInt(part, 16));
    const [front, back] = [numbers(head), numbers(tail ?? "")];
    return [...front, ...Array(8 - front.length - back.length).fill(0), ...back];
}
function dotted(high, low) {
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
//# sourceMappingURL=address-guard.js.map