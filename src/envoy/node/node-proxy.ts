import type { Identity } from "../../ir/identity.js";
import type { ClientFront, L4Service, NodeLayer } from "../../ir/node.js";
import type { Generated } from "../generated.js";
import { clientResources } from "./clients.js";
import { podsAssignment } from "./endpoints.js";
import { applicationsCluster, podResources } from "./pods.js";

/** Everything that a node proxy is told, secrets excepted. */
export function nodeProxyResources(layer: NodeLayer, fronts: readonly ClientFront[]): readonly Generated[] {
  return [
    applicationsCluster(),
    ...serviceResources(layer.services),
    ...fronts.flatMap((front) => clientResources(front, layer.services)),
    ...layer.pods.flatMap(podResources),
  ];
}

/** The endpoints of the services that have no waypoint. */
export function serviceResources(services: readonly L4Service[]): readonly Generated[] {
  return services.flatMap((service) =>
    service.ports.flatMap(({ port, via }) =>
      via.kind === "pods" && via.discovery === undefined ? [podsAssignment(service, { port, via })] : [],
    ),
  );
}

/** The identities behind the secrets of a node proxy, sorted. */
export interface NodeIdentities {
  /** Whose certificates it holds: `nodeNames.certificate(identity)`. */
  readonly own: readonly Identity[];
  /** Whom it must tell from everybody else: `nodeNames.onlyPeer(identity)`. */
  readonly peers: readonly Identity[];
}

/** Which secrets a node proxy needs, besides the roots for its pods' doors (`trustedRoots`). */
export function nodeIdentities(layer: NodeLayer): NodeIdentities {
  const own = [...layer.clients, ...layer.pods.map((pod) => pod.workload)].map(({ identity }) => identity);
  const peers = layer.services.flatMap((service) =>
    service.ports.flatMap(({ via }) => {
      if (via.kind === "waypoint") return [via.identity];
      return via.kind === "pods" ? via.endpoints.flatMap(({ identity }) => identity ?? []) : [];
    }),
  );
  return { own: unique(own), peers: unique(peers) };
}

function unique(identities: readonly Identity[]): readonly Identity[] {
  return [...new Set(identities)].sort();
}
