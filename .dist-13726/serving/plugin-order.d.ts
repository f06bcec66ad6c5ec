import type { XdsCache } from "../xds/cache.js";
import type { XdsEvent } from "../xds/events.js";
import type { SnapshotChange } from "../xds/snapshot.js";
export interface PluginOrderOptions {
    readonly cache: Pick<XdsCache, "publishChange" | "snapshot" | "status">;
    /** What waited could not be published. */
    readonly onFailure: (group: string, error: unknown) => void;
}
/** Publishes, and holds back what must wait. */
export declare class PluginOrder {
    #private;
    constructor(options: PluginOrderOptions);
    /** Publishes an edit, except for slots that must wait. @throws like the cache */
    publish(group: string, { upserts, removals }: SnapshotChange): void;
    /** A proxy has a plugin, or refuses it: what it gets in its place is in effect, so nothing waits for it any more. */
    heard(event: XdsEvent): void;
    /** The group is gone. */
    forget(group: string): void;
    close(): void;
}
