import { routesFor } from "../../binding/routes.js";
import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Route } from "../../ir/route.js";
import { lowerRoutes } from "../../lowering/routes.js";
import { routeMatchCovers } from "../covering.js";
import { servedServices } from "../restrictions.js";
import type { Rule } from "../rule.js";

/** Matches that never get a request, because a wider one comes before them in the order of precedence. */
export const hiddenMatch: Rule = {
  codes: ["WM4080"],
  check: (view, report) => {
    for (const { service } of servedServices(view)) {
      for (const port of service.spec.ports) {
        if (port.protocol !== "TCP" || routesFor(service, port, view).length === 0) continue;
        const { routes } = lowerRoutes({ service, port }, view, () => undefined);
        reportHidden(routes, report);
      }
    }
  },
};

/** More routes than that are not compared with each other: it would take too long. */
const mostRoutes = 2000;

function reportHidden(routes: readonly Route[], report: Report): void {
  for (const [index, route] of routes.slice(0, mostRoutes).entries()) {
    const earlier = routes.slice(0, index).find((other) => {
      return other.origin !== route.origin && routeMatchCovers(other.match, route.match);
    });
    // Equal matches are said where the routes are lowered; and what follows from nobody's rule is nobody's slip.
    if (earlier === undefined || isSame(earlier, route) || earlier.name.endsWith("/otherwise")) continue;
    const message = `no request reaches ${route.name}: ${earlier.name} comes first and matches all of them`;
    const related = [{ origin: earlier.origin, message: "the rule that answers" }];
    report(diagnostic("WM4080", { origin: route.origin, message, related }));
  }
}

function isSame(one: Route, other: Route): boolean {
  return JSON.stringify(one.match) === JSON.stringify(other.match);
}
