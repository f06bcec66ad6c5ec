import { isIP } from "node:net";
/** An address or range as policies write it (`10.0.0.1`, `10.0.0.0/8`, `fd00::/8`); undefined if it is neither. */
export function cidrOf(text) {
    const [address = "", prefix, ...more] = text.split("/");
    const family = isIP(address);
    if (family === 0 || more.length > 0 || address.includes("%"))
        return undefined;
    const width = family === 4 ? 32 : 128;
    if (prefix === undefined)
        return { address, prefixLength: width };
    if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > width)
        return undefined;
    return { address, prefixLength: Number(prefix) };
}
//# sourceMappingURL=addresses.js.map