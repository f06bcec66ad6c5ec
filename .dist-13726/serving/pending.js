/** `shop/waypoint` for the group of that waypoint, `local` for the local node proxy. */
export function proxyName(group) {
    return group.slice(group.indexOf("/") + 1);
}
/** Published groups whose clients have not acknowledged everything, or that have no client. */
export function pendingProxies(status) {
    return status.flatMap(({ group, resources, streams }) => {
        if (resources === undefined)
            return [];
        const waypoint = proxyName(group);
        if (streams.length === 0)
            return [{ waypoint, because: "not-connected" }];
        const busy = streams.some(({ subscriptions }) => {
            return subscriptions.length === 0 || subscriptions.some(({ pending, inFlight }) => pending + inFlight > 0);
        });
        return busy ? [{ waypoint, because: "not-acknowledged" }] : [];
    });
}
//# sourceMappingURL=pending.js.map