import type { ExtensionProvider, MeshConfigSpec, PathNormalization } from "./mesh-config.js";
/** What holds for the whole mesh, defaults applied. */
export interface MeshConfiguration {
    /** The first part of every SPIFFE id. */
    readonly trustDomain: string;
    /** Other trust domains whose identities are accepted as if they were of ours. */
    readonly trustDomainAliases: readonly string[];
    /** Policies in this namespace hold for the whole mesh. */
    readonly rootNamespace: string;
    /** The DNS suffix behind `<service>.<namespace>.svc.`. */
    readonly clusterDomain: string;
    readonly pathNormalization: {
        readonly normalization: Exclude<PathNormalization, "DEFAULT">;
    };
    /** How many proxies before the gateways append to X-Forwarded-For; 0: nobody in the mesh believes that header. */
    readonly trustedProxies: number;
    /** Where proxies write their access log, such as `/dev/stdout`; absent: nowhere. */
    readonly accessLogFile?: string;
    readonly extensionProviders: readonly ExtensionProvider[];
}
/** A mesh nobody has configured. Path normalisation is BASE, as MeshConfig documents for DEFAULT. */
export declare const defaultMesh: MeshConfiguration;
/** `base` with everything that `spec` says. An empty text counts as not said. */
export declare function configuredMesh(base: MeshConfiguration, spec: MeshConfigSpec): MeshConfiguration;
