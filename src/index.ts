/**
 * waymark as a library: run the control plane inside another program. The generic xDS server is `waymark/xds`.
 */

export type { RunningControlPlane } from "./control-plane.js";
export { startControlPlane } from "./control-plane.js";
export type * from "./control-plane-types.js";
export type * from "./diagnostics/diagnostic.js";
export type * from "./diagnostics/origin.js";
export type * from "./diff/mesh-diff.js";
export type { DiffOptions, DiffSource, GitSource } from "./diff.js";
export { diff } from "./diff.js";
export { explain, whyNot } from "./explain/explain.js";
export type * from "./explain/explanation.js";
export type { HeaderChange, Headers } from "./explain/headers.js";
export type * from "./explain/request.js";
export type { RuleFinding } from "./explain/why-not.js";
export type { AuthorityFilePaths } from "./identity/authority-files.js";
export type * from "./ir/access.js";
export type * from "./ir/authentication.js";
export type * from "./ir/destination.js";
export type * from "./ir/external.js";
export type * from "./ir/identity.js";
export type * from "./ir/node.js";
export type * from "./ir/pattern.js";
export type * from "./ir/protocol.js";
export type * from "./ir/route.js";
export type * from "./ir/wasm.js";
export type * from "./ir/waypoint.js";
export type { Logger, LoggerOptions } from "./log.js";
export { createLogger } from "./log.js";
export type { LogLevel } from "./log-levels.js";
export { logLevels } from "./log-levels.js";
export type { ReadMesh } from "./serving/explained-mesh.js";
export { readMesh } from "./serving/explained-mesh.js";
export { GitProblem } from "./sources/git-revision.js";
export type { ValidateOptions, Validation } from "./validate.js";
export { validate } from "./validate.js";
