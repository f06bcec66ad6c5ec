/**
 * All resources of one group, immutable: type → name → resource, both sorted.
 * A table is a sorted array: one change in 10,000 copies 10,000 pointers and compares about fourteen names.
 */
export class Snapshot {
    #tables;
    /** Names that were given twice with different bytes; `inconsistencies` reports them. */
    duplicates;
    /** @internal Use `emptySnapshot`, `snapshotOf` or `with`. */
    constructor(tables, duplicates = []) {
        this.#tables = tables;
        this.duplicates = duplicates;
    }
    /** Type URLs that have at least one resource, sorted. */
    get types() {
        return [...this.#tables.keys()];
    }
    /** The resources of a type, sorted by name. */
    resources(typeUrl) {
        return this.#tables.get(typeUrl) ?? [];
    }
    find(typeUrl, name) {
        const table = this.#tables.get(typeUrl);
        if (table === undefined)
            return undefined;
        const found = table[lowerBound(table, name, 0)];
        return found?.name === name ? found : undefined;
    }
    /** Number of resources of all types. */
    get size() {
        let size = 0;
        for (const table of this.#tables.values())
            size += table.length;
        return size;
    }
    /** A snapshot with this edit; tables of other types are shared. */
    with(change) {
        const edits = editsByType(change);
        if (edits.size === 0)
            return this;
        const tables = new Map(this.#tables);
        for (const [typeUrl, byName] of edits) {
            const table = edited(this.resources(typeUrl), byName);
            if (table.length === 0)
                tables.delete(typeUrl);
            else
                tables.set(typeUrl, table);
        }
        return new Snapshot(new Map([...tables].sort(([a], [b]) => (a < b ? -1 : 1))), this.duplicates);
    }
}
/** The snapshot without resources. */
export const emptySnapshot = new Snapshot(new Map());
/** A snapshot of these resources. A name given twice with different bytes makes it inconsistent; the last one is kept. */
export function snapshotOf(resources) {
    const upserts = [...resources];
    const seen = new Map();
    const duplicates = [];
    for (const { typeUrl, name, version } of upserts) {
        const key = `${typeUrl}\0${name}`;
        const other = seen.get(key);
        if (other !== undefined && other !== version)
            duplicates.push({ typeUrl, name });
        seen.set(key, version);
    }
    return new Snapshot(tablesOf(emptySnapshot.with({ upserts })), duplicates);
}
/**
 * What differs between two snapshots: every name that is not the very same object in both. Snapshots that share
 * structure are compared quickly; equal bytes in different objects are told apart, because `requires` may differ.
 * @internal
 */
export function identityChanges(before, after) {
    const changed = new Map();
    for (const typeUrl of new Set([...before.types, ...after.types])) {
        const names = changedInTable(before.resources(typeUrl), after.resources(typeUrl));
        if (names.length > 0)
            changed.set(typeUrl, names);
    }
    return changed;
}
/**
 * Everything that makes a snapshot unfit to be served, as sentences: names referred to by `requires` that do not exist,
 * and names given twice with different bytes. Empty means consistent.
 */
export function inconsistencies(snapshot) {
    const found = duplicateSentences(snapshot);
    for (const typeUrl of snapshot.types) {
        for (const item of snapshot.resources(typeUrl))
            found.push(...missingFor(item, snapshot));
    }
    return found;
}
/**
 * The same judgement at the cost of the change: right if `before` was consistent, because only a changed resource can
 * refer to something new and only a removed one can be missed.
 * @internal
 */
export function newInconsistencies(after, changed) {
    const found = duplicateSentences(after);
    const removed = new Map();
    for (const [typeUrl, names] of changed) {
        for (const name of names) {
            const item = after.find(typeUrl, name);
            if (item !== undefined)
                found.push(...missingFor(item, after));
            else
                removed.set(typeUrl, (removed.get(typeUrl) ?? new Set()).add(name));
        }
    }
    if (removed.size === 0)
        return found;
    for (const typeUrl of after.types) {
        for (const item of after.resources(typeUrl)) {
            if (item.requires.some((ref) => removed.get(ref.typeUrl)?.has(ref.name)))
                found.push(...missingFor(item, after));
        }
    }
    return [...new Set(found)];
}
function duplicateSentences(snapshot) {
    return snapshot.duplicates.map((ref) => `${label(ref)} is given twice with different bytes`);
}
function missingFor(item, snapshot) {
    return item.requires
        .filter((ref) => snapshot.find(ref.typeUrl, ref.name) === undefined)
        .map((ref) => `${label(item)} requires ${label(ref)}, which does not exist`);
}
function label(ref) {
    return `${ref.typeUrl.slice(ref.typeUrl.lastIndexOf(".") + 1)} "${ref.name}"`;
}
function tablesOf(snapshot) {
    return new Map(snapshot.types.map((typeUrl) => [typeUrl, snapshot.resources(typeUrl)]));
}
function editsByType(change) {
    const edits = new Map();
    const record = (ref, value) => {
        const byName = edits.get(ref.typeUrl) ?? new Map();
        edits.set(ref.typeUrl, byName.set(ref.name, value));
    };
    for (const ref of change.removals ?? [])
        record(ref, undefined);
    for (const item of change.upserts ?? [])
        record(item, item);
    return edits;
}
function edited(table, edits) {
    const out = [];
    let from = 0;
    for (const [name, item] of [...edits].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const at = lowerBound(table, name, from);
        for (const kept of table.slice(from, at))
            out.push(kept);
        if (item !== undefined)
            out.push(item);
        from = table[at]?.name === name ? at + 1 : at;
    }
    return out.concat(table.slice(from));
}
function lowerBound(table, name, from) {
    let low = from;
    let high = table.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((table[middle]?.name ?? "") < name)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
function changedInTable(before, after) {
    const changed = [];
    if (before === after)
        return changed;
    let left = 0;
    let right = 0;
    while (left < before.length || right < after.length) {
        const old = before[left];
        const current = after[right];
        if (old !== undefined && old === current) {
            left++;
            right++;
        }
        else if (old !== undefined && (current === undefined || old.name < current.name)) {
            changed.push(old.name);
            left++;
        }
        else if (current !== undefined) {
            changed.push(current.name);
            if (old?.name === current.name)
                left++;
            right++;
        }
    }
    return changed;
}
//# sourceMappingURL=snapshot.js.map