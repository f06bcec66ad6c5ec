/** Which group of the cache a proxy belongs to, by what it says of itself and, with client certificates, what it proves. */

import { waypointGroup } from "../translate.js";
import type { XdsNode } from "../xds/codec.js";
import type { NodeResolution, XdsPeer } from "../xds/server.js";

const gatewayNameLabel = "gateway.networking.k8s.io/gateway-name";

/** The group of a node proxy. */
export function nodeProxyGroup(name: string): string {
  return `node/${name}`;
}

/** What a node proxy calls itself: `nodeproxy~local`. */
const nodeProxyIdPrefix = "nodeproxy~";

/** Who may be who. */
export interface Admission {
  /** The identity of the waypoint that a group belongs to; undefined for groups that do not exist. */
  readonly identityOf: (group: string) => string | undefined;
  /** Whether clients must prove their identity by certificate. */
  readonly certificates: boolean;
}

/**
 * The group of a node. A waypoint names itself in the metadata (`WAYPOINT: shop/waypoint`, or its namespace and the
 * gateway-name label of its pod), a node proxy in its id. A waypoint that has no snapshot yet is let in and waits.
 */
export function groupOf(node: XdsNode, peer: XdsPeer, admission: Admission): NodeResolution {
  const group = claimedGroup(node);
  if (group === undefined) {
    return {
      refuse: `node "${node.id}" does not say which waypoint it is: set metadata WAYPOINT to namespace/name`,
      as: "not-found",
    };
  }
  if (!admission.certificates) return group;
  const identity = admission.identityOf(group);
  if (identity !== undefined && peer.uris.includes(identity)) return group;
  const shown = peer.uris.length === 0 ? "no SPIFFE id" : peer.uris.join(", ");
  return {
    refuse: `${group} must prove to be ${identity ?? "known"}; its certificate shows ${shown}`,
    as: "permission-denied",
  };
}

function claimedGroup({ id, metadata }: XdsNode): string | undefined {
  if (id.startsWith(nodeProxyIdPrefix)) return nodeProxyGroup(id.slice(nodeProxyIdPrefix.length));
  const { WAYPOINT: waypoint, NAMESPACE: namespace, LABELS: labels } = metadata;
  if (typeof waypoint === "string" && /^[^/]+\/[^/]+$/.test(waypoint)) return waypointGroup(waypoint);
  if (typeof namespace !== "string" || typeof labels !== "object" || labels === null || Array.isArray(labels)) {
    return undefined;
  }
  const name = (labels as Readonly<Record<string, unknown>>)[gatewayNameLabel];
  return typeof name === "string" ? waypointGroup(`${namespace}/${name}`) : undefined;
}
