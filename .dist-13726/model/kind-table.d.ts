import type { Kind } from "./resource.js";
import type { Schema } from "./schema/schema.js";
/** How objects of one kind are recognised and read. */
export interface KindRow {
    readonly kind: Kind;
    /** Empty for the core group. */
    readonly group: string;
    /** The versions read; all of one shape. The first is the one to recommend. */
    readonly versions: readonly string[];
    readonly scope: "namespaced" | "cluster";
    /** Where the schema applies: to `spec`, or to the object itself without `apiVersion`, `kind`, `metadata` and `status`. */
    readonly body: "spec" | "object";
    readonly schema: Schema;
    /** The body that stands for one that the schema refuses, for kinds whose absence would let more happen. */
    readonly failClosed?: (body: unknown) => unknown;
}
/** The kinds waymark reads. A new kind: a row here, a row in `kinds.ts`, and its own file. */
export declare const kindTable: {
    readonly [K in Kind]: KindRow & {
        readonly kind: K;
    };
};
/** What `apiVersion` and `kind` of an object mean to waymark. */
export type Recognition = {
    readonly is: "known";
    readonly row: KindRow;
}
/** A kind of the table in a version that is not read. */
 | {
    readonly is: "other-version";
    readonly row: KindRow;
} | {
    readonly is: "unknown";
};
export declare function recognise(apiVersion: string, kind: string): Recognition;
/** `gateway.networking.k8s.io/v1`: the version to recommend. */
export declare function apiVersionOf(row: KindRow): string;
