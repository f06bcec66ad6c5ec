/** The schemas of the settings of a DestinationRule that waymark does not honour: mistakes in them are told all the same. */
import { isIP } from "node:net";
import { isHost, protoDuration, someTime } from "./schema/forms.js";
import type { Members, Schema, SchemaRule } from "./schema/schema.js";
import {
  boolean,
  entriesOf,
  integer,
  list,
  mapOf,
  membersOf,
  object,
  oneOf,
  rule,
  someText,
  text,
  textOf,
  textRule,
} from "./schema/schema.js";

const count = integer(0, 2 ** 32 - 1);
const percent = integer(0, 100);
const maybe = (schema: Schema): Schema => ({ ...schema, nullable: true });
const fraction = (maximum = Number.MAX_VALUE): Schema => maybe({ type: "number", minimum: 0, maximum });
const onOrOff = maybe(boolean);

const connectionPool: Schema = object(
  {},
  {
    http: object(
      {},
      {
        h2UpgradePolicy: oneOf("DEFAULT", "DO_NOT_UPGRADE", "UPGRADE"),
        http1MaxPendingRequests: integer(0),
        http2KeepAlive: object({}, { interval: someTime, timeout: someTime }),
        http2MaxRequests: integer(0),
        idleTimeout: someTime,
        maxConcurrentStreams: integer(0),
        maxRequestsPerConnection: integer(0),
        maxRetries: integer(0),
        useClientProtocol: boolean,
      },
      {
        rules: [
          rule(
            "upgrades to HTTP/2, so it cannot use the client's protocol",
            ({ h2UpgradePolicy, useClientProtocol }) => h2UpgradePolicy !== "UPGRADE" || useClientProtocol !== true,
            { about: "useClientProtocol" },
          ),
        ],
      },
    ),
    tcp: object(
      {},
      {
        connectTimeout: someTime,
        idleTimeout: someTime,
        maxConnectionDuration: someTime,
        maxConnections: integer(0),
        tcpKeepalive: object({}, { interval: someTime, probes: count, time: someTime }),
      },
    ),
  },
  { rules: [rule("must have http or tcp", ({ http, tcp }) => (http ?? tcp) !== undefined)] },
);

/** What stands for one of several ways, of which none is possible, too. */
const atMostOne = (...names: readonly string[]): Pick<Schema, "exclusive"> => ({ exclusive: names });

const mostTableEntries = 5_000_011;

const consistentHash: Schema = object(
  {},
  {
    httpCookie: object(
      { name: someText },
      { attributes: list(object({ name: text }, { value: text })), path: text, ttl: protoDuration },
    ),
    httpHeaderName: text,
    httpQueryParameterName: text,
    useSourceIp: boolean,
    maglev: object({}, { tableSize: integer(0, Number.MAX_SAFE_INTEGER) }, { rules: [primeTable()] }),
    ringHash: object({}, { minimumRingSize: integer(0, Number.MAX_SAFE_INTEGER) }),
    minimumRingSize: integer(0, Number.MAX_SAFE_INTEGER),
  },
  {
    ...atMostOne("httpHeaderName", "httpCookie", "useSourceIp", "httpQueryParameterName"),
    rules: [
      rule("must have at most one of maglev and ringHash", ({ maglev, ringHash }) => !(maglev && ringHash)),
      rule(
        "has a minimumRingSize, which goes with neither maglev nor ringHash",
        ({ minimumRingSize, maglev, ringHash }) => !minimumRingSize || (maglev ?? ringHash) === undefined,
        { about: "minimumRingSize" },
      ),
    ],
  },
);

function primeTable(): SchemaRule {
  return rule(
    `must have a tableSize that is a prime number below ${mostTableEntries}`,
    ({ tableSize }) => typeof tableSize === "number" && tableSize < mostTableEntries && isPrime(tableSize),
    { about: "tableSize" },
  );
}

function isPrime(number: number): boolean {
  for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) return false;
  return number > 0;
}

const failover = list(object({}, { from: text, to: text }));

const localityLbSetting: Schema = object(
  {},
  {
    distribute: list(object({}, { from: text, to: mapOf(count) })),
    enabled: onOrOff,
    failover,
    failoverPriority: list(text),
  },
  {
    rules: [
      rule("cannot have both distribute and failover", (setting) => {
        return entriesOf(setting, "distribute").length === 0 || entriesOf(setting, "failover").length === 0;
      }),
      rule("must distribute 100 percent from each place", (setting) => {
        return entriesOf(setting, "distribute").every((entry) => sharesOf(entry) === 100);
      }),
      rule("cannot fail over to the region that fails", (setting) => {
        return entriesOf(setting, "failover").every((entry) => textOf(entry, "from") !== textOf(entry, "to"));
      }),
    ],
  },
);

function sharesOf(entry: Members): number {
  return Object.values(membersOf(entry, "to")).reduce<number>((sum, share) => sum + Number(share), 0);
}

const loadBalancer: Schema = object(
  {},
  {
    simple: oneOf("UNSPECIFIED", "LEAST_CONN", "RANDOM", "PASSTHROUGH", "ROUND_ROBIN", "LEAST_REQUEST"),
    consistentHash,
    backendUtilization: object(
      {},
      {
        errorUtilizationPenaltyPercent: count,
        metricNamesForComputingUtilization: list(text),
        weightExpirationPeriod: text,
        weightStabilizationPeriod: text,
        weightUpdatePeriod: text,
      },
    ),
    localityLbSetting,
    warmup: object({ duration: someTime }, { aggression: fraction(), minimumPercent: fraction(100) }),
    warmupDurationSecs: someTime,
    zoneAwareLbSetting: object(
      {},
      { enabled: onOrOff, failover, failoverPriority: list(text), minClusterSize: maybe(integer(1, 2 ** 32 - 1)) },
    ),
  },
  atMostOne("simple", "consistentHash", "backendUtilization"),
);

const outlierDetection: Schema = object(
  {},
  {
    baseEjectionTime: someTime,
    consecutive5xxErrors: maybe(count),
    consecutiveErrors: { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
    consecutiveGatewayErrors: maybe(count),
    consecutiveLocalOriginFailures: maybe(count),
    interval: someTime,
    maxEjectionPercent: percent,
    minHealthPercent: percent,
    outlierDetectionHttpErrorCodes: list(integer(100, 599)),
    splitExternalLocalOriginErrors: boolean,
  },
  {
    rules: [
      rule(
        "counts failures of its own side, so it must have splitExternalLocalOriginErrors",
        ({ consecutiveLocalOriginFailures, splitExternalLocalOriginErrors }) =>
          !consecutiveLocalOriginFailures || splitExternalLocalOriginErrors === true,
        { about: "consecutiveLocalOriginFailures" },
      ),
    ],
  },
);

/** Settings that a port can have of its own. */
export const poolSettings: Readonly<Record<string, Schema>> = {
  connectionPool: { $ref: "#/$defs/connectionPool" },
  loadBalancer: { $ref: "#/$defs/loadBalancer" },
  outlierDetection: { $ref: "#/$defs/outlierDetection" },
};

export const poolDefinitions: Readonly<Record<string, Schema>> = { connectionPool, loadBalancer, outlierDetection };

/** Settings of a whole host. */
export const hostSettings: Readonly<Record<string, Schema>> = {
  proxyProtocol: object({}, { version: oneOf("V1", "V2") }),
  retryBudget: object({}, { budgetInterval: text, minRetryConcurrency: count, percent: fraction(100) }),
  tunnel: object(
    {
      targetHost: {
        type: "string",
        rules: [textRule("must be a host name or an IP address", (host) => isHost(host) || isIP(host) !== 0)],
      },
      targetPort: integer(1, 65535),
    },
    { protocol: oneOf("", "CONNECT", "POST") },
  ),
};
