import type { Kind } from "../model/resource.js";
import { dependency, type IndexName, type ResourceSet, type ResourceView } from "../model/resource-set.js";

/** The part of a scope that records what was looked at. */
interface Recorder {
  depend(input: string): void;
}

/** A view that answers from the current resources and records every look-up, so that its reader follows edits. */
export function trackedView(resources: ResourceSet, recorder: Recorder): ResourceView {
  return {
    get mesh() {
      recorder.depend(dependency.mesh);
      return resources.mesh;
    },
    object(kind, namespace, name) {
      recorder.depend(dependency.object(kind, namespace, name));
      return resources.object(kind, namespace, name);
    },
    indexed<I extends IndexName>(index: I, key: string) {
      recorder.depend(dependency.indexed(index, key));
      return resources.indexed(index, key);
    },
    names(kind) {
      recorder.depend(dependency.names(kind));
      return resources.names(kind);
    },
    all<K extends Kind>(kind: K) {
      recorder.depend(dependency.all(kind));
      return resources.all(kind);
    },
    keySet(place) {
      recorder.depend(dependency.keySet(place));
      return resources.keySet(place);
    },
    module(plugin) {
      recorder.depend(dependency.module(plugin));
      return resources.module(plugin);
    },
  };
}
