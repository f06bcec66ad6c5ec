/** The key sets that the objects of the moment want, as facts for the translation. */
import type { KeyFetchEvent, KeyFetching } from "../control-plane-types.js";
import { type KeySets, type KeySetsOptions, openKeySets } from "../keys/key-sets.js";
import { isInMesh } from "../lowering/mesh-keys.js";
import { type KeyPlace, type KeySetFact, wantedKeys } from "../model/key-set-facts.js";
import type { Dependency, ResourceSet } from "../model/resource-set.js";

export interface IssuerKeysOptions {
  readonly fetching: KeyFetching;
  /** Where last good keys are kept. */
  readonly stateDir?: string;
  /** What is known of a place has changed. */
  readonly onFact: (place: KeyPlace, fact: KeySetFact) => void;
  readonly onFetch: (event: KeyFetchEvent) => void;
  readonly onStoreFailure: (error: unknown) => void;
}

type Informed = { readonly resources: ResourceSet; readonly touched: ReadonlySet<Dependency> };

/** Opens what fetches, unless nothing shall be fetched. @throws TypeError if an allowed place is none */
export async function openIssuerKeys(options: IssuerKeysOptions): Promise<IssuerKeys> {
  const { fetching, stateDir, onFact, onFetch, onStoreFailure } = options;
  if (fetching === "nothing") return new IssuerKeys(undefined);
  const wishes: KeySetsOptions = {
    ...fetching,
    ...(stateDir !== undefined && { stateDir }),
    onState: (place, state) => onFact(place as KeyPlace, state),
    onFetch: (fetch) => onFetch({ kind: "key-fetch", ...fetch }),
    onStoreFailure,
  };
  return new IssuerKeys(await openKeySets(wishes));
}

/** Keeps fetching what is wanted, and nothing else. */
export class IssuerKeys {
  readonly #sets: KeySets | undefined;

  /** @internal Made by `openIssuerKeys`. */
  constructor(sets: KeySets | undefined) {
    this.#sets = sets;
  }

  /** These resources with what is known of the keys they want; what is not known yet is `pending`. */
  informed(resources: ResourceSet): Informed {
    const changed = this.#want(resources);
    return resources.withKeySets(changed);
  }

  /** The same, once each place was tried or `patienceMs` have passed. */
  async patientlyInformed(resources: ResourceSet, patienceMs: number): Promise<Informed> {
    this.#want(resources);
    await this.#sets?.attempted(patienceMs);
    return resources.withKeySets((this.#sets?.states() as ReadonlyMap<KeyPlace, KeySetFact> | undefined) ?? new Map());
  }

  async close(): Promise<void> {
    await this.#sets?.close();
  }

  #want(resources: ResourceSet): ReadonlyMap<KeyPlace, KeySetFact | undefined> {
    const wanted = wantedKeys(resources.all("RequestAuthentication"), (url) => isInMesh(url, resources));
    return (this.#sets?.want(wanted) ?? new Map()) as ReadonlyMap<KeyPlace, KeySetFact | undefined>;
  }
}
