// A name is unquoted only if it has no comma, quote or backslash; otherwise Node writes it as a JSON string (node:tls,
// "X509Certificate.subjectAltName"). Reading name by name keeps a comma inside one name from starting another.
const nextName = /([^:,]+):("(?:[^"\\]|\\.)*"|[^,"]*)(?:, |$)/y;
/** The URI names in the text form of a subjectAltName; none if the text is not of that form. */
export function uriNames(subjectAltName) {
    const uris = [];
    nextName.lastIndex = 0;
    while (nextName.lastIndex < subjectAltName.length) {
        const [, kind, value = ""] = nextName.exec(subjectAltName) ?? [];
        if (kind === undefined)
            return [];
        if (kind === "URI")
            uris.push(value.startsWith('"') ? String(JSON.parse(value)) : value);
    }
    return uris;
}
//# sourceMappingURL=subject-alt-names.js.map