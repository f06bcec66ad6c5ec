/** A mesh nobody has configured. Path normalisation is BASE, as MeshConfig documents for DEFAULT. */
export const defaultMesh = {
    trustDomain: "cluster.local",
    trustDomainAliases: [],
    rootNamespace: "istio-system",
    clusterDomain: "cluster.local",
    pathNormalization: { normalization: "BASE" },
    trustedProxies: 0,
    extensionProviders: [],
};
/** `base` with everything that `spec` says. An empty text counts as not said. */
export function configuredMesh(base, spec) {
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
//# sourceMappingURL=mesh-configuration.js.map