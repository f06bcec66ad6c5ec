import { ads, assembled, fromAds, nodeAndAdmin, type XdsAddress, xdsClusterPart } from "./bootstrap.js";
import type { Filled, Misfit, Templates } from "./templates.js";

export interface NodeProxyBootstrap {
  /** The node proxy's own name; its node id is `nodeproxy~<name>`. */
  readonly name: string;
  readonly admin: { readonly address: string; readonly port: number };
  readonly xds: XdsAddress;
}

/** What a node proxy's Envoy is started with, as ProtoJSON. */
export function nodeProxyBootstrap(
  { name, admin, xds }: NodeProxyBootstrap,
  source: { readonly templates: Templates; readonly misfit: Misfit },
): Filled {
  const node = { id: `nodeproxy~${name}`, cluster: "nodeproxy", metadata: {} };
  return assembled(source, "node-proxy-bootstrap.yaml", {
    values: { ...nodeAndAdmin(node, admin), "xds.ads": ads, "xds.collection": fromAds },
    parts: { "xds.cluster": xdsClusterPart(xds) },
  });
}
