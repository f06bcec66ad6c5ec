/**
 * A graph of memo cells: each cell remembers a value, what was looked at to compute it, and what was said on the way.
 * When an input changes, only the cells that looked at it are computed again, and their readers only if the value
 * really differs. This is how an edit of one route costs one route, however large the mesh is.
 *
 * It knows nothing of meshes. The rule that keeps it honest: a `compute` function may depend on nothing but its
 * arguments, the inputs it names through `scope.depend`, and the cells it reads through `scope.cell`.
 */
// A large mesh has a hundred thousand edges, nearly all of them in short lists: arrays take a quarter of the memory that
// sets take, and a list that nobody filled is this one.
const none = [];
/** The graph. `Note` is what computations leave beside their value (diagnostics, here). */
export class IncrementalGraph {
    #revision = 1;
    #computed = 0;
    #cells = new Map();
    #inputs = new Map();
    #noted = new Set();
    /** How many cells were computed since the graph was made: the measure of how incremental an edit was. */
    get computed() {
        return this.#computed;
    }
    /** How many cells are alive. */
    get size() {
        return this.#cells.size;
    }
    /** Announces that the answers to these inputs may differ from now on. */
    touch(inputs) {
        this.#revision++;
        for (const input of inputs) {
            for (const cell of this.#inputs.get(input)?.readers ?? none) {
                const wasFresh = cell.state === "fresh";
                cell.state = "dirty";
                if (wasFresh)
                    this.#doubtReaders(cell);
            }
        }
    }
    /** The up-to-date value of a cell that is kept alive until `release`. */
    root(spec) {
        const cell = this.#cellOf(spec);
        cell.root = true;
        this.#refresh(cell);
        return cell.value;
    }
    /** Lets go of a root; cells that nobody reads any more are forgotten. */
    release(key) {
        const cell = this.#cells.get(key);
        if (cell === undefined)
            return;
        cell.root = false;
        this.#forgetIfUnread(cell);
    }
    /** The notes of all living cells, in the order in which their cells came to have any. */
    *notes() {
        for (const cell of this.#noted)
            yield* cell.notes;
    }
    #cellOf(spec) {
        const known = this.#cells.get(spec.key);
        if (known !== undefined) {
            known.spec = spec;
            return known;
        }
        const cell = {
            key: spec.key,
            spec: spec,
            value: undefined,
            notes: none,
            inputs: none,
            children: none,
            readers: [],
            state: "dirty",
            changedAt: 0,
            checkedAt: 0,
            root: false,
        };
        this.#cells.set(spec.key, cell);
        return cell;
    }
    #doubtReaders(cell) {
        for (const reader of cell.readers) {
            if (reader.state !== "fresh")
                continue;
            reader.state = "unsure";
            this.#doubtReaders(reader);
        }
    }
    #refresh(cell) {
        if (cell.state === "fresh")
            return;
        if (cell.state === "dirty" || this.#childChanged(cell))
            this.#compute(cell);
        cell.state = "fresh";
        cell.checkedAt = this.#revision;
    }
    // Children are looked at in the order in which they were read: one that an earlier, changed child made irrelevant
    // is never refreshed, because the reader is computed again first.
    #childChanged(cell) {
        for (const child of cell.children) {
            this.#refresh(child);
            if (child.changedAt > cell.checkedAt)
                return true;
        }
        return false;
    }
    #compute(cell) {
        const { spec } = cell;
        const inputs = new Edges(cell.inputs);
        const children = new Edges(cell.children);
        let notes;
        const scope = {
            depend: (key) => {
                const input = this.#inputOf(key);
                if (inputs.add(input))
                    input.readers.push(cell);
            },
            cell: (childSpec) => {
                const child = this.#cellOf(childSpec);
                if (child === cell)
                    throw new Error(`cell ${cell.key} reads itself`);
                if (children.add(child))
                    child.readers.push(cell);
                this.#refresh(child);
                return child.value;
            },
            note: (note) => {
                notes ??= [];
                notes.push(note);
            },
        };
        let value;
        try {
            value = spec.compute(scope);
        }
        finally {
            // Also of a computation that threw: it stays dirty, and what it looked at knows it.
            this.#rewire(cell, inputs, children);
        }
        this.#computed++;
        cell.notes = notes ?? none;
        if (notes !== undefined)
            this.#noted.add(cell);
        else
            this.#noted.delete(cell);
        const first = cell.changedAt === 0;
        const kept = !first && (spec.same ?? Object.is)(cell.value, value);
        if (kept)
            return;
        cell.value = value;
        cell.changedAt = this.#revision;
    }
    #rewire(cell, inputs, children) {
        cell.inputs = inputs.now;
        cell.children = children.now;
        for (const input of inputs.gone())
            this.#unlisten(cell, input);
        for (const child of children.gone())
            this.#unread(cell, child);
    }
    #inputOf(key) {
        const known = this.#inputs.get(key);
        if (known !== undefined)
            return known;
        const input = { key, readers: [] };
        this.#inputs.set(key, input);
        return input;
    }
    #unlisten(cell, input) {
        input.readers = input.readers.filter((reader) => reader !== cell);
        if (input.readers.length === 0)
            this.#inputs.delete(input.key);
    }
    #unread(cell, child) {
        child.readers = child.readers.filter((reader) => reader !== cell);
        this.#forgetIfUnread(child);
    }
    #forgetIfUnread(cell) {
        if (cell.root || cell.readers.length > 0 || this.#cells.get(cell.key) !== cell)
            return;
        this.#cells.delete(cell.key);
        this.#noted.delete(cell);
        for (const input of cell.inputs)
            this.#unlisten(cell, input);
        for (const child of cell.children)
            this.#unread(cell, child);
    }
}
/** Lists up to this length are searched as they are; a set would cost more. */
const short = 16;
/** What a computation looks at, beside what it looked at the last time. */
class Edges {
    now = [];
    #before;
    #had;
    #seen;
    constructor(before) {
        this.#before = before;
        this.#had = membership(before);
    }
    /** Whether this edge is new: neither seen in this computation nor in the last one. */
    add(edge) {
        if (this.#has(edge))
            return false;
        this.now.push(edge);
        this.#seen?.add(edge);
        return !this.#had(edge);
    }
    /** The edges of the last computation that are no more. */
    gone() {
        return this.#before.filter((edge) => !this.#has(edge));
    }
    #has(edge) {
        if (this.now.length <= short)
            return this.now.includes(edge);
        this.#seen ??= new Set(this.now);
        return this.#seen.has(edge);
    }
}
function membership(list) {
    if (list.length <= short)
        return (edge) => list.includes(edge);
    const set = new Set(list);
    return (edge) => set.has(edge);
}
/** `same` for lists: as long, and the same elements in the same order. */
export function sameElements(before, after) {
    return before.length === after.length && before.every((element, index) => element === after[index]);
}
//# sourceMappingURL=incremental.js.map