/** A service port on a waypoint: its skeleton, routes and access rules, and the resources made of each. */
import { serviceWithKey } from "../binding/entry-services.js";
import { vipClusters } from "../envoy/authority-clusters.js";
import { policySlot } from "../envoy/policy-slot.js";
import { routeConfiguration } from "../envoy/routes.js";
import { serviceListener } from "../envoy/service-listener.js";
import { sameElements } from "../incremental.js";
import { openAccess } from "../ir/access.js";
import { keyDestinations } from "../ir/authentication.js";
import { destinationKey } from "../ir/destination.js";
import { authorizerDestinations, grpcDestinations } from "../ir/external.js";
import { destinationsOf } from "../ir/route.js";
import { lowerAccess } from "../lowering/access.js";
import { lowerPort } from "../lowering/ports.js";
import { lowerRoutes } from "../lowering/routes.js";
import { lowerSettings } from "../lowering/settings.js";
import { waypointStep } from "./membership.js";
import { encoded, sameResources, step } from "./step.js";
/** What is the same for the whole waypoint. Undefined once the waypoint is gone. */
export function settingsStep(current, waypoint) {
    return step(current, {
        key: `settings/${waypoint}`,
        compute: ({ scope, view, report }) => {
            const gateway = scope.cell(waypointStep(current, waypoint));
            return gateway === undefined ? undefined : lowerSettings(gateway, view, report);
        },
    });
}
/** The port with its routes and rules, as IR. Undefined once the port, its service or the waypoint is gone. */
export function servedPortStep(current, key) {
    return step(current, {
        key: `served/${keyText(key)}`,
        compute: ({ scope }) => {
            const port = scope.cell(skeletonStep(current, key));
            if (port === undefined)
                return undefined;
            const access = scope.cell(accessStep(current, key));
            if (port.protocol === "tcp")
                return { port, access };
            return { port, access, routes: scope.cell(routesStep(current, key)) };
        },
    });
}
/** Every resource of the port that belongs to this waypoint alone. */
export function portResourcesStep(current, key) {
    return step(current, {
        key: `port-resources/${keyText(key)}`,
        compute: ({ scope }) => [
            ...scope.cell(listenerResourcesStep(current, key)),
            ...scope.cell(routeResourcesStep(current, key)),
            ...scope.cell(policyResourcesStep(current, key)),
        ],
        same: sameResources,
    });
}
/** The destinations that the port's routes, or the port itself, send requests to, and those that are asked for keys or decisions. */
export function targetsStep(current, key) {
    return step(current, {
        key: `targets/${keyText(key)}`,
        compute: ({ scope }) => {
            const served = scope.cell(servedPortStep(current, key));
            if (served === undefined)
                return [];
            return [served.port.id, ...targetsOf(served.routes), ...askedDestinations(served)];
        },
        same: sameDestinations,
    });
}
function listenerResourcesStep(current, key) {
    return step(current, {
        key: `listener/${keyText(key)}`,
        compute: ({ scope }) => {
            const port = scope.cell(skeletonStep(current, key));
            const settings = scope.cell(settingsStep(current, key.waypoint));
            if (port === undefined || settings === undefined)
                return [];
            return [serviceListener(port, settings), ...vipClusters(port)].map(encoded);
        },
        same: sameResources,
    });
}
function routeResourcesStep(current, key) {
    return step(current, {
        key: `rds/${keyText(key)}`,
        compute: ({ scope }) => {
            const port = scope.cell(skeletonStep(current, key));
            const settings = scope.cell(settingsStep(current, key.waypoint));
            if (port === undefined || settings === undefined || port.protocol === "tcp")
                return [];
            return [encoded(routeConfiguration(port, scope.cell(routesStep(current, key)), settings))];
        },
        same: sameResources,
    });
}
function policyResourcesStep(current, key) {
    return step(current, {
        key: `ecds/${keyText(key)}`,
        compute: ({ scope }) => {
            const port = scope.cell(skeletonStep(current, key));
            if (port === undefined || port.protocol === "tcp")
                return [];
            return [encoded(policySlot(port, scope.cell(accessStep(current, key))))];
        },
        same: sameResources,
    });
}
/** The plugins that run on a port. */
export function pluginsOfPortStep(current, key) {
    return step(current, {
        key: `plugins/${keyText(key)}`,
        compute: ({ scope }) => scope.cell(accessStep(current, key)).plugins ?? noPlugins,
        same: sameElements,
    });
}
const noPlugins = [];
function skeletonStep(current, key) {
    return step(current, {
        key: `port/${keyText(key)}`,
        compute: (sight) => {
            const site = siteOf(current, key, sight);
            return site && lowerPort(site, sight.view, sight.report);
        },
    });
}
/** Routes do not depend on the waypoint: two waypoints never serve one port, but a port may change its waypoint. */
function routesStep(current, key) {
    return step(current, {
        key: `routes/${key.service}/${key.port}`,
        compute: (sight) => {
            const site = siteOf(current, key, sight);
            return site === undefined ? noRoutes : lowerRoutes(site, sight.view, sight.report);
        },
    });
}
function accessStep(current, key) {
    return step(current, {
        key: `access/${keyText(key)}`,
        compute: (sight) => {
            const site = siteOf(current, key, sight);
            return site === undefined ? openAccess : lowerAccess(site, sight.view, sight.report);
        },
    });
}
const noRoutes = { routes: [], otherwise: "not-found" };
function siteOf(current, key, { scope, view }) {
    const service = serviceWithKey(key.service, view);
    const port = service?.spec.ports.find((candidate) => candidate.port === key.port);
    const waypoint = scope.cell(waypointStep(current, key.waypoint));
    if (service === undefined || port === undefined || waypoint === undefined)
        return undefined;
    return { service, port, waypoint };
}
function targetsOf(routes) {
    const found = new Map();
    for (const id of routes?.routes.flatMap(destinationsOf) ?? [])
        found.set(destinationKey(id), id);
    return [...found.values()];
}
/** Whom the rules of the port and of its routes ask. */
export function askedDestinations({ access, routes }) {
    const rules = [access, ...(routes?.routes ?? []).map((route) => route.access)];
    const authorizers = rules.flatMap((each) => authorizerDestinations(each?.external));
    return [...keyDestinations(access.authentication), ...authorizers];
}
/** Whom they ask by gRPC. */
export function grpcStep(current, key) {
    return step(current, {
        key: `grpc/${keyText(key)}`,
        compute: ({ scope }) => grpcOf(scope.cell(servedPortStep(current, key))),
        same: sameDestinations,
    });
}
/** The destinations that the rules of a port and of its routes ask by gRPC. */
export function grpcOf(served) {
    const rules = [served?.access, ...(served?.routes?.routes ?? []).map((route) => route.access)];
    return rules.flatMap((each) => grpcDestinations(each?.external));
}
function sameDestinations(before, after) {
    return before.length === after.length && before.every((id, i) => sameDestination(id, after[i]));
}
function sameDestination(one, other) {
    return other !== undefined && destinationKey(one) === destinationKey(other);
}
function keyText({ waypoint, service, port }) {
    return `${waypoint}/${service}/${port}`;
}
//# sourceMappingURL=port.js.map