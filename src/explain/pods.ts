import type { Endpoint } from "../ir/destination.js";
import type { GuardedPod, NodeLayer } from "../ir/node.js";
import { accessJudged } from "./access.js";
import type { Step } from "./explanation.js";

/** Who comes to a pod's door. */
export interface Caller {
  readonly identity: string;
  readonly address: string;
}

/** An endpoint, and what its door says to a caller. */
export interface DoorVerdict {
  readonly endpoint: Endpoint;
  readonly steps: readonly Step[];
  readonly refusal?: Step;
  /** What a CONNECT is answered with: 403, or 503 where the pod is not who it should be. */
  readonly status: number;
}

/** What the doors of these endpoints say. Places outside the mesh have none. */
export function doorsAsked(
  endpoints: readonly Endpoint[],
  caller: Caller,
  doors: ReadonlyMap<string, GuardedPod>,
): readonly DoorVerdict[] {
  return endpoints.map((endpoint) => {
    if (endpoint.tunnel === "none") return { endpoint, steps: [], status: 200 };
    const at = endpoint.workload;
    const closed = (says: string): DoorVerdict => ({
      endpoint,
      steps: [],
      status: 503,
      refusal: { layer: "pod", at, what: "connect", verdict: "refused", says },
    });
    if (endpoint.identity === undefined) return closed(`pod ${at} has no identity, so nobody believes it`);
    const pod = doors.get(endpoint.address);
    if (pod === undefined) return closed(`pod ${at} at ${endpoint.address} does not accept tunnels`);
    if (pod.workload.identity !== endpoint.identity) {
      return closed(`pod ${at} is ${pod.workload.identity}, and should be ${endpoint.identity}`);
    }
    const facts = {
      client: caller.identity,
      clientAddress: caller.address,
      remoteAddress: caller.address,
      destination: { address: endpoint.address, port: endpoint.port },
    };
    const judged = accessJudged(pod.access, facts, { layer: "pod", at, onConnection: true });
    return { endpoint, ...judged, status: judged.refusal === undefined ? 200 : 403 };
  });
}

/** By which rules the doors that are open let in: each rule once, however many pods it guards. */
export function rulesThatLetIn(verdicts: readonly DoorVerdict[]): readonly Step[] {
  const open = verdicts.filter(({ refusal }) => refusal === undefined);
  const known = new Map(open.flatMap(({ steps }) => steps.filter(({ did }) => did !== undefined)).map(byRule));
  return [...known.values()];
}

function byRule(step: Step): readonly [string, Step] {
  return [step.rule ?? step.says, step];
}

/** The doors of a mesh by the pods' addresses. */
export function doorsOf({ pods }: NodeLayer): ReadonlyMap<string, GuardedPod> {
  return new Map(pods.map((pod) => [pod.workload.address, pod]));
}
