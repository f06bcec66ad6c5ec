/**
 * The input: what users wrote, typed and read-only. Nothing here decides what it means; a resource is kept as it was
 * accepted by its schema, with its defaults applied, and with the place it came from.
 */
import type { Origin } from "../diagnostics/origin.js";
import type { KindSpecs } from "./kinds.js";
/** The kinds waymark reads. The table with their groups, schemas and parsers is `kinds.ts`. */
export type Kind = keyof KindSpecs;
/** The part of Kubernetes ObjectMeta that means something to waymark. */
export interface Metadata {
    readonly name: string;
    /** Empty for cluster-scoped kinds. */
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    /** RFC 3339, as written; absent in most manifests. Decides ties between routes (oldest first). */
    readonly creationTimestamp?: string;
    readonly generation?: number;
}
/** One object of kind `K`. `body` is what its schema describes: `spec`, or the top-level fields of kinds without one. */
export interface Resource<K extends Kind = Kind> {
    readonly kind: K;
    readonly apiVersion: string;
    readonly metadata: Metadata;
    readonly spec: KindSpecs[K];
    readonly status?: unknown;
    /** The object itself; fields are below it: `at(resource.origin, "spec", "rules", 0)`. */
    readonly origin: Origin;
}
/** `Kind/namespace/name`; the namespace is empty for cluster-scoped kinds. */
export type ResourceKey = `${string}/${string}/${string}`;
/** The key of an object. */
export declare function resourceKey(kind: string, namespace: string, name: string): ResourceKey;
/** The key of `resource`. */
export declare function keyOf(resource: Resource): ResourceKey;
