import type { Cidr } from "../ir/pattern.js";
/** Whether an IP address lies in a range; never across address families. */
export declare function inRange(address: string, range: Cidr): boolean;
