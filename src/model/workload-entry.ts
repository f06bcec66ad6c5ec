import { isIP } from "node:net";
import { isHost, labelsOfObjects, portLabel, portNumber } from "./schema/forms.js";
import type { Schema } from "./schema/schema.js";
import { integer, mapOf, object, rule, textOf, textRule } from "./schema/schema.js";

/** `WorkloadEntry` (networking.istio.io/v1): a place outside the cluster that answers; also an endpoint of a ServiceEntry. */
export interface WorkloadEntrySpec {
  /** An IP address, a DNS name (resolutions DNS and DNS_ROUND_ROBIN), or `unix://` and a path. */
  readonly address?: string;
  /** The endpoint's ports by the names of the service's ports. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** Endpoints of another network are reached through its gateway. */
  readonly network?: string;
  /** `region/zone/subzone`. */
  readonly locality?: string;
  /** Relative; absent or 0: 1. */
  readonly weight?: number;
  /** Whose identity the endpoint proves. */
  readonly serviceAccount?: string;
}

export const workloadEntrySchema: Schema = object(
  {},
  {
    address: {
      type: "string",
      maxLength: 256,
      rules: [textRule("must be an IP address, a host name, or unix:// and the absolute path of a socket", isAddress)],
    },
    ports: mapOf(portNumber, { maxProperties: 128, rules: [portLabel] }),
    labels: { ...labelsOfObjects, maxProperties: 256 },
    network: { type: "string", maxLength: 2048 },
    locality: { type: "string", maxLength: 2048 },
    weight: integer(0, 2 ** 32 - 1),
    serviceAccount: { type: "string", maxLength: 253 },
  },
  {
    rules: [
      rule("must have an address, or a network", ({ address, network }) => (address ?? network) !== undefined),
      rule(
        "is a Unix socket, which has no ports",
        (entry) => !textOf(entry, "address").startsWith("unix://") || entry["ports"] === undefined,
        { about: "ports" },
      ),
    ],
  },
);

function isAddress(text: string): boolean {
  if (text.startsWith("unix://")) return /^unix:\/\/(@|\/.*[^/]$)/s.test(text);
  return text === "" || isIP(text) !== 0 || isHost(text);
}
