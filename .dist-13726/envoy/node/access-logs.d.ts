import type { envoy } from "../../../generated/envoy.js";
import type { Workload } from "../../ir/node.js";
type AccessLog = envoy.config.accesslog.v3.AccessLog;
/** A tunnel as its client's proxy saw it. */
export declare function clientLog(client: Workload): readonly AccessLog[];
/** A tunnel as the door of a pod saw it: from where, by whom, to where, and how much. */
export declare function podLog(pod: Workload): readonly AccessLog[];
/** Somebody at the door of a pod who did not get in: no certificate, another trust domain, no TLS at all. */
export declare function failedHandshakeLog(pod: Workload): readonly AccessLog[];
export {};
