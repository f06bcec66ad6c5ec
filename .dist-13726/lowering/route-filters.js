import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { lowerHeaderModifier } from "./header-edits.js";
import { lowerCors } from "./route-cors.js";
/** Lowers the filters of a rule. */
export function lowerRuleFilters(filters, origin, report) {
    const { host, ...merged } = mergedFilters(filters, origin, report);
    if (merged.redirect !== undefined && merged.rewrite !== undefined) {
        const message = "a rule cannot both redirect and rewrite";
        report(diagnostic("WM4025", { origin, message }));
        return { broken: message };
    }
    return host === undefined ? merged : withHost(merged, host, report);
}
/** Lowers the filters of a backend: those that change the request or the answer, and mirrors. */
export function lowerBackendFilters(filters, origin, report) {
    const other = filters.findIndex(({ type }) => !onBackends.includes(type));
    if (other >= 0)
        return notHonoured(`the filter ${filters[other]?.type} on a backend`, at(origin, other), report);
    const { host, ...merged } = mergedFilters(filters, origin, report);
    return host === undefined ? merged : withHost(merged, host, report);
}
const onBackends = [
    "RequestHeaderModifier",
    "ResponseHeaderModifier",
    "URLRewrite",
    "RequestMirror",
];
/** Of these there may be several; header modifiers, say, would have no defined order. */
const repeatable = ["RequestMirror", "ExtensionRef"];
function mergedFilters(filters, origin, report) {
    const parts = filters.map((filter, index) => lowerFilter(filter, at(origin, index), report));
    const twice = filters.findIndex(({ type }, index) => {
        return !repeatable.includes(type) && filters.slice(0, index).some((earlier) => earlier.type === type);
    });
    if (twice >= 0) {
        const message = `the filter ${filters[twice]?.type} is given twice`;
        report(diagnostic("WM4025", { origin: at(origin, twice), message }));
        parts.push({ broken: message });
    }
    return Object.assign({}, ...parts);
}
function lowerFilter(filter, origin, report) {
    switch (filter.type) {
        case "RequestHeaderModifier": {
            const place = { origin: at(origin, "requestHeaderModifier"), of: "request" };
            const lowered = lowerHeaderModifier(filter.requestHeaderModifier, place, report);
            if (lowered === undefined)
                return { broken: "a request header cannot be modified" };
            return { requestHeaders: lowered.edits, ...(lowered.host !== undefined && { host: lowered.host }) };
        }
        case "ResponseHeaderModifier": {
            const place = { origin: at(origin, "responseHeaderModifier"), of: "response" };
            const lowered = lowerHeaderModifier(filter.responseHeaderModifier, place, report);
            return lowered === undefined
                ? { broken: "a response header cannot be modified" }
                : { responseHeaders: lowered.edits };
        }
        case "RequestRedirect": {
            const { path } = filter.requestRedirect;
            const place = at(origin, "requestRedirect", "path");
            return (brokenPath(path, place, report) ?? { redirect: redirectOf(filter.requestRedirect), ...prefixAt(path, place) });
        }
        case "URLRewrite": {
            const { hostname, path } = filter.urlRewrite;
            const place = at(origin, "urlRewrite", "path");
            const rewrite = { ...(hostname !== undefined && { hostname }), ...(path && { path: pathRewrite(path) }) };
            return brokenPath(path, place, report) ?? { rewrite, ...prefixAt(path, place) };
        }
        case "CORS":
            return { cors: lowerCors(filter.cors, at(origin, "cors"), report) };
        case "RequestMirror":
            return {};
        case "ExternalAuth":
            return notHonoured("the filter ExternalAuth", origin, report);
        case "ExtensionRef": {
            const { group, kind, name } = filter.extensionRef;
            return notHonoured(`the extension ${[group, kind, name].filter((part) => part !== "").join("/")}`, origin, report);
        }
    }
}
/** Nobody may be served as if the filter had been applied: it might have kept them out. */
function notHonoured(what, origin, report) {
    const advice = "remove it: until then these requests are answered with 500 rather than passed on without it";
    report(diagnostic("WM4013", { origin, message: `${what} is not honoured`, advice }));
    return { broken: `${what} is not honoured` };
}
function withHost(filters, host, report) {
    const { rewrite, redirect } = filters;
    // A redirect answers the request itself: nobody sees its Host.
    if (redirect !== undefined)
        return filters;
    if (rewrite?.hostname !== undefined) {
        const message = `Host is set to ${host.value} here and to ${rewrite.hostname} by URLRewrite, which wins`;
        report(diagnostic("WM4016", { origin: host.origin, message }));
        return filters;
    }
    return { ...filters, rewrite: { ...rewrite, hostname: host.value } };
}
function redirectOf({ scheme, hostname, port, path, statusCode }) {
    return {
        kind: "redirect",
        ...(scheme !== undefined && { scheme }),
        ...(hostname !== undefined && { hostname }),
        ...(port !== undefined && { port }),
        ...(path !== undefined && { path: pathRewrite(path) }),
        status: statusCode,
    };
}
/** A slash at the end of a replaced prefix means nothing (Gateway API, HTTPPathModifier); nothing left means `/`. */
function pathRewrite(path) {
    if (path.type === "ReplaceFullPath")
        return { kind: "full", value: absolute(path.replaceFullPath) };
    return { kind: "prefix", value: absolute(path.replacePrefixMatch.replace(/\/+$/, "")) };
}
/** Paths begin with a slash, whether or not it was written. */
function absolute(path) {
    return path.startsWith("/") ? path : `/${path}`;
}
function brokenPath(path, origin, report) {
    if (path === undefined || isPath(pathRewrite(path).value))
        return undefined;
    const message = "the new path contains what cannot stand in a path, such as a space, ? or #";
    report(diagnostic("WM4024", { origin, message }));
    return { broken: message };
}
/** Anything else would end the path, or the line that it stands in. */
function isPath(text) {
    return /^[!-~]*$/.test(text) && !/[?#]/.test(text);
}
function prefixAt(path, origin) {
    return path?.type === "ReplacePrefixMatch" ? { prefixOrigin: at(origin, "replacePrefixMatch") } : {};
}
//# sourceMappingURL=route-filters.js.map