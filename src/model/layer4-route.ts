import type { ParentReference } from "./http-route.js";
import { parentReferenceSchema } from "./http-route.js";
import type { Schema } from "./schema/schema.js";
import { listOrNone, object, unread } from "./schema/schema.js";

/** `TLSRoute`, `TCPRoute` and `UDPRoute`: only whom they are about, because waymark does not apply them. */
export interface Layer4RouteSpec {
  readonly parentRefs: readonly ParentReference[];
}

export const layer4RouteSchema: Schema = object(
  {},
  {
    parentRefs: listOrNone(parentReferenceSchema, { maxItems: 32 }),
    ...unread("hostnames", "rules", "useDefaultGateways"),
  },
);
