/** From so many edits on, writing the list anew costs less than editing a copy. */
const many = 16;
/** `list`, sorted by namespace and name, without `removed` and with `added` in their places. */
export function editedList(list, removed, added) {
    return removed.length + added.length < many ? patched(list, removed, added) : merged(list, new Set(removed), added);
}
function patched(list, removed, added) {
    const next = list.slice();
    for (const resource of removed)
        next.splice(position(next, resource), 1);
    for (const resource of added)
        next.splice(position(next, resource), 0, resource);
    return next;
}
/** Where `resource`, or one of its name, is or belongs. */
function position(list, resource) {
    let low = 0;
    let high = list.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        const other = list[middle];
        if (other !== undefined && byNamespaceAndName(other, resource) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
function merged(list, removed, added) {
    const news = added.toSorted(byNamespaceAndName);
    const next = [];
    let taken = 0;
    for (const resource of list) {
        if (removed.has(resource))
            continue;
        let candidate = news[taken];
        while (candidate !== undefined && byNamespaceAndName(candidate, resource) < 0) {
            next.push(candidate);
            candidate = news[++taken];
        }
        next.push(resource);
    }
    return next.concat(news.slice(taken));
}
/** By code units, so that the order is the same on every machine. */
function byNamespaceAndName({ metadata: a }, { metadata: b }) {
    if (a.namespace !== b.namespace)
        return a.namespace < b.namespace ? -1 : 1;
    if (a.name === b.name)
        return 0;
    return a.name < b.name ? -1 : 1;
}
//# sourceMappingURL=sorted-list.js.map