import { apiGroup, dnsLabel, kindName, objectName } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { object } from "./schema/schema.js";

/** `GatewayClass` (gateway.networking.k8s.io/v1). */
export interface GatewayClassSpec {
  readonly controllerName: string;
  readonly description?: string;
  readonly parametersRef?: {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  };
}

export const gatewayClassSchema: Schema = object(
  {
    controllerName: {
      type: "string",
      maxLength: 253,
      pattern:
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$",
      meaning: "a domain and a path such as waymark.dev/mesh-controller",
    },
  },
  {
    description: { type: "string", maxLength: 64 },
    parametersRef: object({ group: apiGroup, kind: kindName, name: objectName }, { namespace: dnsLabel }),
  },
);
