import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { lowerHeaders, usableRegex } from "./route-matches.js";
/** A rule without matches takes every gRPC request. */
export const matchEveryCall = { headers: [] };
/**
 * What one match of a GRPCRoute asks of a request: that it is gRPC, and the path that its service and method make
 * (`/service/method`). Undefined, with a diagnostic, if it cannot be used: it is set aside rather than widened.
 */
export function lowerGrpcMatch(written, origin, report) {
    const path = pathOf(written.method, at(origin, "method"), report);
    const headers = lowerHeaders(written.headers, at(origin, "headers"), report);
    if (path === undefined || headers === undefined)
        return undefined;
    return { path, grpc: true, ...headers, query: [] };
}
function pathOf(match, origin, report) {
    if (match === undefined)
        return { kind: "prefix", value: "/" };
    const { type, service = "", method = "" } = match;
    if (service === "" && method === "") {
        const message = "the match names neither a service nor a method";
        report(diagnostic("WM4026", { origin, message, advice: "leave `method` out to match every call" }));
        return undefined;
    }
    return type === "Exact"
        ? exactPath({ service, method }, origin, report)
        : regexPath({ service, method }, origin, report);
}
/** Names of protobuf (and the CRD): letters, digits, underscores; dots between the parts of a service. */
const forms = {
    service: /^\.?[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/,
    method: /^[A-Za-z_]\w*$/,
};
function exactPath({ service, method }, origin, report) {
    for (const [field, name] of [
        ["service", service],
        ["method", method],
    ]) {
        if (name === "" || forms[field].test(name))
            continue;
        const message = `no gRPC ${field} has the name ${JSON.stringify(name)}`;
        report(diagnostic("WM4026", { origin: at(origin, field), message, advice: "use type: RegularExpression for patterns" }));
        return undefined;
    }
    if (service === "")
        return { kind: "regex", value: `/[^/]+/${method}` };
    return method === "" ? { kind: "prefix", value: `/${service}` } : { kind: "exact", value: `/${service}/${method}` };
}
function regexPath({ service, method }, origin, report) {
    const usable = (field, pattern) => pattern === "" || usableRegex(pattern, at(origin, field), report);
    if (!usable("service", service) || !usable("method", method))
        return undefined;
    const part = (pattern) => (pattern === "" ? "[^/]+" : `(?:${withoutOuterAnchors(pattern)})`);
    return { kind: "regex", value: `/${part(service)}/${part(method)}` };
}
/**
 * The pattern without the anchors at the edges of its alternatives. It becomes a part of a longer one that matches
 * whole paths: there they say nothing, and would never hold. Anchors anywhere else stay, and never hold either way.
 */
function withoutOuterAnchors(pattern) {
    const pieces = pattern.match(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[a-zA-Z-]*:|[\s\S]/g) ?? [];
    const opens = (piece) => piece === undefined || piece === "|" || piece.startsWith("(");
    const closes = (piece) => piece === undefined || piece === "|" || piece === ")";
    return pieces
        .filter((piece, index) => !(piece === "^" && opens(pieces[index - 1])) && !(piece === "$" && closes(pieces[index + 1])))
        .join("");
}
//# sourceMappingURL=grpc-matches.js.map