import type { Schema } from "./schema/schema.js";
/** `GatewayClass` (gateway.networking.k8s.io/v1). */
export interface GatewayClassSpec {
    readonly controllerName: string;
    readonly description?: string;
    readonly parametersRef?: {
        readonly group: string;
        readonly kind: string;
        readonly name: string;
        readonly namespace?: string;
    };
}
export declare const gatewayClassSchema: Schema;
