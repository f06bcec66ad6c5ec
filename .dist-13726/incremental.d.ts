/**
 * A graph of memo cells: each cell remembers a value, what was looked at to compute it, and what was said on the way.
 * When an input changes, only the cells that looked at it are computed again, and their readers only if the value
 * really differs. This is how an edit of one route costs one route, however large the mesh is.
 *
 * It knows nothing of meshes. The rule that keeps it honest: a `compute` function may depend on nothing but its
 * arguments, the inputs it names through `scope.depend`, and the cells it reads through `scope.cell`.
 */
/** How a cell is told from others: the same key must always come with the same meaning of `compute`. */
export interface CellSpec<T, Note> {
    readonly key: string;
    readonly compute: (scope: Scope<Note>) => T;
    /** Whether a new value counts as the old one; the old one is kept then. Default: identity. */
    same?(before: T, after: T): boolean;
}
/** What a computation may use. */
export interface Scope<Note> {
    /** Names an input that was looked at. */
    depend(input: string): void;
    /** The up-to-date value of another cell. */
    cell<T>(spec: CellSpec<T, Note>): T;
    /** Keeps a note with this cell until it is computed again. */
    note(note: Note): void;
}
/** The graph. `Note` is what computations leave beside their value (diagnostics, here). */
export declare class IncrementalGraph<Note> {
    #private;
    /** How many cells were computed since the graph was made: the measure of how incremental an edit was. */
    get computed(): number;
    /** How many cells are alive. */
    get size(): number;
    /** Announces that the answers to these inputs may differ from now on. */
    touch(inputs: Iterable<string>): void;
    /** The up-to-date value of a cell that is kept alive until `release`. */
    root<T>(spec: CellSpec<T, Note>): T;
    /** Lets go of a root; cells that nobody reads any more are forgotten. */
    release(key: string): void;
    /** The notes of all living cells, in the order in which their cells came to have any. */
    notes(): Generator<Note>;
}
/** `same` for lists: as long, and the same elements in the same order. */
export declare function sameElements<T>(before: readonly T[], after: readonly T[]): boolean;
