import type { Rule } from "../../ir/access.js";
import { type Principal, type Unexpressed } from "./conditions.js";
/**
 * The clients that a rule is about, for a CONNECT to a port of `address`: what a proxy knows before the connection
 * exists. There is no request yet, so no token, host, method, path or header, and nothing that was forwarded for
 * somebody; conditions on those are decided against the client.
 */
export declare function clientsOf(rule: Rule, address: string, unexpressed: Unexpressed): Principal;
