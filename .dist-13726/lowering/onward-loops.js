/** Requests that routes of several waypoints send in a circle. */
import { backendFor } from "../binding/references.js";
import { roadBetween } from "../binding/roads.js";
import { backendsOf } from "../binding/route-services.js";
import { routesFor } from "../binding/routes.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { destinationKey } from "../ir/destination.js";
import { destinationsOf } from "../ir/route.js";
import { destinationIdOf } from "./names.js";
/**
 * Says at a port's parentRefs which requests its routes may get to see again. What routes match is not looked at: two of
 * them may exclude each other, and a waypoint stops what does come back.
 */
export function reportLoops(site, { attached, routes }, { view, report }) {
    const sendsOn = routes.some((route) => destinationsOf(route).some(({ onward }) => onward !== undefined));
    if (!sendsOn)
        return;
    const home = keyOf(site, view);
    for (const { route, origin } of attached) {
        const way = onwardFrom(site, [route], view)
            .map((next) => wayTo(home, next, { seen: new Set([home]), view }))
            .find((found) => found !== undefined);
        if (way === undefined)
            continue;
        const circle = [site, ...way].map((stop) => hostPortOf(stop, view)).join(" → ");
        const message = `requests may come back: ${circle}`;
        report(diagnostic("WM4072", { origin, message }));
    }
}
/** The stops from `stop` to `home`; undefined if there is no way. */
function wayTo(home, stop, { seen, view }) {
    const key = keyOf(stop, view);
    if (key === home)
        return [stop];
    if (seen.has(key))
        return undefined;
    seen.add(key);
    const routes = routesFor(stop.service, stop.port, view).map(({ route }) => route);
    for (const next of onwardFrom(stop, routes, view)) {
        const rest = wayTo(home, next, { seen, view });
        if (rest !== undefined)
            return [stop, ...rest];
    }
    return undefined;
}
/** The service ports behind other waypoints to which these routes send requests to `site`. */
function onwardFrom({ service: parent }, routes, view) {
    return routes.flatMap((route) => backendsOf(route).flatMap((reference) => {
        const found = backendFor(reference, { route, parent }, view);
        if (found.kind !== "service" || roadBetween(parent, found.service, view).kind !== "waypoint")
            return [];
        return [found];
    }));
}
function keyOf({ service, port }, view) {
    return destinationKey(destinationIdOf(service, port.port, view.mesh));
}
function hostPortOf({ service, port }, view) {
    return `${destinationIdOf(service, port.port, view.mesh).host}:${port.port}`;
}
//# sourceMappingURL=onward-loops.js.map