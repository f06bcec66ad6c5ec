import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { placeDiagnostic } from "./busy-places.js";
import { startEcho } from "./echo.js";
import { type EchoTally, echoTally } from "./echo-tally.js";
import { startForward } from "./forward.js";
import type { Listening } from "./socket-server.js";
import type { WorkloadListener } from "./workload-plan.js";

/** Starts the listeners of one mesh; its echo applications count requests together. */
export function workloadStarter(warn: (message: string) => void): (listener: WorkloadListener) => Promise<Listening> {
  const tally = echoTally();
  return (listener) => startWorkload(listener, { warn, tally });
}

/**
 * Starts whoever plays one port of a pod: the user's own process by way of a forwarder, or the echo application.
 * @throws the system's error if the address cannot be had.
 */
function startWorkload(
  listener: WorkloadListener,
  { warn, tally }: { readonly warn: (message: string) => void; readonly tally: EchoTally },
): Promise<Listening> {
  const { target, address, port, protocol, pod } = listener;
  if (target === undefined) return startEcho({ address, port, protocol, pod, tally });
  return startForward({
    address,
    port,
    target: new URL(target),
    onUnreachable: (error) =>
      warn(`${target}, which plays ${pod.namespace}/${pod.name}, does not answer: ${error.message}`),
  });
}

/** What to say about listeners that could not be started; `failures` has the reason by the key of `listeners`. */
export function startFailures(
  failures: ReadonlyMap<string, unknown>,
  listeners: ReadonlyMap<string, WorkloadListener>,
): readonly Diagnostic[] {
  return [...failures].flatMap(([key, error]) => {
    const listener = listeners.get(key);
    if (listener === undefined) return [];
    const { pod, address, port } = listener;
    const what = pod.namespace === "" ? `the endpoint ${pod.name}` : `Pod ${pod.namespace}/${pod.name}`;
    return [placeDiagnostic({ what, address, port }, (error as NodeJS.ErrnoException).code ?? String(error))];
  });
}
