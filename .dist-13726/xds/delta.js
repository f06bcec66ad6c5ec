import { joined, textField } from "./wire.js";
/** The incremental variant: requests and responses name what changes. */
export const delta = {
    protocol: "delta",
    // Subscribing is incremental too: a request that is ignored would be lost.
    staleRequestsCount: true,
    rule: (rule) => ({ ...rule, whole: "never" }),
    interest,
    compose,
};
function interest(subscription, request, context) {
    const first = !subscription.started;
    subscription.started = true;
    if (first) {
        for (const [name, version] of request.initialVersions) {
            if (!context.mustAnswer(name))
                subscription.held.set(name, version);
        }
        // A first request without names is a wildcard (xDS protocol, "How the client specifies what resources to return").
        if (request.subscribe.length === 0)
            subscribeAll(subscription, context.now);
    }
    for (const name of request.subscribe) {
        if (name === "*")
            subscribeAll(subscription, context.now);
        else
            subscribe(subscription, name, { now: context.now, honourHeld: first });
    }
    for (const name of request.unsubscribe)
        unsubscribe(subscription, name, context.now);
    if (first && subscription.wildcard && subscription.held.size === 0)
        subscription.owesAnswer = true;
    if (first)
        subscription.forgetUncovered();
}
function subscribeAll(subscription, now) {
    // Asked a second time, the client may have forgotten everything.
    if (subscription.wildcard)
        for (const name of subscription.held.keys())
            subscription.mark(name, { since: now, forced: true });
    subscription.wildcard = true;
    subscription.markAll(now);
}
// A name that is subscribed again must be sent again: the client may have forgotten it (xDS protocol, "Subscribing to
// Resources"). Only what it claims to have when it connects is spared.
function subscribe(subscription, name, how) {
    subscription.names.add(name);
    if (!how.honourHeld)
        subscription.held.delete(name);
    subscription.mark(name, { since: how.now, asked: true, forced: !how.honourHeld });
}
function unsubscribe(subscription, name, now) {
    if (name === "*") {
        subscription.wildcard = false;
        subscription.forgetUncovered();
        return;
    }
    if (!subscription.names.delete(name))
        return;
    // Still wanted by the wildcard: the client has forgotten it and must be told (xDS protocol, "Unsubscribing").
    if (subscription.wildcard)
        subscription.mark(name, { since: now, asked: true, forced: true });
    else
        subscription.forget(name);
}
// DeltaDiscoveryResponse { resources = 2, type_url = 4, nonce = 5, removed_resources = 6 }.
function compose(subscription, changes) {
    const [only] = changes;
    const encode = (nonce) => joined([
        ...changes.flatMap(({ resource }) => (resource === undefined ? [] : [resource.deltaWire])),
        textField(4, subscription.rule.typeUrl),
        textField(5, nonce),
        ...changes.flatMap(({ name, resource }) => (resource === undefined ? [textField(6, name)] : [])),
    ]);
    if (changes.length !== 1 || only?.resource === undefined)
        return { encode };
    return { key: `delta\0${only.name}\0${only.resource.version}`, encode };
}
//# sourceMappingURL=delta.js.map