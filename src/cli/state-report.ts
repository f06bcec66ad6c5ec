import type { ControlPlane } from "../control-plane-types.js";
import { pathText } from "../diagnostics/origin.js";

/** What a control plane knows, for `/debug/state`: names and counts, no policies and no keys. */
export function stateReport(plane: Pick<ControlPlane, "state" | "pending" | "xdsAddress">): unknown {
  const { resources, waypoints, bindings, diagnostics } = plane.state();
  return {
    xds: plane.xdsAddress,
    objects: resources.size,
    waypoints: waypoints.map(({ settings, hbone, ports, destinations }) => ({
      name: settings.name,
      identity: settings.identity,
      hbone: `${hbone.address}:${hbone.port}`,
      ports: ports.map(({ port }) => `${port.id.host}:${port.id.port} ${port.protocol}`),
      destinations: destinations.length,
    })),
    services: bindings,
    pending: plane.pending(),
    diagnostics: diagnostics.map(({ code, severity, message, origin }) => ({
      code,
      severity,
      message,
      ...(origin !== undefined && { object: origin.object, field: pathText(origin.path) }),
    })),
  };
}
