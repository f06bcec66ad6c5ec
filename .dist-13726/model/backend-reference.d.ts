import type { Schema } from "./schema/schema.js";
/** An object that requests can be sent to. */
export interface BackendReference {
    readonly group: string;
    readonly kind: string;
    /** Absent: the namespace of the route. */
    readonly namespace?: string;
    readonly name: string;
    /** Required for a Service. */
    readonly port?: number;
}
/** A host name among the backends of routes, as `second/first` of its labels: that of a Service is found as the Service. */
export declare function hostKey(host: string): string;
/** The fields of {@link BackendReference} besides `name`. */
export declare const backendReferenceFields: Readonly<Record<string, Schema>>;
export declare const backendReferenceSchema: Schema;
