/** Everything that the translation has to say about a mesh, without making anything for the wire. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { IncrementalGraph } from "../incremental.js";
import type { ResourceSet } from "../model/resource-set.js";
import { findingsStep } from "./findings.js";
import { qualified, waypointsStep } from "./membership.js";
import { nodeLayerStep } from "./node-layer.js";
import { CurrentResources, type Step } from "./step.js";
import { waypointStateStep } from "./waypoint.js";

export interface MeshFindings {
  /** The same finding may be said by several steps. */
  readonly diagnostics: readonly Diagnostic[];
  /** Parts of the mesh over which waymark itself stumbled. */
  readonly failures: readonly { readonly part: string; readonly error: unknown }[];
}

/** What is found where a translator would report it: steps that encode report nothing, and are left out. */
export function meshFindings(resources: ResourceSet): MeshFindings {
  const current = new CurrentResources(resources);
  const graph = new IncrementalGraph<Diagnostic>();
  const failures: { readonly part: string; readonly error: unknown }[] = [];
  const look = (part: string, spec: Step<unknown>): void => {
    try {
      graph.root(spec);
    } catch (error) {
      failures.push({ part, error });
    }
  };
  look("the objects", findingsStep(current));
  look("the L4 layer", nodeLayerStep(current));
  for (const waypoint of graph.root(waypointsStep(current)).map(qualified)) {
    look(`waypoint ${waypoint}`, waypointStateStep(current, waypoint));
  }
  return { diagnostics: [...graph.notes()], failures };
}
