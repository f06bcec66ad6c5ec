/** The first difference decides: the greater rank comes first. */
export const matchPrecedence = [
    { why: "routes for the client's own namespace come first", rank: ({ consumer }) => Number(consumer) },
    { why: "the more specific kind of match comes first", rank: ({ match }) => -kindOfPath(match) },
    { why: "the longer prefix comes first", rank: ({ match }) => prefixLength(match) },
    { why: "the one that names more of the gRPC service comes first", rank: (one) => namedIn(one, "service") },
    { why: "the one that names more of the gRPC method comes first", rank: (one) => namedIn(one, "method") },
    { why: "one for gRPC comes before one for every request", rank: ({ match }) => Number(match.grpc === true) },
    { why: "a method comes before none", rank: ({ match }) => Number(match.method !== undefined) },
    { why: "more headers and claims come first", rank: ({ match }) => headerCount(match) },
    { why: "more query parameters come first", rank: ({ match }) => match.query.length },
];
/** Smaller is more specific. */
function kindOfPath(match) {
    const { path, grpc, method, query } = match;
    if (path.kind === "exact")
        return 0;
    if (path.kind === "regex")
        return grpc === true ? 2 : 4;
    if (path.value !== "/")
        return 1;
    return grpc === true || method !== undefined || query.length > 0 || headerCount(match) > 0 ? 3 : 5;
}
function headerCount({ headers, claims }) {
    return headers.length + (claims?.length ?? 0);
}
function prefixLength({ path }) {
    return path.kind === "prefix" ? path.value.length : 0;
}
function namedIn({ match, named }, part) {
    return match.path.kind === "regex" ? (named?.[part] ?? 0) : 0;
}
//# sourceMappingURL=match-precedence.js.map