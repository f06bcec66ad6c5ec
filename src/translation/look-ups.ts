import type { Kind, Resource } from "../model/resource.js";
import { type Dependency, dependency, type Indexes, type IndexName, type ResourceSet } from "../model/resource-set.js";

/** An answer of the resources, and what whoever relies on it depends on. */
interface LookUp<T> {
  readonly dependency: Dependency;
  readonly answer: T;
}

/**
 * Look-ups in one version of the resources. A first translation asks a hundred thousand times for a tenth as many things:
 * each is looked up, and the name of the dependency put together, once.
 */
export class LookUps {
  readonly resources: ResourceSet;
  readonly #objects = new Map<Kind, Map<string, Map<string, LookUp<Resource | undefined>>>>();
  readonly #indexed = new Map<IndexName, Map<string, LookUp<readonly Resource[]>>>();

  constructor(resources: ResourceSet) {
    this.resources = resources;
  }

  object<K extends Kind>(kind: K, namespace: string, name: string): LookUp<Resource<K> | undefined> {
    const ofNamespace = inner(inner(this.#objects, kind), namespace);
    let known = ofNamespace.get(name);
    if (known === undefined) {
      known = {
        dependency: dependency.object(kind, namespace, name),
        answer: this.resources.object(kind, namespace, name),
      };
      ofNamespace.set(name, known);
    }
    return known as LookUp<Resource<K> | undefined>;
  }

  indexed<I extends IndexName>(index: I, key: string): LookUp<readonly Resource<Indexes[I]>[]> {
    const ofIndex = inner(this.#indexed, index);
    let known = ofIndex.get(key);
    if (known === undefined) {
      known = { dependency: dependency.indexed(index, key), answer: this.resources.indexed(index, key) };
      ofIndex.set(key, known);
    }
    return known as LookUp<readonly Resource<Indexes[I]>[]>;
  }
}

/** The map that stands under a key in a map of maps. */
function inner<Outer, Key, Value>(maps: Map<Outer, Map<Key, Value>>, key: Outer): Map<Key, Value> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<Key, Value>();
  maps.set(key, made);
  return made;
}
