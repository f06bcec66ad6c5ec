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
};
// Envoy's own default for --drain-time-s.
const drainMs = 600_000;
const plain = { whole: "wildcard", alone: false, removable: true, drainMs: 0, window: 1 };
const rules = [
    // Certificates before the clusters and listeners that wait for them.
    { ...plain, typeUrl: typeUrls.secret, removable: false },
    // Envoy withholds the ACK of an updated cluster until its endpoints come, and does not ask for them again in delta.
    { ...plain, typeUrl: typeUrls.cluster, whole: "always", drainMs, followedBy: typeUrls.endpoint },
    { ...plain, typeUrl: typeUrls.endpoint, drainMs },
    { ...plain, typeUrl: typeUrls.listener, whole: "always" },
    // A removal of a route table or extension that a listener waits for leaves that listener warming for ever.
    { ...plain, typeUrl: typeUrls.route, removable: false, drainMs },
    // Envoy acknowledges rejected extension bytes silently when they come a second time, so the first answer must already
    // name the culprit: one a response. The window makes up for the round trips.
    { ...plain, typeUrl: typeUrls.extension, removable: false, drainMs, alone: true, window: 32 },
];
const byTypeUrl = new Map(rules.map((rule, rank) => [rule.typeUrl, { ...rule, rank }]));
/** The delivery rules of a type; a type without rules of its own comes last. */
export function ruleFor(typeUrl) {
    return byTypeUrl.get(typeUrl) ?? { ...plain, typeUrl, rank: rules.length };
}
/** Whether resources of this type follow those of another one. */
export function followsAnother(typeUrl) {
    return rules.some((rule) => rule.followedBy === typeUrl);
}
//# sourceMappingURL=order.js.map