import {
  addressesDiffer,
  addressSchema,
  isQualified,
  listenerRules,
  listenerTlsSchema,
  protocolSchema,
  unhonouredFields,
} from "./gateway-rules.js";
import { apiGroup, dnsName, hostname, kindName, labelValue, objectName, portNumber } from "./schema/forms.js";
import type { Schema, SchemaRule } from "./schema/schema.js";
import { list, listOrNone, mapOf, object, oneOf, rule, withDefault } from "./schema/schema.js";
import type { LabelSelector } from "./selectors.js";
import { labelSelectorSchema } from "./selectors.js";

/** `Gateway` (gateway.networking.k8s.io/v1): a waypoint when its class is one. */
export interface GatewaySpec {
  readonly gatewayClassName: string;
  readonly listeners: readonly Listener[];
  /** Set by hand: the waypoint is deployed by somebody else at these addresses. */
  readonly addresses: readonly GatewayAddress[];
  readonly infrastructure?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly parametersRef?: { readonly group: string; readonly kind: string; readonly name: string };
  };
}

interface Listener {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly allowedRoutes: AllowedRoutes;
}

/** Which routes may attach and, for a waypoint, whose objects may use it. */
interface AllowedRoutes {
  readonly namespaces: { readonly from: "All" | "Selector" | "Same"; readonly selector?: LabelSelector };
  readonly kinds?: readonly { readonly group: string; readonly kind: string }[];
}

export interface GatewayAddress {
  /** `IPAddress`, `Hostname`, or an implementation's own. */
  readonly type: string;
  /** Absent or empty: whatever is free. */
  readonly value?: string;
}

/** The addresses in the status of `gateway`: where an API server says its waypoint can be reached. */
export function gatewayStatusAddresses(gateway: { readonly status?: unknown }): readonly GatewayAddress[] {
  const status = gateway.status as { readonly addresses?: unknown } | null | undefined;
  if (!Array.isArray(status?.addresses)) return [];
  return (status.addresses as readonly Partial<GatewayAddress>[]).flatMap((address) =>
    typeof address?.value === "string" ? [{ type: address.type ?? "IPAddress", value: address.value }] : [],
  );
}

const gatewayGroup: Schema = { ...apiGroup, default: "gateway.networking.k8s.io" };

const allowedRoutesSchema: Schema = object(
  {},
  {
    namespaces: withDefault(
      {},
      object({}, { from: withDefault("Same", oneOf("All", "Selector", "Same")), selector: labelSelectorSchema }),
    ),
    kinds: list(object({ kind: kindName }, { group: gatewayGroup }), { maxItems: 8 }),
  },
);

const qualifiedKeys: readonly SchemaRule[] = [
  rule("must have keys such as app or example.com/app", (map) => Object.keys(map).every(isQualified)),
];

const listenerSchema: Schema = object(
  { name: dnsName, port: portNumber, protocol: protocolSchema },
  { hostname, allowedRoutes: withDefault({}, allowedRoutesSchema), tls: listenerTlsSchema },
);

export const gatewaySchema: Schema = object(
  {
    gatewayClassName: objectName,
    listeners: list(listenerSchema, { minItems: 1, maxItems: 64, uniqueBy: ["name"], rules: listenerRules }),
  },
  {
    addresses: listOrNone(addressSchema, { maxItems: 16, rules: [addressesDiffer] }),
    infrastructure: object(
      {},
      {
        labels: mapOf(labelValue, { maxProperties: 8, rules: qualifiedKeys }),
        annotations: mapOf({ type: "string", maxLength: 4096 }, { maxProperties: 16, rules: qualifiedKeys }),
        parametersRef: object({ group: apiGroup, kind: kindName, name: objectName }),
      },
    ),
    ...unhonouredFields,
  },
);
