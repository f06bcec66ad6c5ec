import { type Clock } from "./clock.js";
import type { XdsRequest } from "./dialect.js";
import type { XdsEvent } from "./events.js";
import { type StreamStatus } from "./group.js";
import type { Resource } from "./resource.js";
import { type Snapshot, type SnapshotChange } from "./snapshot.js";
import { type StreamParts, XdsStream } from "./stream.js";
import type { Rejection } from "./verdicts.js";
export interface CacheOptions {
    /** Hears everything that happens on all streams; must not throw. */
    readonly onEvent?: (event: XdsEvent) => void;
    /** Default: the clock of this process. */
    readonly clock?: Clock;
}
/** A refused resource of the current snapshot. */
export interface RefusedResource extends Rejection {
    /** Version that is sent in its place; absent: a stub, or nothing. */
    readonly standIn?: string;
}
/** The last refusal of one type by one node. */
export interface NodeError {
    readonly node: string;
    readonly typeUrl: string;
    /** `error_detail.message`. */
    readonly detail: string;
}
export interface GroupStatus {
    readonly group: string;
    /** Number of resources; absent: not published. */
    readonly resources?: number;
    /** What the snapshot holds and clients refused: it is not in effect everywhere. */
    readonly refused: readonly RefusedResource[];
    readonly errors: readonly NodeError[];
    readonly streams: readonly StreamStatus[];
}
/** What a group remembers of its clients' answers, to be kept over a restart. */
export interface GroupMemory {
    readonly accepted: readonly Resource[];
    readonly rejections: readonly Rejection[];
}
/** A snapshot that refers to what it does not hold: a bug of its maker, never served. */
export declare class InconsistentSnapshotError extends Error {
    readonly name: string;
    readonly group: string;
    readonly inconsistencies: readonly string[];
    constructor(group: string, inconsistencies: readonly string[]);
}
/**
 * The published snapshots, by group (all clients of one group get the same). A publish is diffed once, by version, and
 * wakes only the streams of its group; what they send is shared bytes.
 */
export declare class XdsCache {
    #private;
    constructor(options?: CacheOptions);
    /** Replaces the snapshot of a group. Throws InconsistentSnapshotError, and then serves what it served before. */
    publish(group: string, snapshot: Snapshot): void;
    /** Edits the snapshot of a group; the first edit of an unpublished group publishes it. Throws like `publish`. */
    publishChange(group: string, change: SnapshotChange): void;
    /** Unpublishes a group. Its open streams keep what they have and wait for it to be published again. */
    remove(group: string): void;
    /** The published snapshot of a group. */
    snapshot(group: string): Snapshot | undefined;
    /** Names of the published groups, sorted. */
    get groups(): readonly string[];
    /** What clients of this group accepted last and what they refused. */
    memory(group: string): GroupMemory;
    /** Takes over the memory of an earlier process; call it before publishing. */
    restore(group: string, memory: GroupMemory): void;
    /** What is published, refused and connected, sorted by group. */
    status(): readonly GroupStatus[];
    /** Attaches one client stream of any transport; close it when the client is gone. */
    open<R extends XdsRequest>(group: string, parts: StreamParts<R>): XdsStream<R>;
}
