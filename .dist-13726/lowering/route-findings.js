/** What there is to say about the routes of one service port together: what none of them shows by itself. */
import { authenticationsFor } from "../binding/policies.js";
import { backendFor } from "../binding/references.js";
import { waypointFor } from "../binding/waypoints.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { protocolOf } from "./protocols.js";
/** Says which routes no request reaches, because a route before them asks for the same. `routes` are in order. */
export function reportUnreachable(routes, report) {
    const first = new Map();
    for (const route of routes) {
        const key = JSON.stringify(route.match);
        const earlier = first.get(key);
        if (earlier === undefined)
            first.set(key, route);
        else if (earlier.origin !== route.origin) {
            const message = `no request reaches ${route.name}: ${earlier.name} matches the same and comes first`;
            const related = [{ origin: earlier.origin, message: "the rule that answers" }];
            report(diagnostic("WM4053", { origin: route.origin, message, related }));
        }
    }
}
/** Says where one audience has routes of both kinds. */
export function reportMixedKinds(attached, report) {
    for (const { route, audience, origin } of attached) {
        if (route.kind !== "GRPCRoute")
            continue;
        const same = attached.find((other) => other.route.kind === "HTTPRoute" && sameAudience(other.audience, audience));
        if (same === undefined)
            continue;
        const http = `HTTPRoute ${qualifiedName(same.route)}`;
        const message = `GRPCRoute ${qualifiedName(route)} and ${http} are about one port: waymark applies both`;
        const related = [{ origin: same.origin, message: "the other kind of route" }];
        report(diagnostic("WM4050", { origin, message, related }));
    }
}
function sameAudience(one, other) {
    if (one.kind === "producer" || other.kind === "producer")
        return one.kind === other.kind;
    return one.namespace === other.namespace;
}
/** Says which rules match by claims where nobody verifies tokens. */
export function reportUnverifiedClaims({ routes, service }, view, report) {
    const byClaims = routes.filter(({ match }) => match.claims !== undefined);
    if (byClaims.length === 0)
        return;
    const binding = waypointFor(service, view);
    if (binding.kind !== "bound")
        return;
    const authentications = authenticationsFor({ service, waypoint: binding.waypoint }, view);
    if (authentications.some(({ spec }) => spec.jwtRules.length > 0))
        return;
    const name = qualifiedName(service);
    const advice = `add a RequestAuthentication for Service ${name}`;
    for (const origin of new Set(byClaims.map((route) => route.origin))) {
        const message = `nobody verifies tokens for Service ${name}, so a match by claim never holds`;
        report(diagnostic("WM4051", { origin, message, advice }));
    }
}
/** Says which backends of a gRPC route are told to be something else than HTTP/2. */
export function reportGrpcBackends({ route, parent }, view, report) {
    for (const [rule, { backendRefs }] of route.spec.rules.entries()) {
        for (const [index, reference] of backendRefs.entries()) {
            const found = backendFor(reference, { route, parent }, view);
            if (found.kind !== "service")
                continue;
            const chosen = protocolOf(found.port, () => true);
            if (chosen.because === "l7-configured" || chosen.protocol === "http2")
                continue;
            const port = `port ${found.port.port} of Service ${qualifiedName(found.service)}`;
            const what = chosen.because === "declared" ? `declares ${chosen.protocol}` : "is taken for TCP";
            const message = `${port} ${what}, so calls are sent to it as HTTP/1.1, which gRPC cannot use`;
            const origin = at(route.origin, "spec", "rules", rule, "backendRefs", index);
            report(diagnostic("WM4054", { origin, message, advice: "declare appProtocol: kubernetes.io/h2c there" }));
        }
    }
}
//# sourceMappingURL=route-findings.js.map