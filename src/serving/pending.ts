import type { PendingProxy } from "../control-plane-types.js";
import type { GroupStatus } from "../xds/cache.js";

/** `shop/waypoint` for the group of that waypoint, `local` for the local node proxy. */
export function proxyName(group: string): string {
  return group.slice(group.indexOf("/") + 1);
}

/** Published groups whose clients have not acknowledged everything, or that have no client. */
export function pendingProxies(status: readonly GroupStatus[]): readonly PendingProxy[] {
  return status.flatMap(({ group, resources, streams }): PendingProxy[] => {
    if (resources === undefined) return [];
    const waypoint = proxyName(group);
    if (streams.length === 0) return [{ waypoint, because: "not-connected" }];
    const busy = streams.some(({ subscriptions }) => {
      return subscriptions.length === 0 || subscriptions.some(({ pending, inFlight }) => pending + inFlight > 0);
    });
    return busy ? [{ waypoint, because: "not-acknowledged" }] : [];
  });
}
