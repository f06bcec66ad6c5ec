import type { WaypointBinding } from "../binding/waypoints.js";
import type { MeshState, ServiceBinding, WaypointState } from "../control-plane-types.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { WaypointName } from "../ir/waypoint.js";
import type { ResourceSet } from "../model/resource-set.js";
import type { Translator } from "../translate.js";

/** What the mesh is, for those who show it. */
export function meshState(
  resources: ResourceSet,
  translator: Translator,
  diagnostics: readonly Diagnostic[],
): MeshState {
  return {
    resources,
    waypoints: translator.waypoints().flatMap(({ namespace, name, address, port }): WaypointState[] => {
      const waypoint = translator.waypoint(`${namespace}/${name}`);
      return waypoint === undefined ? [] : [{ ...waypoint, hbone: { address, port } }];
    }),
    node: translator.nodeLayer(),
    diagnostics,
    bindings: translator.bindings().map(({ service, binding }) => serviceBinding(service, binding)),
  };
}

function serviceBinding(service: string, binding: WaypointBinding): ServiceBinding {
  if (binding.kind === "bound") {
    const waypoint = `${binding.waypoint.namespace}/${binding.waypoint.name}` as WaypointName;
    return { service, waypoint, because: binding.because };
  }
  return {
    service,
    because: binding.kind === "broken" ? `broken: ${binding.wanted} ${binding.because}` : binding.because,
  };
}
