import type { Kind } from "../model/resource.js";
export interface PreparationOptions {
    readonly pauseMs?: number;
    readonly prepare?: (kind: Kind) => void;
}
/**
 * Makes ready to check objects of these kinds, one at a time and with pauses: what earlier runs have accepted is not
 * checked again, and without this the first edit of each kind would wait. Answers what stops it.
 */
export declare function startPreparation(kinds: Iterable<Kind>, options?: PreparationOptions): () => void;
