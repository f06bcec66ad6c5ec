import { isIP } from "node:net";
import type { WaypointName } from "../ir/waypoint.js";
import { accessLogJson } from "./access-log.js";
import { authorityGuard, xdsCluster } from "./names.js";
import {
  type Filled,
  filledTemplate,
  type HoleValues,
  type Json,
  type Misfit,
  type TemplateName,
  type Templates,
} from "./templates.js";

/** Who an Envoy says it is. */
export interface EnvoyNode {
  readonly id: string;
  readonly cluster: string;
  readonly metadata: { readonly [key: string]: Json };
}

/** Where the control plane is, as seen from the proxy. */
export interface XdsAddress {
  readonly address: string;
  readonly port: number;
  /** Absent: plaintext. File names or PEM texts; `certificate` if the control plane asks for one. */
  readonly tls?: {
    readonly trustedCa: { readonly file: string } | { readonly pem: string };
    readonly serverName?: string;
    readonly certificate?: { readonly certFile: string; readonly keyFile: string };
  };
}

export interface WaypointBootstrap {
  readonly node: EnvoyNode;
  /** Where the waypoint accepts HBONE. */
  readonly listen: { readonly address: string; readonly port: number };
  readonly admin: { readonly address: string; readonly port: number };
  readonly xds: XdsAddress;
  readonly accessLogFile?: string;
}

/** The name of a waypoint's Envoy, in the form that operators of this kind of mesh know. */
export function waypointNode(waypoint: WaypointName, address: string): EnvoyNode {
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
export function waypointBootstrap(
  settings: WaypointBootstrap,
  source: { readonly templates: Templates; readonly misfit: Misfit },
): Filled {
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

type Part = readonly [TemplateName, HoleValues];

/** A template whose holes are other templates. */
export function assembled(
  source: { readonly templates: Templates; readonly misfit: Misfit },
  name: TemplateName,
  { values, parts }: { readonly values: HoleValues; readonly parts: Readonly<Record<string, Part>> },
): Filled {
  const filled = Object.entries(parts).map(([hole, part]) => [hole, filledTemplate(source, ...part)] as const);
  const diagnostics = filled.flatMap(([, part]) => part.diagnostics);
  if (diagnostics.length > 0) return { diagnostics };
  const pieces = Object.fromEntries(filled.map(([hole, part]) => [hole, part.value]));
  return filledTemplate(source, name, { ...values, ...pieces });
}

export function nodeAndAdmin(node: EnvoyNode, admin: WaypointBootstrap["admin"]): HoleValues {
  return {
    "node.id": node.id,
    "node.cluster": node.cluster,
    "node.metadata": node.metadata,
    "admin.address": admin.address,
    "admin.port": admin.port,
  };
}

export function xdsClusterPart(xds: XdsAddress): Part {
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
export const ads: Json = {
  api_type: "DELTA_GRPC",
  transport_api_version: "V3",
  set_node_on_first_message_only: true,
  grpc_services: [{ envoy_grpc: { cluster_name: xdsCluster } }],
};

/** Secrets, clusters and listeners: without them nothing can be served, so there is no point in giving up waiting. */
export const fromAds: { readonly [key: string]: Json } = {
  ads: {},
  resource_api_version: "V3",
  initial_fetch_timeout: "0s",
};

function tlsSocket({ trustedCa, serverName, certificate }: NonNullable<XdsAddress["tls"]>): Json {
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
