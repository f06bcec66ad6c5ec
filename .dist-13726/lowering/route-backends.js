import { backendFor } from "../binding/references.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { sentOn } from "./onward.js";
import { lowerBackendFilters } from "./route-filters.js";
import { lowerMirrors } from "./route-mirrors.js";
/** Lowers a backendRef. One that leads nowhere, or has filters that cannot be honoured, keeps its share: of errors. */
export function lowerBackend(site, view, report) {
    const { reference, origin } = site;
    const filters = lowerBackendFilters(reference.filters, at(origin, "filters"), report);
    const mirrored = { ...site, filters: reference.filters, origin: at(origin, "filters") };
    const mirrors = lowerMirrors(mirrored, view, report);
    const share = {
        weight: reference.weight,
        ...(filters.requestHeaders !== undefined && { requestHeaders: filters.requestHeaders }),
        ...(filters.responseHeaders !== undefined && { responseHeaders: filters.responseHeaders }),
        ...(filters.rewrite !== undefined && { rewrite: filters.rewrite }),
        ...(mirrors.length > 0 && { mirrors }),
        origin,
    };
    const found = backendFor(reference, site, view);
    if (found.kind === "invalid") {
        const { reason, message, advice } = found;
        report(diagnostic(backendCodes[reason], { origin, message, advice }));
        return { backend: { ...share, to: { kind: "invalid", status: statusWithoutBackend(site), reason } } };
    }
    if (filters.broken !== undefined)
        return { backend: withoutTarget(share, filters.broken) };
    const id = sentOn(found, { parent: site.parent, origin }, { view, report });
    if (id === undefined)
        return { backend: { ...share, to: { kind: "invalid", status: 503, reason: "NoWaypoint" } } };
    return {
        backend: { ...share, to: { kind: "destination", id } },
        ...(filters.prefixOrigin !== undefined && { prefixOrigin: filters.prefixOrigin }),
    };
}
/** The backend's share of requests is answered with 500. */
export function withoutTarget(backend, reason) {
    return { ...backend, to: { kind: "invalid", status: 500, reason } };
}
/** What requests get that no backend can take: UNAVAILABLE for gRPC, which is what clients read in a 503. */
export function statusWithoutBackend({ route }) {
    return route.kind === "GRPCRoute" ? 503 : 500;
}
const backendCodes = {
    BackendNotFound: "WM4007",
    RefNotPermitted: "WM4008",
    InvalidKind: "WM4009",
    UnsupportedProtocol: "WM4010",
};
//# sourceMappingURL=route-backends.js.map