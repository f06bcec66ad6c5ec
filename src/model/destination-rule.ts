import { hostSettings, poolDefinitions, poolSettings } from "./destination-rule-settings.js";
import { dnsLabel, isHost, labelsOfObjects, portNumber } from "./schema/forms.js";
import type { Schema, SchemaRule } from "./schema/schema.js";
import { boolean, list, listOrNone, object, oneOf, rule, someText, text, textOf, textRule } from "./schema/schema.js";
import { selectorLabels } from "./selectors.js";
import { exportToSchema } from "./service-entry.js";

/** `DestinationRule` (networking.istio.io/v1), the part about TLS to the upstream; the rest is known, but not honoured. */
export interface DestinationRuleSpec {
  /** A service: fully qualified, or a short name of the own namespace. */
  readonly host: string;
  readonly trafficPolicy?: TrafficPolicy;
  readonly subsets: readonly unknown[];
  readonly workloadSelector?: unknown;
  readonly exportTo: readonly string[];
}

interface TrafficPolicy {
  readonly tls?: ClientTls;
  readonly portLevelSettings?: readonly {
    readonly port?: { readonly number?: number };
    readonly tls?: ClientTls;
  }[];
  /** Other settings, as written. */
  readonly [setting: string]: unknown;
}

/** `ClientTLSSettings`. */
export interface ClientTls {
  readonly mode?: "DISABLE" | "SIMPLE" | "MUTUAL" | "ISTIO_MUTUAL";
  /** Files on the proxy's machine. */
  readonly caCertificates?: string;
  readonly caCrl?: string;
  readonly clientCertificate?: string;
  readonly privateKey?: string;
  readonly credentialName?: string;
  readonly subjectAltNames?: readonly string[];
  readonly sni?: string;
  readonly insecureSkipVerify?: boolean | null;
}

const tlsSchema: Schema = object(
  {},
  {
    mode: oneOf("DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"),
    caCertificates: text,
    caCrl: text,
    clientCertificate: text,
    privateKey: text,
    credentialName: text,
    subjectAltNames: list(text),
    sni: text,
    insecureSkipVerify: { ...boolean, nullable: true },
  },
  {
    rules: [
      rule(
        "has a credentialName, so it cannot have files of its own",
        (tls) =>
          textOf(tls, "credentialName") === "" ||
          !["caCertificates", "clientCertificate", "privateKey"].some((file) => textOf(tls, file) !== ""),
        { about: "credentialName" },
      ),
      rule("is MUTUAL, so it must have clientCertificate and privateKey, or a credentialName", (tls) => {
        const own = ["clientCertificate", "privateKey"].every((file) => textOf(tls, file) !== "");
        return tls["mode"] !== "MUTUAL" || own || textOf(tls, "credentialName") !== "";
      }),
    ],
  },
);

/** Something must be set. */
const notEmpty: SchemaRule = rule("must set something", (policy) =>
  Object.keys(policy).some((name) => name !== "port"),
);

const portPolicy: Schema = object(
  { port: object({}, { number: portNumber }) },
  { tls: { $ref: "#/$defs/tls" }, ...poolSettings },
  { rules: [notEmpty] },
);

const policySchema: Schema = object(
  {},
  {
    tls: { $ref: "#/$defs/tls" },
    portLevelSettings: list(portPolicy, { maxItems: 4096 }),
    ...poolSettings,
    ...hostSettings,
  },
  { exclusive: ["tunnel", "proxyProtocol"], rules: [notEmpty] },
);

const subsetSchema: Schema = object(
  { name: { ...dnsLabel, meaning: "the name of a subset: lower-case letters, digits and '-'" } },
  { labels: labelsOfObjects, trafficPolicy: { $ref: "#/$defs/policy" } },
);

export const destinationRuleSchema: Schema = object(
  {
    host: {
      ...someText,
      rules: [textRule("must be a host name", (host) => host === "*" || isHost(host.replace(/^\*\.?/, "")))],
    },
  },
  {
    trafficPolicy: { $ref: "#/$defs/policy" },
    subsets: listOrNone(subsetSchema, { uniqueBy: ["name"] }),
    workloadSelector: object({}, { matchLabels: selectorLabels }),
    exportTo: exportToSchema,
  },
  { $defs: { tls: tlsSchema, policy: policySchema, ...poolDefinitions } },
);

/**
 * The rule that stands for one that cannot be read but speaks of TLS: it asks for what cannot be had, so that nothing
 * leaves in the clear that was to be encrypted. Undefined for others, and where the host cannot be read.
 */
export function sendingNothing(body: unknown): DestinationRuleSpec | undefined {
  const { host, trafficPolicy } = (body ?? {}) as { readonly host?: unknown; readonly trafficPolicy?: unknown };
  const { tls, portLevelSettings } = (trafficPolicy ?? {}) as Partial<Record<keyof TrafficPolicy, unknown>>;
  if (typeof host !== "string" || (tls === undefined && portLevelSettings === undefined)) return undefined;
  return { host, trafficPolicy: { tls: { mode: "MUTUAL" } }, subsets: [], exportTo: [] };
}
