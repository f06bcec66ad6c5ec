import { apiGroup, dnsLabel, kindName, objectName } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { list, object } from "./schema/schema.js";

/** `ReferenceGrant` (gateway.networking.k8s.io/v1, v1beta1): who may refer into the grant's namespace. */
export interface ReferenceGrantSpec {
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  /** Without a name: every object of the kind. */
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
}

export const referenceGrantSchema: Schema = object({
  from: list(object({ group: apiGroup, kind: kindName, namespace: dnsLabel }), { minItems: 1, maxItems: 16 }),
  to: list(object({ group: apiGroup, kind: kindName }, { name: objectName }), { minItems: 1, maxItems: 16 }),
});
