import type { Schema } from "./schema/schema.js";
/** `ReferenceGrant` (gateway.networking.k8s.io/v1, v1beta1): who may refer into the grant's namespace. */
export interface ReferenceGrantSpec {
    readonly from: readonly {
        readonly group: string;
        readonly kind: string;
        readonly namespace: string;
    }[];
    /** Without a name: every object of the kind. */
    readonly to: readonly {
        readonly group: string;
        readonly kind: string;
        readonly name?: string;
    }[];
}
export declare const referenceGrantSchema: Schema;
