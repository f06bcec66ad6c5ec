import { isMap, isNode, isSeq, parseDocument } from "yaml";
/**
 * Where `origin` is in its file, or `undefined` if it did not come from one. The document is parsed again for this;
 * a field that is not there (a missing one, a default) is placed at the nearest one above that is.
 */
export function locate(origin) {
    const { document } = origin;
    if (document === undefined)
        return undefined;
    const known = located.get(origin);
    if (known !== undefined)
        return known;
    const found = placeOf(origin, document);
    located.set(origin, found);
    return found;
}
/** Origins do not change, and several renderers may ask for one. */
const located = new WeakMap();
/** Where `origin` is in the text of its source: offsets, the second one behind the last character. */
export function rangeInSource(origin) {
    const { document, path, part } = origin;
    return document && rangeOf(document, [...document.within, ...path], part);
}
function placeOf(origin, document) {
    const [start, end] = rangeOf(document, [...document.within, ...origin.path], origin.part);
    const { file, text, firstLine = 1 } = document.source;
    const from = lineAndColumn(text, start);
    const to = lineAndColumn(text, Math.max(end, start));
    return {
        file,
        line: from.line + firstLine - 1,
        column: from.column,
        endLine: to.line + firstLine - 1,
        endColumn: to.column,
    };
}
/** `orders.yaml:18:15`. */
export function locationText({ file, line, column }) {
    return `${file}:${line}:${column}`;
}
/** Offsets in the text of the source. */
function rangeOf(document, path, part) {
    const whole = firstCharacter(document);
    if (path.length === 0)
        return whole;
    const parsed = syntaxOf(document);
    const [start, end] = rangeInDocument(parsed.contents, path, part) ?? [
        whole[0] - document.start,
        whole[1] - document.start,
    ];
    return [document.start + start, document.start + end];
}
function rangeInDocument(root, path, part) {
    let found;
    let node = root;
    for (const [depth, step] of path.entries()) {
        const pair = isMap(node)
            ? node.items.find(({ key }) => keyText(key) === step)
            : undefined;
        const next = isSeq(node) ? node.items[Number(step)] : pair?.value;
        const nameRange = pair === undefined ? undefined : visibleRange(pair.key);
        const isLast = depth === path.length - 1;
        if (pair === undefined && next === undefined)
            break;
        found = (isLast && part === "name" ? nameRange : undefined) ?? visibleRange(next) ?? nameRange ?? found;
        // Something below this field is missing: its name says more than the first line of a long value.
        if (!isLast && !hasStep(next, path[depth + 1]))
            return nameRange ?? found;
        node = next;
    }
    return found;
}
function hasStep(node, step) {
    if (isMap(node))
        return node.items.some(({ key }) => keyText(key) === step);
    return isSeq(node) && node.items[Number(step)] !== undefined;
}
function keyText(key) {
    const value = isNode(key) && "value" in key ? key.value : key;
    return String(value);
}
/** Without the blanks and comments behind it. An empty value has no range worth pointing at. */
function visibleRange(node) {
    const range = node?.range;
    return range && range[1] > range[0] ? [range[0], range[1]] : undefined;
}
/** Syntax trees are large: only those of the documents asked for last are kept. */
const recent = new Map();
const mostRecent = 16;
function syntaxOf({ source, start, end }) {
    const text = source.text.slice(start, end);
    const known = recent.get(text);
    if (known !== undefined)
        return known;
    const parsed = parseDocument(text, { version: "1.1", merge: true, prettyErrors: false, logLevel: "silent" });
    const oldest = recent.size >= mostRecent ? recent.keys().next() : undefined;
    if (oldest?.done === false)
        recent.delete(oldest.value);
    recent.set(text, parsed);
    return parsed;
}
/** The document as a whole is placed at its first line that says something. */
function firstCharacter({ source, start, end }) {
    const lead = /^(?:\s+|#.*|---(?=\s)|%.*)*/.exec(source.text.slice(start, end))?.[0].length ?? 0;
    const from = start + lead < end ? start + lead : start;
    const lineEnd = source.text.indexOf("\n", from);
    return [from, lineEnd === -1 ? end : Math.max(from, Math.min(lineEnd, end))];
}
function lineAndColumn(text, offset) {
    let line = 1;
    let lineStart = 0;
    for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
        line++;
        lineStart = at + 1;
    }
    return { line, column: offset - lineStart + 1 };
}
//# sourceMappingURL=locate.js.map