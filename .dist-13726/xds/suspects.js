/** What can be part of a resource name: a name is found only where none of these stands beside it. */
const partOfName = /[\w.|/-]/;
/**
 * Divides what a refused response carried by whether the client's text names it. A name is a hint and no proof: what is
 * named is tried alone. A text that names all or none of them tells nothing, and `named` is empty.
 */
export function suspects(carried, text) {
    const named = new Set(carried.filter(({ name }) => mentions(text, name)));
    if (named.size === carried.length)
        return { named: [], others: carried };
    return { named: [...named], others: carried.filter((one) => !named.has(one)) };
}
/** Whether the text has this name as a word of its own: `shop` is not found in `shop-canary`. */
function mentions(text, name) {
    if (name === "")
        return false;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        const beside = [text.charAt(at - 1), text.charAt(at + name.length)];
        if (!beside.some((character) => partOfName.test(character)))
            return true;
    }
    return false;
}
//# sourceMappingURL=suspects.js.map