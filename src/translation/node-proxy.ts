import type { ClientFront } from "../control-plane-types.js";
import type { NodeLayer, Workload } from "../ir/node.js";
import type { SecretNeeds } from "../serving/secrets.js";
import { type CurrentResources, type Step, step } from "./step.js";
import type { Bundle } from "./waypoint.js";

export interface NodeProxyOptions {
  readonly fronts: (clients: readonly Workload[]) => readonly ClientFront[];
}

export function nodeProxyStep(current: CurrentResources, _options: NodeProxyOptions): Step<readonly Bundle[]> {
  return step(current, { key: "node-proxy", compute: () => [] });
}

export function nodeProxySecrets(layer: NodeLayer): SecretNeeds {
  return { certificates: new Map(), trustDomains: layer.trustDomains };
}
