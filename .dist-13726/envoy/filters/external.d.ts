/**
 * Asks authorizers outside (`envoy.filters.http.ext_authz`). Which requests are put to one, rules of its own decide:
 * RBAC judges them without enforcing anything and leaves a mark in the request's metadata, which opens the next filter.
 */
import { envoy } from "../../../generated/envoy.js";
import type { Access } from "../../ir/access.js";
type TypedExtensionConfig = envoy.config.core.v3.TypedExtensionConfig;
/** Puts requests to authorizers, one after the other; the first that refuses one answers it. */
export declare function external(access: Access): readonly TypedExtensionConfig[];
/** The clusters through which the authorizers of these rules are asked. */
export declare function authorizerClusters(access: Access): readonly string[];
export {};
