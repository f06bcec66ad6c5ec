/** A control plane that can be stopped and started again at the same address while its proxies stay up. */
import { type RunningControlPlane, startControlPlane } from "../../src/control-plane.js";
import type { ControlPlane, ControlPlaneOptions } from "../../src/control-plane-types.js";

export interface Restartable {
  /** Goes into the parts of a local mesh. */
  readonly start: (options: ControlPlaneOptions) => Promise<ControlPlane>;
  /** The one that runs now. */
  current(): RunningControlPlane;
  restart(awayMs: number): Promise<void>;
}

/** Remembers what it was started with, so that it can come back. */
export function aRestartableControlPlane(): Restartable {
  let options: ControlPlaneOptions | undefined;
  let running: RunningControlPlane | undefined;
  const current = (): RunningControlPlane => {
    if (running === undefined) throw new Error("the control plane does not run");
    return running;
  };
  const start = async (given: ControlPlaneOptions): Promise<ControlPlane> => {
    running = await startControlPlane(given);
    options = { ...given, xds: { ...given.xds, port: running.xdsAddress.port } };
    return {
      get xdsAddress() {
        return current().xdsAddress;
      },
      state: () => current().state(),
      bootstrap: (node, more) => current().bootstrap(node, more),
      pending: () => current().pending(),
      metrics: () => current().metrics(),
      close: () => current().close(),
    };
  };
  const restart = async (awayMs: number): Promise<void> => {
    if (options === undefined) throw new Error("the control plane was never started");
    await current().close();
    await new Promise((resolve) => setTimeout(resolve, awayMs));
    running = await startControlPlane(options);
  };
  return { start, current, restart };
}
