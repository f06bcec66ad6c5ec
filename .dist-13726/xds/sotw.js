import { createHash } from "node:crypto";
import { joined, textField } from "./wire.js";
/** The state-of-the-world variant: requests name all that is wanted; responses of listeners and clusters, all there is. */
export const sotw = {
    protocol: "sotw",
    // The client answers the response it has not seen yet with the same names again.
    staleRequestsCount: false,
    // There is no word for "removed" but absence from a whole list, and only the newest nonce can be answered.
    rule: (rule) => ({ ...rule, removable: rule.whole === "always", window: 1 }),
    interest,
    compose,
};
function interest(subscription, request, context) {
    const first = !subscription.started;
    subscription.started = true;
    const names = new Set(request.names);
    const star = names.delete("*");
    subscription.legacyWildcard = names.size === 0 && !star && (first || subscription.legacyWildcard);
    const hadWildcard = subscription.wildcard;
    subscription.wildcard = star || subscription.legacyWildcard;
    for (const name of [...subscription.names])
        if (!names.has(name))
            subscription.names.delete(name);
    for (const name of names) {
        if (subscription.names.has(name))
            continue;
        subscription.names.add(name);
        subscription.held.delete(name);
        subscription.mark(name, { since: context.now, asked: true });
        subscription.owesAnswer ||= subscription.whole;
    }
    subscription.forgetUncovered();
    const startsOver = !first && request.nonce === "";
    if (startsOver)
        subscription.held.clear();
    if (startsOver || (subscription.wildcard && !hadWildcard)) {
        subscription.owesAnswer ||= subscription.whole;
        subscription.markAll(context.now);
    }
    if (first && request.version !== "")
        subscription.honourVersion(request.version, versionOf);
}
// DiscoveryResponse { version_info = 1, resources = 2, type_url = 4, nonce = 5 }.
function compose(subscription, changes) {
    const resources = subscription.whole ? wholeState(subscription, changes) : puts(changes);
    const version = versionOf(resources);
    return {
        key: `sotw\0${version}`,
        encode: (nonce) => joined([
            textField(1, version),
            ...resources.map((item) => item.sotwWire),
            textField(4, subscription.rule.typeUrl),
            textField(5, nonce),
        ]),
    };
}
function puts(changes) {
    return changes.flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
}
/** What the client has, with these changes. */
function wholeState(subscription, changes) {
    const state = new Map();
    for (const [name, held] of subscription.held)
        if (typeof held === "object")
            state.set(name, held);
    for (const { name, resource } of changes) {
        if (resource === undefined)
            state.delete(name);
        else
            state.set(name, resource);
    }
    return [...state.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
/** A version of these resources together: same resources, same version, in every process. */
function versionOf(resources) {
    const hash = createHash("sha256");
    for (const { name, version } of resources)
        hash.update(`${name}\0${version}\0`);
    return hash.digest("hex").slice(0, 32);
}
//# sourceMappingURL=sotw.js.map