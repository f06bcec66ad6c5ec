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
  readonly pathNormalization: { readonly normalization: Exclude<PathNormalization, "DEFAULT"> };
  /** How many proxies before the gateways append to X-Forwarded-For; 0: nobody in the mesh believes that header. */
  readonly trustedProxies: number;
  /** Where proxies write their access log, such as `/dev/stdout`; absent: nowhere. */
  readonly accessLogFile?: string;
  readonly extensionProviders: readonly ExtensionProvider[];
}

/** A mesh nobody has configured. Path normalisation is BASE, as MeshConfig documents for DEFAULT. */
export const defaultMesh: MeshConfiguration = {
  trustDomain: "cluster.local",
  trustDomainAliases: [],
  rootNamespace: "istio-system",
  clusterDomain: "cluster.local",
  pathNormalization: { normalization: "BASE" },
  trustedProxies: 0,
  extensionProviders: [],
};

/** `base` with everything that `spec` says. An empty text counts as not said. */
export function configuredMesh(base: MeshConfiguration, spec: MeshConfigSpec): MeshConfiguration {
  const normalization = spec.pathNormalization?.normalization ?? "DEFAULT";
  const accessLogFile = spec.accessLogFile || base.accessLogFile;
  return {
    trustDomain: spec.trustDomain || base.trustDomain,
    trustDomainAliases: spec.trustDomainAliases ?? base.trustDomainAliases,
    rootNamespace: spec.rootNamespace || base.rootNamespace,
    clusterDomain: spec.clusterDomain || base.clusterDomain,
    trustedProxies: spec.defaultConfig?.gatewayTopology?.numTrustedProxies ?? base.trustedProxies,
    pathNormalization: normalization === "DEFAULT" ? base.pathNormalization : { normalization },
    ...(accessLogFile !== undefined && { accessLogFile }),
    extensionProviders: spec.extensionProviders ?? base.extensionProviders,
  };
}
