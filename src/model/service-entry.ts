import { dnsLabel, isHost, portNumber } from "./schema/forms.js";
import type { Schema, SchemaRule } from "./schema/schema.js";
import {
  distinct,
  entriesOf,
  list,
  listOrNone,
  listRule,
  membersOf,
  object,
  oneOf,
  rule,
  text,
  textOf,
  textRule,
  withDefault,
} from "./schema/schema.js";
import type { MatchLabels } from "./selectors.js";
import { selectorLabels } from "./selectors.js";
import type { WorkloadEntrySpec } from "./workload-entry.js";
import { workloadEntrySchema } from "./workload-entry.js";

/** `ServiceEntry` (networking.istio.io/v1): names that clients of the mesh may use, and what answers under them. */
export interface ServiceEntrySpec {
  readonly hosts: readonly string[];
  /** Virtual addresses, single ones or ranges. */
  readonly addresses: readonly string[];
  readonly ports: readonly EntryPort[];
  readonly location: "MESH_EXTERNAL" | "MESH_INTERNAL";
  readonly resolution: Resolution;
  /** Absent with `workloadSelector`. */
  readonly endpoints?: readonly WorkloadEntrySpec[];
  /** Pods and WorkloadEntries of the own namespace. */
  readonly workloadSelector?: { readonly labels?: MatchLabels };
  /** Namespaces whose clients may use it: names, `.` (the own one), `*` (all); none: all. */
  readonly exportTo: readonly string[];
  /** What the server's certificate must be for, one of them, where the mesh originates TLS. */
  readonly subjectAltNames: readonly string[];
}

/** How the addresses behind the hosts are found. */
export type Resolution = "NONE" | "STATIC" | "DNS" | "DNS_ROUND_ROBIN" | "DYNAMIC_DNS";

export interface EntryPort {
  readonly number: number;
  readonly name: string;
  /** `HTTP`, `HTTPS`, `TLS`, `GRPC`, `HTTP2`, `TCP`, …; in any case. */
  readonly protocol?: string;
  /** `number` if absent. */
  readonly targetPort?: number;
}

/** What a port can be declared to speak, in any case. */
const protocols: ReadonlySet<string> = new Set([
  "TCP",
  "UDP",
  "GRPC",
  "GRPC-WEB",
  "HTTP",
  "HTTP_PROXY",
  "HTTP2",
  "HTTPS",
  "TLS",
  "MONGO",
  "REDIS",
  "MYSQL",
  "HBONE",
  "DOUBLE-HBONE",
]);

const portSchema: Schema = object(
  {
    number: portNumber,
    name: {
      ...dnsLabel,
      meaning: "the name of a port: lower-case letters, digits and '-', with a letter or digit at both ends",
    },
  },
  {
    protocol: {
      type: "string",
      maxLength: 256,
      rules: [
        textRule("is no protocol that the API knows", (text) => text === "" || protocols.has(text.toUpperCase())),
      ],
    },
    targetPort: portNumber,
  },
);

/** `.` (the own namespace), `*` (all), `~` (none), or the name of a namespace. */
export const exportToSchema: Schema = listOrNone(
  {
    type: "string",
    minLength: 1,
    pattern: `^[.*~]$|${dnsLabel.pattern}`,
    meaning: "the name of a namespace, '.' or '*'",
  },
  {
    rules: [
      distinct,
      {
        says: "must have * or ~ alone",
        of: "array",
        holds: (entries: readonly unknown[]) => entries.length < 2 || !(entries.includes("*") || entries.includes("~")),
      },
    ],
  },
);

const numbersDiffer = listRule("has the same number twice", (ports) => {
  const numbers = ports.map(({ number }) => number);
  return new Set(numbers).size === numbers.length;
});

const entryRules: readonly SchemaRule[] = [
  rule(
    "has ranges of addresses, so its resolution must be NONE or STATIC",
    ({ addresses, resolution }) =>
      ["NONE", "STATIC"].includes(String(resolution)) ||
      !(Array.isArray(addresses) && addresses.some((address) => String(address).includes("/"))),
    { about: "addresses" },
  ),
  rule(
    "has several hosts, which a port of TCP cannot tell apart",
    (entry) => {
      const { hosts, resolution } = entry;
      const byName = /^(http|https|tls|http2|http_proxy|grpc|grpc-web)$/i;
      if (resolution === "NONE" || !Array.isArray(hosts) || hosts.length < 2) return true;
      return entriesOf(entry, "ports").every((port) => byName.test(textOf(port, "protocol")));
    },
    { about: "hosts", advice: "Declare a protocol that names its host, or write an entry for each host." },
  ),
  rule(
    "has endpoints with ports that it does not declare",
    (entry) => {
      const names = entriesOf(entry, "ports").map((port) => port["name"]);
      const used = entriesOf(entry, "endpoints").flatMap((endpoint) => Object.keys(membersOf(endpoint, "ports")));
      return textOf(entry, "resolution") === "NONE" || used.every((name) => names.includes(name));
    },
    { about: "endpoints" },
  ),
];

export const serviceEntrySchema: Schema = object(
  {
    hosts: list(
      {
        type: "string",
        minLength: 1,
        pattern: "^(?!\\*$)",
        meaning: "a host name; `*` alone is none",
        rules: [
          textRule(
            "must be a host name, with `*` at most in front",
            (host) => host === "*" || isHost(host.replace(/^\*\.?/, "")),
          ),
        ],
      },
      { minItems: 1, maxItems: 256 },
    ),
  },
  {
    addresses: listOrNone({ type: "string", maxLength: 64 }, { maxItems: 256 }),
    ports: listOrNone(portSchema, { maxItems: 256, uniqueBy: ["name"], rules: [numbersDiffer] }),
    location: withDefault("MESH_EXTERNAL", oneOf("MESH_EXTERNAL", "MESH_INTERNAL")),
    resolution: withDefault("NONE", oneOf("NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS")),
    endpoints: list(workloadEntrySchema, { maxItems: 4096 }),
    workloadSelector: object({}, { labels: { ...selectorLabels, maxProperties: 256 } }),
    exportTo: exportToSchema,
    subjectAltNames: listOrNone(text),
  },
  { exclusive: ["workloadSelector", "endpoints"], rules: entryRules },
);
