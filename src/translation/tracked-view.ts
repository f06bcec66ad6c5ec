import type { KeyPlace, KeySetFact } from "../model/key-set-facts.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { ModuleFact, PluginKey } from "../model/module-facts.js";
import type { Kind, Resource } from "../model/resource.js";
import { dependency, type Indexes, type IndexName, type ResourceView } from "../model/resource-set.js";
import type { LookUps } from "./look-ups.js";

/** The part of a scope that records what was looked at. */
interface Recorder {
  depend(input: string): void;
}

/** A view that answers from the current resources and records every look-up, so that its reader follows edits. */
export class TrackedView implements ResourceView {
  readonly #lookUps: LookUps;
  readonly #recorder: Recorder;

  constructor(lookUps: LookUps, recorder: Recorder) {
    this.#lookUps = lookUps;
    this.#recorder = recorder;
  }

  get mesh(): MeshConfiguration {
    this.#recorder.depend(dependency.mesh);
    return this.#lookUps.resources.mesh;
  }

  object<K extends Kind>(kind: K, namespace: string, name: string): Resource<K> | undefined {
    const found = this.#lookUps.object(kind, namespace, name);
    this.#recorder.depend(found.dependency);
    return found.answer;
  }

  indexed<I extends IndexName>(index: I, key: string): readonly Resource<Indexes[I]>[] {
    const found = this.#lookUps.indexed(index, key);
    this.#recorder.depend(found.dependency);
    return found.answer;
  }

  names(kind: Kind): readonly string[] {
    this.#recorder.depend(dependency.names(kind));
    return this.#lookUps.resources.names(kind);
  }

  all<K extends Kind>(kind: K): readonly Resource<K>[] {
    this.#recorder.depend(dependency.all(kind));
    return this.#lookUps.resources.all(kind);
  }

  keySet(place: KeyPlace): KeySetFact | undefined {
    this.#recorder.depend(dependency.keySet(place));
    return this.#lookUps.resources.keySet(place);
  }

  module(plugin: PluginKey): ModuleFact | undefined {
    this.#recorder.depend(dependency.module(plugin));
    return this.#lookUps.resources.module(plugin);
  }
}
