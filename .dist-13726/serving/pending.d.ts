import type { PendingProxy } from "../control-plane-types.js";
import type { GroupStatus } from "../xds/cache.js";
/** `shop/waypoint` for the group of that waypoint, `local` for the local node proxy. */
export declare function proxyName(group: string): string;
/** Published groups whose clients have not acknowledged everything, or that have no client. */
export declare function pendingProxies(status: readonly GroupStatus[]): readonly PendingProxy[];
