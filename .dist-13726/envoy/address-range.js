import { BlockList, isIPv6 } from "node:net";
/** Whether an IP address lies in a range; never across address families. */
export function inRange(address, range) {
    const family = familyOf(address);
    if (family !== familyOf(range.address))
        return false;
    const ranges = new BlockList();
    ranges.addSubnet(range.address, range.prefixLength, family);
    return ranges.check(address, family);
}
function familyOf(address) {
    return isIPv6(address) ? "ipv6" : "ipv4";
}
//# sourceMappingURL=address-range.js.map