/** Whether this machine can take in a mesh: asked before anything is started, because then nobody else should be there. */
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { whyBusy } from "./front-ports.js";

/** An address and port that something of the mesh will listen on. */
export interface Place {
  /** `Pod shop/reviews-0`. */
  readonly what: string;
  readonly address: string;
  readonly port: number;
}

/** What stands in the way at each place, in the order given. Two Envoys would share a port silently, so we look. */
export async function busyPlaces(places: readonly Place[]): Promise<readonly Diagnostic[]> {
  const reasons = await Promise.all(places.map(({ address, port }) => whyBusy(address, port)));
  return places.flatMap((place, index) => {
    const reason = reasons[index];
    return reason === undefined ? [] : [placeDiagnostic(place, reason)];
  });
}

/** A place that could not be had, `reason` being the system's code for it (`EADDRINUSE`). */
export function placeDiagnostic({ what, address, port }: Place, reason: string): Diagnostic {
  if (reason === "EADDRNOTAVAIL") {
    return diagnostic("WM7501", {
      message: `this machine does not have the address ${address} of ${what}`,
      advice:
        process.platform === "darwin"
          ? `sudo ifconfig lo0 alias ${address}`
          : "all of 127.0.0.0/8 should be on the loopback interface; is it up?",
    });
  }
  if (reason === "EADDRINUSE") {
    return diagnostic("WM7502", {
      message: `${address}:${port} of ${what} is in use by another process`,
      advice: "stop that process; it may be another local mesh of the same manifests",
    });
  }
  return diagnostic("WM7502", { message: `${address}:${port} of ${what} cannot be bound: ${reason}` });
}
