/**
 * A plugin's behaviours, written once, tried on the host in Node and on a real Envoy, which must agree. For Jest:
 * `import { describeOnBoth } from "waymark/wasm-host/envoy"`.
 */
export { type Behaves, type Behaviour, describeOnBoth } from "./describe-on-both.js";
export type {
  Answer,
  Asked,
  ClaimValue,
  GrpcAsked,
  GrpcReaction,
  Lab,
  LabPlugin,
  LabProxy,
  LabRoute,
  Reaction,
  Seen,
} from "./lab.js";
