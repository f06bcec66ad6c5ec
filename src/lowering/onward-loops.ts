/** Requests that routes of several waypoints send in a circle. */
import { backendFor } from "../binding/references.js";
import { roadBetween } from "../binding/roads.js";
import { backendsOf } from "../binding/route-services.js";
import type { AttachedRoute } from "../binding/routes.js";
import { routesFor } from "../binding/routes.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { destinationKey } from "../ir/destination.js";
import { destinationsOf, type Route } from "../ir/route.js";
import type { ResourceView } from "../model/resource-set.js";
import { destinationIdOf } from "./names.js";
import type { RoutedPort } from "./routed-port.js";

/**
 * Says at a port's parentRefs which requests its routes may get to see again. What routes match is not looked at: two of
 * them may exclude each other, and a waypoint stops what does come back.
 */
export function reportLoops(
  site: RoutedPort,
  { attached, routes }: { readonly attached: readonly AttachedRoute[]; readonly routes: readonly Route[] },
  { view, report }: { readonly view: ResourceView; readonly report: Report },
): void {
  const sendsOn = routes.some((route) => destinationsOf(route).some(({ onward }) => onward !== undefined));
  if (!sendsOn) return;
  const home = keyOf(site, view);
  for (const { route, origin } of attached) {
    const way = onwardFrom(site, [route], view)
      .map((next) => wayTo(home, next, { seen: new Set([home]), view }))
      .find((found) => found !== undefined);
    if (way === undefined) continue;
    const circle = [site, ...way].map((stop) => hostPortOf(stop, view)).join(" → ");
    const message = `requests may come back: ${circle}`;
    report(diagnostic("WM4072", { origin, message }));
  }
}

/** The stops from `stop` to `home`; undefined if there is no way. */
function wayTo(
  home: string,
  stop: RoutedPort,
  { seen, view }: { readonly seen: Set<string>; readonly view: ResourceView },
): readonly RoutedPort[] | undefined {
  const key = keyOf(stop, view);
  if (key === home) return [stop];
  if (seen.has(key)) return undefined;
  seen.add(key);
  const routes = routesFor(stop.service, stop.port, view).map(({ route }) => route);
  for (const next of onwardFrom(stop, routes, view)) {
    const rest = wayTo(home, next, { seen, view });
    if (rest !== undefined) return [stop, ...rest];
  }
  return undefined;
}

/** The service ports behind other waypoints to which these routes send requests to `site`. */
function onwardFrom(
  { service: parent }: RoutedPort,
  routes: readonly AttachedRoute["route"][],
  view: ResourceView,
): readonly RoutedPort[] {
  return routes.flatMap((route) =>
    backendsOf(route).flatMap((reference): RoutedPort[] => {
      const found = backendFor(reference, { route, parent }, view);
      if (found.kind !== "service" || roadBetween(parent, found.service, view).kind !== "waypoint") return [];
      return [found];
    }),
  );
}

function keyOf({ service, port }: RoutedPort, view: ResourceView): string {
  return destinationKey(destinationIdOf(service, port.port, view.mesh));
}

function hostPortOf({ service, port }: RoutedPort, view: ResourceView): string {
  return `${destinationIdOf(service, port.port, view.mesh).host}:${port.port}`;
}
