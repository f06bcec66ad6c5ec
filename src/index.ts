/**
 * waymark as a library: run the control plane inside another program. The generic xDS server is `waymark/xds`.
 */

export type { RunningControlPlane } from "./control-plane.js";
export { startControlPlane } from "./control-plane.js";
export type * from "./control-plane-types.js";
export type { Logger, LoggerOptions } from "./log.js";
export { createLogger } from "./log.js";
export type { LogLevel } from "./log-levels.js";
