import { backendReferenceFields } from "./backend-reference.js";
import type { ParentReference } from "./http-route.js";
import { parentReferenceSchema } from "./http-route.js";
import { parentRules, portOfService } from "./route-rules.js";
import { dnsName, hostname, objectName } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { integer, list, listOrNone, object, oneOf, withDefault } from "./schema/schema.js";

/** `TLSRoute`, `TCPRoute` and `UDPRoute`: only whom they are about, because waymark does not apply them. */
export interface Layer4RouteSpec {
  readonly parentRefs: readonly ParentReference[];
}

const backendSchema: Schema = object(
  { name: objectName },
  { ...backendReferenceFields, weight: withDefault(1, integer(0, 1_000_000)) },
  { rules: [portOfService] },
);

// Older versions of the API take up to 16 rules.
const rules: Schema = list(
  object({ backendRefs: list(backendSchema, { minItems: 1, maxItems: 16 }) }, { name: dnsName }),
  { minItems: 1, maxItems: 16 },
);

const common: Readonly<Record<string, Schema>> = {
  parentRefs: listOrNone(parentReferenceSchema, { maxItems: 32, rules: parentRules }),
  useDefaultGateways: oneOf("All", "None"),
};

export const layer4RouteSchema: Schema = object({ rules }, common);

// The oldest version of the API takes a route without host names.
export const tlsRouteSchema: Schema = object({ rules }, { ...common, hostnames: list(hostname, { maxItems: 1024 }) });
