/** What the Gateway API asks of the parts of a Gateway together, and of the parts that a waypoint does not honour. */
import { isIP } from "node:net";
import { apiGroup, dnsLabel, isQualifiedKey, kindName, objectName, portNumber } from "./schema/forms.js";
import type { Members, Schema, SchemaRule } from "./schema/schema.js";
import { list, listRule, mapOf, membersOf, object, oneOf, rule, textOf, withDefault } from "./schema/schema.js";
import { labelSelectorSchema } from "./selectors.js";

/** One finding for the whole list, because that is where the API has its rules. */
const each = (says: string, holds: (listener: Members) => boolean): SchemaRule => {
  return listRule(says, (listeners) => listeners.every(holds));
};

export const listenerRules: readonly SchemaRule[] = [
  each("has tls at a listener of HTTP, TCP or UDP", ({ protocol, tls }) => {
    return !["HTTP", "TCP", "UDP"].includes(String(protocol)) || tls === undefined;
  }),
  each("has a listener of HTTPS that does not end TLS", (listener) => {
    const { protocol, tls } = listener;
    return protocol !== "HTTPS" || tls === undefined || textOf(membersOf(listener, "tls"), "mode") === "Terminate";
  }),
  each("has a listener of TLS without tls", ({ protocol, tls }) => protocol !== "TLS" || tls !== undefined),
  each("has a hostname at a listener of TCP or UDP", ({ protocol, hostname }) => {
    return !["TCP", "UDP"].includes(String(protocol)) || hostname === undefined;
  }),
  listRule("has two listeners with the same port, protocol and hostname", (listeners) => {
    const doors = listeners.map(({ port, protocol, hostname }) => JSON.stringify([port, protocol, hostname]));
    return new Set(doors).size === doors.length;
  }),
];

export const protocolSchema: Schema = {
  type: "string",
  minLength: 1,
  maxLength: 255,
  pattern:
    "^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9]+$",
  meaning: "a protocol such as HBONE, or one with a domain such as example.com/bar",
};

const secretFields: Readonly<Record<string, Schema>> = {
  group: { ...apiGroup, default: "" },
  kind: { ...kindName, default: "Secret" },
  namespace: dnsLabel,
};
const secretReference: Schema = object({ name: objectName }, secretFields);

export const listenerTlsSchema: Schema = object(
  {},
  {
    mode: withDefault("Terminate", oneOf("Terminate", "Passthrough")),
    certificateRefs: list(secretReference, { maxItems: 64 }),
    options: mapOf({ type: "string", maxLength: 4096 }, { maxProperties: 16 }),
  },
  {
    rules: [
      rule("ends TLS, so it must have certificateRefs or options", (tls) => {
        const { mode, certificateRefs } = tls;
        const some = Array.isArray(certificateRefs) && certificateRefs.length > 0;
        return mode !== "Terminate" || some || Object.keys(membersOf(tls, "options")).length > 0;
      }),
    ],
  },
);

export const addressSchema: Schema = object(
  {},
  {
    type: withDefault("IPAddress", {
      type: "string",
      minLength: 1,
      maxLength: 253,
      pattern:
        "^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+$",
      meaning: "IPAddress, Hostname, or a type with a domain such as example.com/pool",
    }),
    value: { type: "string", maxLength: 253 },
  },
  {
    rules: [
      rule(
        "is of the type IPAddress, but its value is none",
        ({ type, value }) => type !== "IPAddress" || value === undefined || isIP(String(value)) !== 0,
        { about: "value" },
      ),
      rule(
        "is of the type Hostname, but its value is no host name in lower case",
        ({ type, value }) => type !== "Hostname" || value === undefined || hostForm.test(String(value)),
        { about: "value" },
      ),
    ],
  },
);

const hostForm = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export const addressesDiffer: SchemaRule = listRule("has the same address twice", (addresses) => {
  const known = addresses.filter(
    ({ type, value }) => value !== undefined && (type === "IPAddress" || type === "Hostname"),
  );
  return new Set(known.map(({ type, value }) => `${type} ${value}`)).size === known.length;
});

const authorities: Schema = list(
  object({ group: apiGroup, kind: kindName, name: objectName }, { namespace: dnsLabel }),
  { minItems: 1, maxItems: 16 },
);

const clientValidation: Schema = object(
  {},
  {
    validation: object(
      { caCertificateRefs: authorities },
      { mode: withDefault("AllowValidOnly", oneOf("AllowValidOnly", "AllowInsecureFallback")) },
    ),
  },
);

/** Fields for other kinds of Gateways. */
export const unhonouredFields: Readonly<Record<string, Schema>> = {
  allowedListeners: object(
    {},
    {
      namespaces: object(
        {},
        { from: withDefault("None", oneOf("All", "Selector", "Same", "None")), selector: labelSelectorSchema },
      ),
    },
  ),
  backendTLS: {},
  defaultScope: oneOf("All", "None"),
  tls: object(
    {},
    {
      backend: object({}, { clientCertificateRef: secretReference }),
      frontend: object(
        { default: clientValidation },
        {
          perPort: list(object({ port: portNumber, tls: clientValidation }), { maxItems: 64, uniqueBy: ["port"] }),
        },
      ),
    },
  ),
};

/** `app`, or `example.com/app`. */
export function isQualified(key: string): boolean {
  return isQualifiedKey(key) && (key.split("/")[0] ?? "").length < 253;
}
