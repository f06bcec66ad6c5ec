import type { Resource, ResourceRef } from "./resource.js";
/** An edit of a snapshot. A name in both lists is put, not removed. */
export interface SnapshotChange {
    readonly upserts?: readonly Resource[];
    readonly removals?: readonly ResourceRef[];
}
/** Names of resources that differ between two snapshots (removed ones included), by type. */
export type ChangedNames = ReadonlyMap<string, readonly string[]>;
type Table = readonly Resource[];
type Tables = ReadonlyMap<string, Table>;
/**
 * All resources of one group, immutable: type → name → resource, both sorted.
 * A table is a sorted array: one change in 10,000 copies 10,000 pointers and compares about fourteen names.
 */
export declare class Snapshot {
    #private;
    /** Names that were given twice with different bytes; `inconsistencies` reports them. */
    readonly duplicates: readonly ResourceRef[];
    /** @internal Use `emptySnapshot`, `snapshotOf` or `with`. */
    constructor(tables: Tables, duplicates?: readonly ResourceRef[]);
    /** Type URLs that have at least one resource, sorted. */
    get types(): readonly string[];
    /** The resources of a type, sorted by name. */
    resources(typeUrl: string): readonly Resource[];
    find(typeUrl: string, name: string): Resource | undefined;
    /** Number of resources of all types. */
    get size(): number;
    /** A snapshot with this edit; tables of other types are shared. */
    with(change: SnapshotChange): Snapshot;
}
/** The snapshot without resources. */
export declare const emptySnapshot: Snapshot;
/** A snapshot of these resources. A name given twice with different bytes makes it inconsistent; the last one is kept. */
export declare function snapshotOf(resources: Iterable<Resource>): Snapshot;
/**
 * What differs between two snapshots: every name that is not the very same object in both. Snapshots that share
 * structure are compared quickly; equal bytes in different objects are told apart, because `requires` may differ.
 * @internal
 */
export declare function identityChanges(before: Snapshot, after: Snapshot): ChangedNames;
/**
 * Everything that makes a snapshot unfit to be served, as sentences: names referred to by `requires` that do not exist,
 * and names given twice with different bytes. Empty means consistent.
 */
export declare function inconsistencies(snapshot: Snapshot): readonly string[];
/**
 * The same judgement at the cost of the change: right if `before` was consistent, because only a changed resource can
 * refer to something new and only a removed one can be missed.
 * @internal
 */
export declare function newInconsistencies(after: Snapshot, changed: ChangedNames): readonly string[];
export {};
