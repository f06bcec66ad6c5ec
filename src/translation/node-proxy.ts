/** What the node proxy of a local mesh is told: a bundle for the services, one for each client and one for each pod. */
import { nodeNames } from "../envoy/names.js";
import { clientResources } from "../envoy/node/clients.js";
import { nodeIdentities, serviceResources } from "../envoy/node/node-proxy.js";
import { applicationsCluster, podResources } from "../envoy/node/pods.js";
import type { SpiffeId } from "../identity/spiffe.js";
import { sameElements } from "../incremental.js";
import type { ClientFront, NodeLayer, Workload } from "../ir/node.js";
import { guardedPodStep, nodeLayerStep, podNamesStep } from "./node-layer.js";
import type { SecretNeeds } from "./secret-needs.js";
import { type CurrentResources, encoded, type Step, sameResources, step } from "./step.js";
import type { Bundle } from "./waypoint.js";

export interface NodeProxyOptions {
  /** Where each client finds its CONNECT proxy; the same client always gets the same place. */
  readonly fronts: (clients: readonly Workload[]) => readonly ClientFront[];
}

/** The resources of the node proxy as bundles. */
export function nodeProxyStep(current: CurrentResources, options: NodeProxyOptions): Step<readonly Bundle[]> {
  return step(current, {
    key: "node-proxy",
    compute: ({ scope }) => {
      const { clients } = scope.cell(nodeLayerStep(current));
      return [
        scope.cell(sharedStep(current)),
        ...options.fronts(clients).map((front) => scope.cell(clientStep(current, front))),
        ...scope.cell(podNamesStep(current)).map((pod) => scope.cell(podStep(current, pod))),
      ];
    },
    same: sameElements,
  });
}

/** The secrets behind all that: a certificate for each identity it speaks for, and one set of names for each peer. */
export function nodeProxySecrets(layer: NodeLayer): SecretNeeds {
  const { own, peers } = nodeIdentities(layer);
  const spiffe = (identity: string): SpiffeId => identity as SpiffeId;
  return {
    certificates: new Map(own.map((identity) => [nodeNames.certificate(identity), spiffe(identity)])),
    peers: new Map(peers.map((identity) => [nodeNames.onlyPeer(identity), spiffe(identity)])),
    trustDomains: layer.trustDomains,
  };
}

function sharedStep(current: CurrentResources): Step<Bundle> {
  return step(current, {
    key: "node-proxy-shared",
    compute: ({ scope }) => {
      const { services } = scope.cell(nodeLayerStep(current));
      return [applicationsCluster(), ...serviceResources(services)].map(encoded);
    },
    same: sameResources,
  });
}

function clientStep(current: CurrentResources, front: ClientFront): Step<Bundle> {
  return step(current, {
    key: `node-proxy-client/${front.workload.name}`,
    compute: ({ scope }) => {
      const { services } = scope.cell(nodeLayerStep(current));
      return clientResources(front, services).map(encoded);
    },
    same: sameResources,
  });
}

function podStep(current: CurrentResources, pod: string): Step<Bundle> {
  return step(current, {
    key: `node-proxy-pod/${pod}`,
    compute: ({ scope }) => {
      const guarded = scope.cell(guardedPodStep(current, pod));
      return guarded === undefined ? [] : podResources(guarded).map(encoded);
    },
    same: sameResources,
  });
}
