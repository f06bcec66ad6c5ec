import { routesFor } from "../binding/routes.js";
import { qualifiedName } from "../model/addresses.js";
import { reportLoops } from "./onward-loops.js";
import { lowerRoutePlugins } from "./plugins.js";
import { lowerRouteAccess } from "./route-access.js";
import { reportGrpcBackends, reportMixedKinds, reportUnreachable, reportUnverifiedClaims } from "./route-findings.js";
import { byPrecedence } from "./route-precedence.js";
import { lowerRoute } from "./route-rules.js";
/**
 * The routes of a service port in the order in which they are asked. A client in a namespace with routes of its own
 * (a consumer) gets these instead of the service's, and 404 where none of them matches (GEP-1294, "Multiple routes for
 * a Service": routes are merged within each group only). Its backends are what its own namespace may refer to.
 */
export function lowerRoutes(site, view, report) {
    const attached = routesFor(site.service, site.port, view);
    const ranked = attached.flatMap((route) => rankedRoutes(route, site, { view, report }));
    ranked.sort((one, other) => byPrecedence(one.rank, other.rank));
    const written = ranked.map(({ route }) => route);
    reportMixedKinds(attached, report);
    reportUnreachable(written, report);
    reportLoops(site, { attached, routes: written }, { view, report });
    reportUnverifiedClaims({ routes: written, service: site.service }, view, report);
    const ofConsumers = ranked.filter(({ rank }) => rank.consumer).length;
    const routes = [...written.slice(0, ofConsumers), ...unmatchedConsumers(attached), ...written.slice(ofConsumers)];
    const produced = attached.some(({ audience }) => audience.kind === "producer");
    return { routes, otherwise: produced ? "not-found" : "own-endpoints" };
}
function rankedRoutes({ route, audience }, { service, port }, { view, report }) {
    const clients = audience.kind === "consumer" ? { clientNamespaces: [audience.namespace] } : {};
    if (route.kind === "GRPCRoute")
        reportGrpcBackends({ route, parent: service }, view, report);
    return lowerRoute({ route, parent: service }, view, report).map((lowered) => {
        const match = { ...lowered.route.match, ...clients };
        const rank = {
            match,
            consumer: audience.kind === "consumer",
            named: lowered.named,
            created: route.metadata.creationTimestamp,
            route: qualifiedName(route),
            rule: lowered.rule,
            index: lowered.index,
        };
        const access = lowerRouteAccess({ route, rule: lowered.rule, service }, view, report);
        const plugins = lowerRoutePlugins({ route, rule: lowered.rule, port: port.port }, view);
        const judged = { ...(access !== undefined && { access }), ...(plugins.length > 0 && { plugins }) };
        return { rank, route: { ...lowered.route, match, ...judged } };
    });
}
/** Clients with routes of their own get 404 where none matches, whatever routes or endpoints the service has. */
function unmatchedConsumers(attached) {
    const namespaces = new Map();
    for (const route of attached) {
        const { audience } = route;
        if (audience.kind === "consumer" && !namespaces.has(audience.namespace))
            namespaces.set(audience.namespace, route);
    }
    return [...namespaces].map(([namespace, { origin }]) => ({
        name: `${namespace}/otherwise`,
        match: { path: { kind: "prefix", value: "/" }, headers: [], query: [], clientNamespaces: [namespace] },
        action: { kind: "respond", status: 404, because: `no route of namespace ${namespace} matches` },
        timeouts: {},
        origin,
    }));
}
//# sourceMappingURL=routes.js.map