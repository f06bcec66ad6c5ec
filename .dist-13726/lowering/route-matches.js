import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { claimPathOf, reportClaimName } from "./claim-matches.js";
import { regexProblem } from "./regex.js";
/** A rule without matches matches everything (the default of the Gateway API). */
export const matchEverything = {
    path: { type: "PathPrefix", value: "/" },
    headers: [],
    queryParams: [],
};
/**
 * What one match of a rule asks of a request; undefined, with a diagnostic, if it cannot be used: then it is set aside
 * rather than widened, and the other matches of its rule stay in effect.
 */
export function lowerMatch(match, origin, report) {
    const path = lowerPath(match.path, at(origin, "path", "value"), report);
    const headers = lowerHeaders(match.headers, at(origin, "headers"), report);
    const query = lowerQuery(match.queryParams, at(origin, "queryParams"), report);
    if (path === undefined || headers === undefined || query === undefined)
        return undefined;
    return { path, ...(match.method !== undefined && { method: match.method }), ...headers, query };
}
/** What matches by header name ask of headers and of claims; undefined if one cannot be used. */
export function lowerHeaders(matches, origin, report) {
    const headers = new Map();
    const claims = new Map();
    for (const [index, match] of matches.entries()) {
        const path = claimPathOf(match.name);
        const key = path === undefined ? match.name.toLowerCase() : JSON.stringify(path);
        if (headers.has(key) || claims.has(key)) {
            reportRepeated(match, at(origin, index), report);
            continue;
        }
        const value = lowerValue(match, at(origin, index), report);
        if (value === undefined)
            return undefined;
        if (path === undefined)
            headers.set(key, { name: key, value });
        else {
            reportClaimName(match.name, at(origin, index, "name"), report);
            claims.set(key, { path, value });
        }
    }
    return { headers: [...headers.values()], ...(claims.size > 0 && { claims: [...claims.values()] }) };
}
function lowerPath({ type, value }, origin, report) {
    if (type === "RegularExpression") {
        return usableRegex(value, origin, report) ? { kind: "regex", value } : undefined;
    }
    if (!value.startsWith("/")) {
        report(diagnostic("WM4026", { origin, message: `no request has the path ${JSON.stringify(value)}` }));
        return undefined;
    }
    const ambiguous = ambiguityOf(value);
    if (ambiguous !== undefined) {
        report(diagnostic("WM4038", { origin, message: `the path ${JSON.stringify(value)} ${ambiguous}` }));
        return undefined;
    }
    if (type === "Exact")
        return { kind: "exact", value };
    // By path element: a slash at the end means nothing.
    const elements = value.replace(/\/+$/, "");
    return { kind: "prefix", value: elements === "" ? "/" : elements };
}
/** What the API refuses in a path that is matched as text (HTTPPathMatch): requests may have it in another spelling. */
function ambiguityOf(path) {
    const part = /\/\/|\/\.\.?(?=\/|$)|%2f|#/i.exec(path)?.[0];
    if (part !== undefined)
        return `contains ${part}`;
    const legal = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(path);
    return legal ? undefined : "contains what cannot stand in a path";
}
function lowerQuery(matches, origin, report) {
    const parameters = new Map();
    for (const [index, match] of matches.entries()) {
        const { name } = match;
        if (parameters.has(name)) {
            reportRepeated(match, at(origin, index), report);
            continue;
        }
        const value = lowerValue(match, at(origin, index), report);
        if (value === undefined)
            return undefined;
        parameters.set(name, { name, value });
    }
    return [...parameters.values()];
}
function reportRepeated({ name }, origin, report) {
    report(diagnostic("WM4018", { origin, message: `${name} is matched before; this match does not count` }));
}
function lowerValue({ type, value }, origin, report) {
    if (type === "Exact")
        return { kind: "exact", value };
    return usableRegex(value, at(origin, "value"), report) ? { kind: "regex", value } : undefined;
}
/** Whether a pattern can be used; if not, says why. */
export function usableRegex(pattern, origin, report) {
    const problem = regexProblem(pattern);
    if (problem === undefined)
        return true;
    const message = `${JSON.stringify(shortened(pattern))} cannot be used: ${problem}`;
    report(diagnostic("WM4015", { origin, message, advice: "this match is set aside; write it in RE2, within bounds" }));
    return false;
}
function shortened(pattern) {
    return pattern.length <= 60 ? pattern : `${pattern.slice(0, 57)}...`;
}
//# sourceMappingURL=route-matches.js.map