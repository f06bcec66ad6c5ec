import type { ParentReference } from "./http-route.js";
import type { Schema } from "./schema/schema.js";
/** `TLSRoute`, `TCPRoute` and `UDPRoute`: only whom they are about, because waymark does not apply them. */
export interface Layer4RouteSpec {
    readonly parentRefs: readonly ParentReference[];
}
export declare const layer4RouteSchema: Schema;
