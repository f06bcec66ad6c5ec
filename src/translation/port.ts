/** A service port on a waypoint: its skeleton, routes and access rules, and the resources made of each. */
import { serviceWithKey } from "../binding/entry-services.js";
import type { WaypointGateway } from "../binding/waypoints.js";
import { vipClusters } from "../envoy/authority-clusters.js";
import { policySlot } from "../envoy/policy-slot.js";
import { routeConfiguration } from "../envoy/routes.js";
import { serviceListener } from "../envoy/service-listener.js";
import { sameElements } from "../incremental.js";
import type { Access } from "../ir/access.js";
import { openAccess } from "../ir/access.js";
import { keyDestinations } from "../ir/authentication.js";
import { type DestinationId, destinationKey } from "../ir/destination.js";
import { authorizerDestinations, grpcDestinations } from "../ir/external.js";
import { destinationsOf, type RouteTable } from "../ir/route.js";
import type { PluginUse } from "../ir/wasm.js";
import type { ServedPort, ServicePort, WaypointSettings } from "../ir/waypoint.js";
import { lowerAccess } from "../lowering/access.js";
import { lowerPort } from "../lowering/ports.js";
import { lowerRoutes } from "../lowering/routes.js";
import { lowerSettings } from "../lowering/settings.js";
import type { Resource } from "../model/resource.js";
import type { Resource as XdsResource } from "../xds/resource.js";
import { waypointStep } from "./membership.js";
import { type CurrentResources, encoded, type Sight, type Step, sameResources, step } from "./step.js";

/** One port of one service on one waypoint; names are `namespace/name`, of a host of a service entry `namespace/name/host`. */
export interface PortKey {
  readonly waypoint: string;
  readonly service: string;
  readonly port: number;
}

/** What is the same for the whole waypoint. Undefined once the waypoint is gone. */
export function settingsStep(current: CurrentResources, waypoint: string): Step<WaypointSettings | undefined> {
  return step(current, {
    key: `settings/${waypoint}`,
    compute: ({ scope, view, report }) => {
      const gateway = scope.cell(waypointStep(current, waypoint));
      return gateway === undefined ? undefined : lowerSettings(gateway, view, report);
    },
  });
}

/** The port with its routes and rules, as IR. Undefined once the port, its service or the waypoint is gone. */
export function servedPortStep(current: CurrentResources, key: PortKey): Step<ServedPort | undefined> {
  return step(current, {
    key: `served/${keyText(key)}`,
    compute: ({ scope }) => {
      const port = scope.cell(skeletonStep(current, key));
      if (port === undefined) return undefined;
      const access = scope.cell(accessStep(current, key));
      if (port.protocol === "tcp") return { port, access };
      return { port, access, routes: scope.cell(routesStep(current, key)) };
    },
  });
}

/** Every resource of the port that belongs to this waypoint alone. */
export function portResourcesStep(current: CurrentResources, key: PortKey): Step<readonly XdsResource[]> {
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
export function targetsStep(current: CurrentResources, key: PortKey): Step<readonly DestinationId[]> {
  return step(current, {
    key: `targets/${keyText(key)}`,
    compute: ({ scope }) => {
      const served = scope.cell(servedPortStep(current, key));
      if (served === undefined) return [];
      return [served.port.id, ...targetsOf(served.routes), ...askedDestinations(served)];
    },
    same: sameDestinations,
  });
}

function listenerResourcesStep(current: CurrentResources, key: PortKey): Step<readonly XdsResource[]> {
  return step(current, {
    key: `listener/${keyText(key)}`,
    compute: ({ scope }) => {
      const port = scope.cell(skeletonStep(current, key));
      const settings = scope.cell(settingsStep(current, key.waypoint));
      if (port === undefined || settings === undefined) return [];
      return [serviceListener(port, settings), ...vipClusters(port)].map(encoded);
    },
    same: sameResources,
  });
}

function routeResourcesStep(current: CurrentResources, key: PortKey): Step<readonly XdsResource[]> {
  return step(current, {
    key: `rds/${keyText(key)}`,
    compute: ({ scope }) => {
      const port = scope.cell(skeletonStep(current, key));
      const settings = scope.cell(settingsStep(current, key.waypoint));
      if (port === undefined || settings === undefined || port.protocol === "tcp") return [];
      return [encoded(routeConfiguration(port, scope.cell(routesStep(current, key)), settings))];
    },
    same: sameResources,
  });
}

function policyResourcesStep(current: CurrentResources, key: PortKey): Step<readonly XdsResource[]> {
  return step(current, {
    key: `ecds/${keyText(key)}`,
    compute: ({ scope }) => {
      const port = scope.cell(skeletonStep(current, key));
      if (port === undefined || port.protocol === "tcp") return [];
      return [encoded(policySlot(port, scope.cell(accessStep(current, key))))];
    },
    same: sameResources,
  });
}

/** The plugins that run on a port. */
export function pluginsOfPortStep(current: CurrentResources, key: PortKey): Step<readonly PluginUse[]> {
  return step(current, {
    key: `plugins/${keyText(key)}`,
    compute: ({ scope }) => scope.cell(accessStep(current, key)).plugins ?? noPlugins,
    same: sameElements,
  });
}

const noPlugins: readonly PluginUse[] = [];

function skeletonStep(current: CurrentResources, key: PortKey): Step<ServicePort | undefined> {
  return step(current, {
    key: `port/${keyText(key)}`,
    compute: (sight) => {
      const site = siteOf(current, key, sight);
      return site && lowerPort(site, sight.view, sight.report);
    },
  });
}

/** Routes do not depend on the waypoint: two waypoints never serve one port, but a port may change its waypoint. */
function routesStep(current: CurrentResources, key: PortKey): Step<RouteTable> {
  return step(current, {
    key: `routes/${key.service}/${key.port}`,
    compute: (sight) => {
      const site = siteOf(current, key, sight);
      return site === undefined ? noRoutes : lowerRoutes(site, sight.view, sight.report);
    },
  });
}

function accessStep(current: CurrentResources, key: PortKey): Step<Access> {
  return step(current, {
    key: `access/${keyText(key)}`,
    compute: (sight) => {
      const site = siteOf(current, key, sight);
      return site === undefined ? openAccess : lowerAccess(site, sight.view, sight.report);
    },
  });
}

const noRoutes: RouteTable = { routes: [], otherwise: "not-found" };

interface Site {
  readonly service: Resource<"Service">;
  readonly port: Resource<"Service">["spec"]["ports"][number];
  readonly waypoint: WaypointGateway;
}

function siteOf(current: CurrentResources, key: PortKey, { scope, view }: Sight): Site | undefined {
  const service = serviceWithKey(key.service, view);
  const port = service?.spec.ports.find((candidate) => candidate.port === key.port);
  const waypoint = scope.cell(waypointStep(current, key.waypoint));
  if (service === undefined || port === undefined || waypoint === undefined) return undefined;
  return { service, port, waypoint };
}

function targetsOf(routes: RouteTable | undefined): readonly DestinationId[] {
  const found = new Map<string, DestinationId>();
  for (const id of routes?.routes.flatMap(destinationsOf) ?? []) found.set(destinationKey(id), id);
  return [...found.values()];
}

/** Whom the rules of the port and of its routes ask. */
export function askedDestinations({ access, routes }: ServedPort): readonly DestinationId[] {
  const rules = [access, ...(routes?.routes ?? []).map((route) => route.access)];
  const authorizers = rules.flatMap((each) => authorizerDestinations(each?.external));
  return [...keyDestinations(access.authentication), ...authorizers];
}

/** Whom they ask by gRPC. */
export function grpcStep(current: CurrentResources, key: PortKey): Step<readonly DestinationId[]> {
  return step(current, {
    key: `grpc/${keyText(key)}`,
    compute: ({ scope }) => grpcOf(scope.cell(servedPortStep(current, key))),
    same: sameDestinations,
  });
}

/** The destinations that the rules of a port and of its routes ask by gRPC. */
export function grpcOf(served: ServedPort | undefined): readonly DestinationId[] {
  const rules = [served?.access, ...(served?.routes?.routes ?? []).map((route) => route.access)];
  return rules.flatMap((each) => grpcDestinations(each?.external));
}

function sameDestinations(before: readonly DestinationId[], after: readonly DestinationId[]): boolean {
  return before.length === after.length && before.every((id, i) => sameDestination(id, after[i]));
}

function sameDestination(one: DestinationId, other: DestinationId | undefined): boolean {
  return other !== undefined && destinationKey(one) === destinationKey(other);
}

function keyText({ waypoint, service, port }: PortKey): string {
  return `${waypoint}/${service}/${port}`;
}
