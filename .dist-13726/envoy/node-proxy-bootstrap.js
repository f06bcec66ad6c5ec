import { ads, assembled, fromAds, nodeAndAdmin, xdsClusterPart } from "./bootstrap.js";
/** What a node proxy's Envoy is started with, as ProtoJSON. */
export function nodeProxyBootstrap({ name, admin, xds }, source) {
    const node = { id: `nodeproxy~${name}`, cluster: "nodeproxy", metadata: {} };
    return assembled(source, "node-proxy-bootstrap.yaml", {
        values: { ...nodeAndAdmin(node, admin), "xds.ads": ads, "xds.collection": fromAds },
        parts: { "xds.cluster": xdsClusterPart(xds) },
    });
}
//# sourceMappingURL=node-proxy-bootstrap.js.map