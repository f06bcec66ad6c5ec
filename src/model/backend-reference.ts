import { portOfService } from "./route-rules.js";
import { apiGroup, dnsLabel, kindName, objectName, portNumber } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { object } from "./schema/schema.js";

/** An object that requests can be sent to. */
export interface BackendReference {
  readonly group: string;
  readonly kind: string;
  /** Absent: the namespace of the route. */
  readonly namespace?: string;
  readonly name: string;
  /** Required for a Service. */
  readonly port?: number;
}

/** A host name among the backends of routes, as `second/first` of its labels: that of a Service is found as the Service. */
export function hostKey(host: string): string {
  const [first = "", second = ""] = host.toLowerCase().split(".");
  return `${second}/${first}`;
}

/** The fields of {@link BackendReference} besides `name`. */
export const backendReferenceFields: Readonly<Record<string, Schema>> = {
  group: { ...apiGroup, default: "" },
  kind: { ...kindName, default: "Service" },
  namespace: dnsLabel,
  port: portNumber,
};

export const backendReferenceSchema: Schema = object({ name: objectName }, backendReferenceFields, {
  rules: [portOfService],
});
