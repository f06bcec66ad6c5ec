/**
 * How each type wants to be delivered. The list is the order inside a stream: what comes first must be there before
 * what comes later refers to it (xDS protocol, "Eventual consistency considerations").
 */

/** Type URLs that have delivery rules of their own. */
export const typeUrls = {
  secret: "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret",
  cluster: "type.googleapis.com/envoy.config.cluster.v3.Cluster",
  endpoint: "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment",
  listener: "type.googleapis.com/envoy.config.listener.v3.Listener",
  route: "type.googleapis.com/envoy.config.route.v3.RouteConfiguration",
  extension: "type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig",
} as const;

/** Delivery rules of one type. */
export interface TypeRule {
  readonly typeUrl: string;
  /** Position in a stream: lower first. */
  readonly rank: number;
  /**
   * State of the world: when a response lists all that exists, so that what is missing is removed (xDS protocol,
   * "Deleting resources"). Delta responses never do.
   */
  readonly whole: "always" | "wildcard" | "never";
  /** Always one resource a response, in the first answer too. */
  readonly alone: boolean;
  /** Delta: whether a name that the client asked for may be answered in `removed_resources`. */
  readonly removable: boolean;
  /** How long a client keeps a name that is gone from the snapshot, unless the caller says otherwise. */
  readonly drainMs: number;
  /** Delta: responses of this type that may be unanswered at a time. */
  readonly window: number;
  /** A client that refused bytes hands them on to whoever asks for the name later, unless it is sent others. */
  readonly keepsRefused: boolean;
  /** A type whose resources must follow each (re)sent resource of this type that requires them. */
  readonly followedBy?: string;
}

// Envoy's own default for --drain-time-s.
const drainMs = 600_000;
const plain = { whole: "wildcard", alone: false, removable: true, drainMs: 0, window: 1, keepsRefused: false } as const;

const rules: readonly Omit<TypeRule, "rank">[] = [
  // Certificates before the clusters and listeners that wait for them.
  { ...plain, typeUrl: typeUrls.secret, removable: false },
  // Envoy withholds the ACK of an updated cluster until its endpoints come, and does not ask for them again in delta.
  { ...plain, typeUrl: typeUrls.cluster, whole: "always", drainMs, followedBy: typeUrls.endpoint },
  { ...plain, typeUrl: typeUrls.endpoint, drainMs },
  { ...plain, typeUrl: typeUrls.listener, whole: "always" },
  // A removal of a route table or extension that a listener waits for leaves that listener warming for ever.
  { ...plain, typeUrl: typeUrls.route, removable: false, drainMs },
  // Envoy acknowledges rejected extension bytes silently when they come a second time, so the first answer must already
  // name the culprit: one a response. The window makes up for the round trips. A filter that is new makes its first
  // instance of the bytes that came last, though they were refused: so what was accepted before is sent again.
  { ...plain, typeUrl: typeUrls.extension, removable: false, drainMs, alone: true, window: 32, keepsRefused: true },
];

const byTypeUrl: ReadonlyMap<string, TypeRule> = new Map(
  rules.map((rule, rank) => [rule.typeUrl, { ...rule, rank }] as const),
);

/** The delivery rules of a type; a type without rules of its own comes last. */
export function ruleFor(typeUrl: string): TypeRule {
  return byTypeUrl.get(typeUrl) ?? { ...plain, typeUrl, rank: rules.length };
}

/** Whether resources of this type follow those of another one. */
export function followsAnother(typeUrl: string): boolean {
  return rules.some((rule) => rule.followedBy === typeUrl);
}
