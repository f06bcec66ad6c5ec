/** The key sets that the objects of the moment want, as facts for the translation. */
import type { KeyFetchEvent, KeyFetching } from "../control-plane-types.js";
import { type KeySets } from "../keys/key-sets.js";
import { type KeyPlace, type KeySetFact } from "../model/key-set-facts.js";
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
type Informed = {
    readonly resources: ResourceSet;
    readonly touched: ReadonlySet<Dependency>;
};
/** Opens what fetches, unless nothing shall be fetched. @throws TypeError if an allowed place is none */
export declare function openIssuerKeys(options: IssuerKeysOptions): Promise<IssuerKeys>;
/** Keeps fetching what is wanted, and nothing else. */
export declare class IssuerKeys {
    #private;
    /** @internal Made by `openIssuerKeys`. */
    constructor(sets: KeySets | undefined);
    /** These resources with what is known of the keys they want; what is not known yet is `pending`. */
    informed(resources: ResourceSet): Informed;
    /** The same, once each place was tried or `patienceMs` have passed. */
    patientlyInformed(resources: ResourceSet, patienceMs: number): Promise<Informed>;
    close(): Promise<void>;
}
export {};
