import type { Schema } from "./schema/schema.js";
import { boolean, integer, list, listOrNone, object, oneOf, text, unread, withDefault } from "./schema/schema.js";

/** `EndpointSlice` (discovery.k8s.io/v1); its fields are at the top level of the object. */
export interface EndpointSliceSpec {
  readonly addressType: "IPv4" | "IPv6" | "FQDN";
  readonly endpoints: readonly SliceEndpoint[];
  readonly ports: readonly SlicePort[];
}

export interface SliceEndpoint {
  readonly addresses: readonly string[];
  /** An absent condition means: `ready` and `serving` true, `terminating` false. */
  readonly conditions: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
  readonly zone?: string;
  readonly nodeName?: string;
  readonly hostname?: string;
  readonly targetRef?: { readonly kind?: string; readonly name?: string; readonly namespace?: string };
}

interface SlicePort {
  /** The name of the service port; empty for a service with a single unnamed port. */
  readonly name: string;
  /** Absent: all ports. */
  readonly port?: number;
  readonly protocol: "TCP" | "UDP" | "SCTP";
  readonly appProtocol?: string;
}

/** The label of a slice that names its service. */
export const serviceNameLabel = "kubernetes.io/service-name";

const endpointSchema: Schema = object(
  { addresses: list(text, { minItems: 1, maxItems: 100 }) },
  {
    conditions: withDefault({}, object({}, { ready: boolean, serving: boolean, terminating: boolean })),
    zone: text,
    nodeName: text,
    hostname: text,
    targetRef: object(
      {},
      {
        kind: text,
        name: text,
        namespace: text,
        ...unread("apiVersion", "fieldPath", "resourceVersion", "uid"),
      },
    ),
    ...unread("deprecatedTopology", "hints"),
  },
);

const portSchema: Schema = object(
  {},
  {
    name: withDefault("", text),
    port: integer(0, 65535),
    protocol: withDefault("TCP", oneOf("TCP", "UDP", "SCTP")),
    appProtocol: text,
  },
);

export const endpointSliceSchema: Schema = object(
  { addressType: oneOf("IPv4", "IPv6", "FQDN") },
  { endpoints: listOrNone(endpointSchema, { maxItems: 1000 }), ports: listOrNone(portSchema, { maxItems: 100 }) },
);
