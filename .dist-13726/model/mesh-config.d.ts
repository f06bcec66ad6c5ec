import type { Schema } from "./schema/schema.js";
/** `MeshConfig` (waymark.dev/v1alpha1), or the `mesh` key of the ConfigMap `istio`: the field names of Istio's MeshConfig that are honoured. */
export interface MeshConfigSpec {
    readonly trustDomain?: string;
    readonly trustDomainAliases?: readonly string[];
    readonly rootNamespace?: string;
    readonly clusterDomain?: string;
    readonly pathNormalization?: {
        readonly normalization?: PathNormalization;
    };
    readonly accessLogFile?: string;
    readonly defaultConfig?: {
        readonly gatewayTopology?: {
            readonly numTrustedProxies?: number;
        };
    };
    readonly extensionProviders?: readonly ExtensionProvider[];
}
/** What is done to a path before it is judged and routed (`ProxyPathNormalization.NormalizationType`). */
export type PathNormalization = "DEFAULT" | "NONE" | "BASE" | "MERGE_SLASHES" | "DECODE_AND_MERGE_SLASHES";
/** A service outside waymark that policies may name. Members are as written: who honours one reads it. */
export interface ExtensionProvider {
    readonly name: string;
    readonly [member: string]: unknown;
}
export declare const meshConfigSchema: Schema;
