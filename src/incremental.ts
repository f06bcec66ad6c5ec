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

interface Cell<Note> {
  readonly key: string;
  spec: CellSpec<unknown, Note>;
  value: unknown;
  notes: readonly Note[];
  inputs: ReadonlySet<string>;
  children: ReadonlySet<Cell<Note>>;
  readonly readers: Set<Cell<Note>>;
  /** `dirty`: an input changed. `unsure`: something below may have changed. */
  state: "fresh" | "unsure" | "dirty";
  /** The revision in which the value last changed, and the one in which it was last known to be right. */
  changedAt: number;
  checkedAt: number;
  root: boolean;
}

const noInputs: ReadonlySet<string> = new Set();
const noChildren: ReadonlySet<Cell<never>> = new Set();

/** The graph. `Note` is what computations leave beside their value (diagnostics, here). */
export class IncrementalGraph<Note> {
  #revision = 1;
  #computed = 0;
  readonly #cells = new Map<string, Cell<Note>>();
  readonly #readersOfInput = new Map<string, Set<Cell<Note>>>();
  readonly #noted = new Set<Cell<Note>>();

  /** How many cells were computed since the graph was made: the measure of how incremental an edit was. */
  get computed(): number {
    return this.#computed;
  }

  /** How many cells are alive. */
  get size(): number {
    return this.#cells.size;
  }

  /** Announces that the answers to these inputs may differ from now on. */
  touch(inputs: Iterable<string>): void {
    this.#revision++;
    for (const input of inputs) {
      for (const cell of this.#readersOfInput.get(input) ?? []) {
        const wasFresh = cell.state === "fresh";
        cell.state = "dirty";
        if (wasFresh) this.#doubtReaders(cell);
      }
    }
  }

  /** The up-to-date value of a cell that is kept alive until `release`. */
  root<T>(spec: CellSpec<T, Note>): T {
    const cell = this.#cellOf(spec);
    cell.root = true;
    this.#refresh(cell);
    return cell.value as T;
  }

  /** Lets go of a root; cells that nobody reads any more are forgotten. */
  release(key: string): void {
    const cell = this.#cells.get(key);
    if (cell === undefined) return;
    cell.root = false;
    this.#forgetIfUnread(cell);
  }

  /** The notes of all living cells, in the order in which their cells came to have any. */
  *notes(): Generator<Note> {
    for (const cell of this.#noted) yield* cell.notes;
  }

  #cellOf<T>(spec: CellSpec<T, Note>): Cell<Note> {
    const known = this.#cells.get(spec.key);
    if (known !== undefined) {
      known.spec = spec as CellSpec<unknown, Note>;
      return known;
    }
    const cell: Cell<Note> = {
      key: spec.key,
      spec: spec as CellSpec<unknown, Note>,
      value: undefined,
      notes: [],
      inputs: noInputs,
      children: noChildren,
      readers: new Set(),
      state: "dirty",
      changedAt: 0,
      checkedAt: 0,
      root: false,
    };
    this.#cells.set(spec.key, cell);
    return cell;
  }

  #doubtReaders(cell: Cell<Note>): void {
    for (const reader of cell.readers) {
      if (reader.state !== "fresh") continue;
      reader.state = "unsure";
      this.#doubtReaders(reader);
    }
  }

  #refresh(cell: Cell<Note>): void {
    if (cell.state === "fresh") return;
    if (cell.state === "dirty" || this.#childChanged(cell)) this.#compute(cell);
    cell.state = "fresh";
    cell.checkedAt = this.#revision;
  }

  // Children are looked at in the order in which they were read: one that an earlier, changed child made irrelevant
  // is never refreshed, because the reader is computed again first.
  #childChanged(cell: Cell<Note>): boolean {
    for (const child of cell.children) {
      this.#refresh(child);
      if (child.changedAt > cell.checkedAt) return true;
    }
    return false;
  }

  #compute(cell: Cell<Note>): void {
    const { spec } = cell;
    const inputs = new Set<string>();
    const children = new Set<Cell<Note>>();
    const notes: Note[] = [];
    const value = spec.compute({
      depend: (input) => void inputs.add(input),
      cell: <T>(childSpec: CellSpec<T, Note>): T => {
        const child = this.#cellOf(childSpec);
        if (child === cell) throw new Error(`cell ${cell.key} reads itself`);
        children.add(child);
        child.readers.add(cell);
        this.#refresh(child);
        return child.value as T;
      },
      note: (note) => void notes.push(note),
    });
    this.#computed++;
    this.#rewire(cell, inputs, children);
    cell.notes = notes;
    if (notes.length > 0) this.#noted.add(cell);
    else this.#noted.delete(cell);
    const first = cell.changedAt === 0;
    const kept = !first && (spec.same ?? Object.is)(cell.value, value);
    if (kept) return;
    cell.value = value;
    cell.changedAt = this.#revision;
  }

  #rewire(cell: Cell<Note>, inputs: ReadonlySet<string>, children: ReadonlySet<Cell<Note>>): void {
    const before = cell.children;
    for (const input of cell.inputs) if (!inputs.has(input)) this.#unlisten(cell, input);
    for (const input of inputs) if (!cell.inputs.has(input)) this.#listen(cell, input);
    cell.inputs = inputs;
    cell.children = children;
    for (const child of before) {
      if (children.has(child)) continue;
      child.readers.delete(cell);
      this.#forgetIfUnread(child);
    }
  }

  #listen(cell: Cell<Note>, input: string): void {
    const readers = this.#readersOfInput.get(input);
    if (readers === undefined) this.#readersOfInput.set(input, new Set([cell]));
    else readers.add(cell);
  }

  #unlisten(cell: Cell<Note>, input: string): void {
    const readers = this.#readersOfInput.get(input);
    readers?.delete(cell);
    if (readers?.size === 0) this.#readersOfInput.delete(input);
  }

  #forgetIfUnread(cell: Cell<Note>): void {
    if (cell.root || cell.readers.size > 0 || this.#cells.get(cell.key) !== cell) return;
    this.#cells.delete(cell.key);
    this.#noted.delete(cell);
    for (const input of cell.inputs) this.#unlisten(cell, input);
    for (const child of cell.children) {
      child.readers.delete(cell);
      this.#forgetIfUnread(child);
    }
  }
}

/** `same` for lists: as long, and the same elements in the same order. */
export function sameElements<T>(before: readonly T[], after: readonly T[]): boolean {
  return before.length === after.length && before.every((element, index) => element === after[index]);
}
