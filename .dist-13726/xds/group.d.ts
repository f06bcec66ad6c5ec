import type { Resource, ResourceRef } from "./resource.js";
import type { ChangedNames, Snapshot } from "./snapshot.js";
import { Verdicts } from "./verdicts.js";
/** What a publish means for a stream: names by type, or a group that was empty before. */
export type Changes = ChangedNames | "everything";
/** Whoever must hear of changes: a stream. */
export interface Watcher {
    changed(changes: Changes, at: number): void;
    describe(): StreamStatus;
}
/** One type of one open stream. */
export interface SubscriptionStatus {
    readonly typeUrl: string;
    readonly wildcard: boolean;
    /** Names asked for one by one. */
    readonly names: number;
    /** Resources that the client has acknowledged (or named when it connected). */
    readonly held: number;
    readonly pending: number;
    readonly draining: number;
    readonly inFlight: number;
}
/** One open stream. */
export interface StreamStatus {
    readonly node: string;
    readonly protocol: "delta" | "sotw";
    readonly subscriptions: readonly SubscriptionStatus[];
}
/** What a name means to one subscriber now. "withheld": it exists, but every form of it that may be sent was refused. */
export type Wanted = {
    readonly kind: "resource";
    readonly resource: Resource;
} | {
    readonly kind: "withheld";
} | {
    readonly kind: "absent";
};
/** One published group (a waypoint, say): its snapshot, what its clients said of it, and who watches it. */
export declare class Group {
    readonly name: string;
    readonly verdicts: Verdicts;
    readonly watchers: Set<Watcher>;
    snapshot: Snapshot | undefined;
    constructor(name: string);
    /** `heldVersion`: a client that accepted bytes which another one refused keeps them. */
    wanted(ref: ResourceRef, heldVersion: string | undefined): Wanted;
    /** A client acknowledged these bytes. A stub in the place of a name that does not exist is nothing to remember. */
    accepted(item: Resource): void;
    /** Everybody hears of a change even if one watcher throws; the first error is thrown afterwards. */
    wake(changes: Changes, at: number): void;
}
