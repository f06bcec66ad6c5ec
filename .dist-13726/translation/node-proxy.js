/** What the node proxy of a local mesh is told: a bundle for the services, one for each client and one for each pod. */
import { nodeNames } from "../envoy/names.js";
import { clientResources } from "../envoy/node/clients.js";
import { nodeIdentities, serviceResources } from "../envoy/node/node-proxy.js";
import { applicationsCluster, podResources } from "../envoy/node/pods.js";
import { sameElements } from "../incremental.js";
import { guardedPodStep, nodeLayerStep, podNamesStep } from "./node-layer.js";
import { encoded, sameResources, step } from "./step.js";
/** The resources of the node proxy as bundles. */
export function nodeProxyStep(current, options) {
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
export function nodeProxySecrets(layer) {
    const { own, peers } = nodeIdentities(layer);
    const spiffe = (identity) => identity;
    return {
        certificates: new Map(own.map((identity) => [nodeNames.certificate(identity), spiffe(identity)])),
        peers: new Map(peers.map((identity) => [nodeNames.onlyPeer(identity), spiffe(identity)])),
        trustDomains: layer.trustDomains,
    };
}
function sharedStep(current) {
    return step(current, {
        key: "node-proxy-shared",
        compute: ({ scope }) => {
            const { services } = scope.cell(nodeLayerStep(current));
            return [applicationsCluster(), ...serviceResources(services)].map(encoded);
        },
        same: sameResources,
    });
}
function clientStep(current, front) {
    return step(current, {
        key: `node-proxy-client/${front.workload.name}`,
        compute: ({ scope }) => {
            const { services } = scope.cell(nodeLayerStep(current));
            return clientResources(front, services).map(encoded);
        },
        same: sameResources,
    });
}
function podStep(current, pod) {
    return step(current, {
        key: `node-proxy-pod/${pod}`,
        compute: ({ scope }) => {
            const guarded = scope.cell(guardedPodStep(current, pod));
            return guarded === undefined ? [] : podResources(guarded).map(encoded);
        },
        same: sameResources,
    });
}
//# sourceMappingURL=node-proxy.js.map