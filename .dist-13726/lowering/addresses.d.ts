import type { Cidr } from "../ir/pattern.js";
/** An address or range as policies write it (`10.0.0.1`, `10.0.0.0/8`, `fd00::/8`); undefined if it is neither. */
export declare function cidrOf(text: string): Cidr | undefined;
