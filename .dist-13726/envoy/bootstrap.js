import { isIP } from "node:net";
import { accessLogJson } from "./access-log.js";
import { authorityGuard, xdsCluster } from "./names.js";
import { filledTemplate, } from "./templates.js";
/** The name of a waypoint's Envoy, in the form that operators of this kind of mesh know. */
export function waypointNode(waypoint, address) {
    const [namespace = "", name = ""] = waypoint.split("/");
    return {
        id: `waypoint~${address}~${name}.${namespace}~${namespace}.svc.cluster.local`,
        cluster: `${name}.${namespace}`,
        metadata: { NAMESPACE: namespace, WAYPOINT: waypoint },
    };
}
/**
 * What a waypoint's Envoy is started with, as ProtoJSON. The HBONE listeners are in it and not in LDS, because an edit
 * of them at run time would cut the connections of every client: so there is no way to make one.
 */
export function waypointBootstrap(settings, source) {
    const { node, listen, admin, xds, accessLogFile } = settings;
    return assembled(source, "bootstrap.yaml", {
        values: { ...nodeAndAdmin(node, admin), "xds.ads": ads, "xds.collection": fromAds },
        parts: {
            connect_terminate: [
                "connect-terminate.yaml",
                {
                    "waypoint.address": listen.address,
                    "waypoint.port": listen.port,
                    authority_guard: authorityGuard,
                    "access_log.connects": accessLogJson(accessLogFile),
                    secrets: fromAds,
                    policies: { ...fromAds, initial_fetch_timeout: "5s" },
                },
            ],
            connect_originate: ["connect-originate.yaml", {}],
            "xds.cluster": xdsClusterPart(xds),
        },
    });
}
/** A template whose holes are other templates. */
export function assembled(source, name, { values, parts }) {
    const filled = Object.entries(parts).map(([hole, part]) => [hole, filledTemplate(source, ...part)]);
    const diagnostics = filled.flatMap(([, part]) => part.diagnostics);
    if (diagnostics.length > 0)
        return { diagnostics };
    const pieces = Object.fromEntries(filled.map(([hole, part]) => [hole, part.value]));
    return filledTemplate(source, name, { ...values, ...pieces });
}
export function nodeAndAdmin(node, admin) {
    return {
        "node.id": node.id,
        "node.cluster": node.cluster,
        "node.metadata": node.metadata,
        "admin.address": admin.address,
        "admin.port": admin.port,
    };
}
export function xdsClusterPart(xds) {
    return [
        "xds-cluster.yaml",
        {
            "xds.address": xds.address,
            "xds.port": xds.port,
            "xds.discovery": isIP(xds.address) === 0 ? "STRICT_DNS" : "STATIC",
            "xds.transport_socket": xds.tls === undefined ? undefined : tlsSocket(xds.tls),
        },
    ];
}
/** One stream for everything, with increments only. */
export const ads = {
    api_type: "DELTA_GRPC",
    transport_api_version: "V3",
    set_node_on_first_message_only: true,
    grpc_services: [{ envoy_grpc: { cluster_name: xdsCluster } }],
};
/** Secrets, clusters and listeners: without them nothing can be served, so there is no point in giving up waiting. */
export const fromAds = {
    ads: {},
    resource_api_version: "V3",
    initial_fetch_timeout: "0s",
};
function tlsSocket({ trustedCa, serverName, certificate }) {
    return {
        name: "tls",
        typed_config: {
            "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
            ...(serverName !== undefined && { sni: serverName }),
            common_tls_context: {
                alpn_protocols: ["h2"],
                ...(certificate !== undefined && {
                    tls_certificates: [
                        { certificate_chain: { filename: certificate.certFile }, private_key: { filename: certificate.keyFile } },
                    ],
                }),
                validation_context: {
                    trusted_ca: "file" in trustedCa ? { filename: trustedCa.file } : { inline_string: trustedCa.pem },
                    ...(serverName !== undefined && {
                        match_typed_subject_alt_names: [
                            { san_type: isIP(serverName) === 0 ? "DNS" : "IP_ADDRESS", matcher: { exact: serverName } },
                        ],
                    }),
                },
            },
        },
    };
}
//# sourceMappingURL=bootstrap.js.map