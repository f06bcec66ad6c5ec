import { portNumber } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { anyObject, boolean, list, listOrNone, object, oneOf, someText, text, unread } from "./schema/schema.js";

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
);

const settings = ["connectionPool", "loadBalancer", "outlierDetection"] as const;

export const destinationRuleSchema: Schema = object(
  { host: someText },
  {
    trafficPolicy: object(
      {},
      {
        tls: tlsSchema,
        portLevelSettings: list(
          object({}, { port: object({}, { number: portNumber }), tls: tlsSchema, ...unread(...settings) }),
          { maxItems: 4096 },
        ),
        ...unread(...settings, "proxyProtocol", "retryBudget", "tunnel"),
      },
    ),
    subsets: listOrNone(anyObject),
    workloadSelector: anyObject,
    exportTo: listOrNone(someText),
  },
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
