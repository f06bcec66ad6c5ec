import { envoy } from "../../generated/envoy.js";
import { duration } from "./settings.js";
const { DiscoveryType, LbPolicy } = envoy.config.cluster.v3.Cluster;
const { DnsLookupFamily } = envoy.extensions.clusters.common.dns.v3;
/** The part of a cluster that says how its endpoints are found, where Envoy finds them itself. */
export function discovered(name, discovery, endpoints) {
    if (discovery.kind === "as-asked")
        return asAsked(discovery.port);
    return {
        clusterType: { name: "envoy.clusters.dns", typedConfig: dnsNames(discovery.kind === "dns-round-robin") },
        lbPolicy: LbPolicy.LEAST_REQUEST,
        loadAssignment: { clusterName: name, endpoints: [{ lbEndpoints: endpoints.map(named) }] },
        // A name server that does not answer must not hold up everything else that the proxy is told.
        waitForWarmOnInit: { value: false },
    };
}
function dnsNames(oneAtATime) {
    return {
        type: "envoy.extensions.clusters.dns.v3.DnsCluster",
        value: {
            dnsRefreshRate: { seconds: 60 },
            respectDnsTtl: true,
            // A name that leads nowhere now may soon lead somewhere.
            dnsFailureRefreshRate: { baseInterval: { seconds: 1 }, maxInterval: { seconds: 10 } },
            dnsLookupFamily: DnsLookupFamily.V4_PREFERRED,
            allAddressesInSingleEndpoint: oneAtATime,
        },
    };
}
/** To the address that the client named in its CONNECT: only addresses that a service declared get that far. */
function asAsked(port) {
    return {
        type: DiscoveryType.ORIGINAL_DST,
        lbPolicy: LbPolicy.CLUSTER_PROVIDED,
        cleanupInterval: duration(60_000),
        ...(port !== undefined && { originalDstLbConfig: { upstreamPortOverride: { value: port } } }),
    };
}
function named({ address, port, weight }) {
    return {
        endpoint: { address: { socketAddress: { address, portValue: port } } },
        loadBalancingWeight: { value: weight },
    };
}
//# sourceMappingURL=discovered-cluster.js.map