import type { envoy } from "../../../generated/envoy.js";
import type { Access } from "../../ir/access.js";
/** Verifies tokens (`envoy.filters.http.jwt_authn`); their payload is what conditions on claims look at. */
export declare function tokens(access: Access): readonly envoy.config.core.v3.TypedExtensionConfig[];
