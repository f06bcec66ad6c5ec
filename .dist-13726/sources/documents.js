const separator = /^---(?=[ \t\r\n]|$)/gm;
/**
 * The documents of a file that hold anything besides comments. In YAML a `---` at the start of a line separates
 * documents wherever it stands, inside block texts too, so that no parser is needed to find them.
 */
export function documentTexts(file, content) {
    const body = content.charCodeAt(0) === 0xfeff ? content.slice(1) : content;
    if (file.endsWith(".json"))
        return isBlank(body) ? [] : [{ text: body, firstLine: 1 }];
    const starts = [0, ...Array.from(body.matchAll(separator), (match) => match.index)];
    const documents = [];
    let begin = 0;
    let line = 1;
    for (const [index, start] of starts.entries()) {
        const end = starts[index + 1] ?? body.length;
        const chunk = body.slice(start, end);
        // Directives (`%YAML 1.1`) stand before the separator of the document that they are for.
        const directivesOnly = /^%/m.test(chunk) && isBlank(chunk.replace(/^%.*$/gm, ""));
        if (directivesOnly && end < body.length)
            continue;
        // A comment above the first document that says what to ignore in it.
        if (index === 0 && end < body.length && chunk.includes("waymark-ignore") && isBlank(chunk))
            continue;
        const text = body.slice(begin, end);
        if (!isBlank(text))
            documents.push({ text, firstLine: line });
        line += lineBreaks(text);
        begin = end;
    }
    return documents;
}
/** The document as origins refer to it. */
export function sourceDocument(file, { text, firstLine }) {
    return { source: { file, text, firstLine }, start: 0, end: text.length, within: [] };
}
function lineBreaks(text) {
    let count = 0;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1))
        count++;
    return count;
}
const lineWithContent = /^(?!(?:---|\.\.\.)?[ \t\r]*(?:#.*)?$)/m;
/** Nothing but comments, blanks and document markers. */
function isBlank(text) {
    return !lineWithContent.test(text);
}
//# sourceMappingURL=documents.js.map