import { destinationsOf, mirrorsOf } from "../ir/route.js";
import { authorizerClusters } from "./filters/external.js";
import { forwardRoutes, invalidStatus } from "./forward-routes.js";
import { resourceTypes } from "./generated.js";
import { headerFields } from "./header-edits.js";
import { httpClusterName, onwardCopies, portName } from "./names.js";
import { loopRoutes } from "./onward.js";
import { redirectAction } from "./redirect.js";
import { retryPolicy } from "./retry-policy.js";
import { routeExtensions } from "./route-extensions.js";
import { routeMatch } from "./route-match.js";
/** The routes of a service port. The host that a client asks for does not choose the service: the address did. */
export function routeConfiguration(port, table, settings) {
    const name = portName(port);
    const routes = [
        ...loopRoutes(table, port.id),
        ...table.routes.flatMap((route) => envoyRoutes(route, port, settings)),
    ];
    if (table.otherwise === "own-endpoints")
        routes.push(ownEndpoints(port));
    return {
        type: resourceTypes.routes,
        name,
        message: {
            name,
            virtualHosts: [
                { name: `inbound|http|${port.id.port}`, domains: ["*"], routes, retryPolicy: retryPolicy(port.protocol) },
            ],
            validateClusters: { value: false },
        },
        requires: clustersOf(port, table).map((cluster) => ({ type: resourceTypes.cluster, name: cluster })),
    };
}
function clustersOf(port, table) {
    const names = table.routes.flatMap(destinationsOf).map(httpClusterName);
    if (table.otherwise === "own-endpoints")
        names.push(httpClusterName(port.id));
    if (table.routes.flatMap(mirrorsOf).some(({ to }) => to.onward === "for-clients"))
        names.push(onwardCopies);
    names.push(...table.routes.flatMap(({ access }) => (access === undefined ? [] : authorizerClusters(access))));
    return [...new Set(names)].sort();
}
function envoyRoutes(route, port, settings) {
    const base = {
        name: route.name,
        match: routeMatch(route.match, settings.trustDomains),
        ...routeExtensions(route, port.id),
    };
    const { action } = route;
    if (action.kind === "forward" && action.backends.some(({ to, weight }) => to.kind === "destination" && weight > 0)) {
        return forwardRoutes(base, { route, action, port: port.id });
    }
    return [{ ...base, ...headerFields([route.requestHeaders], [route.responseHeaders]), ...answering(route, port) }];
}
/** Nothing can be forwarded: say so without looking for a cluster. */
function answering(route, port) {
    const { action } = route;
    switch (action.kind) {
        case "redirect":
            return { redirect: redirectAction(action, route.match.path, port.id.port) };
        case "respond":
            return { directResponse: { status: action.status } };
        case "forward":
            return { directResponse: { status: invalidStatus(action.backends) } };
    }
}
function ownEndpoints(port) {
    return { name: "default", match: { prefix: "/" }, route: { cluster: httpClusterName(port.id), timeout: {} } };
}
//# sourceMappingURL=routes.js.map