import { authenticationsFor, authorizationPoliciesFor } from "../binding/policies.js";
import { routePoliciesFor } from "../binding/route-policies.js";
import { waypointFor } from "../binding/waypoints.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { withRoads } from "./onward.js";
import { lowerPolicy } from "./policies.js";
import { sortedByEffect } from "./sorted-policies.js";
/**
 * Who may use a rule of a route, for requests to `service`: the policies that target the route or the rule. They are
 * judged after those of the service port, so a request must pass both. Undefined where there is none.
 */
export function lowerRouteAccess(site, view, report) {
    const { route, rule, service } = site;
    const policies = routePoliciesFor(route, route.spec.rules[rule], view);
    if (policies.length === 0)
        return undefined;
    const lowered = policies.map((policy) => lowerPolicy(policy, view, report));
    const asked = lowered.some(({ consequence }) => consequence.kind === "ask");
    if (!asked || !mayChangeRoute(service, view))
        return onRoads(sortedByEffect(lowered), service, view);
    return sortedByEffect(lowered.flatMap((policy) => withoutAuthorizer(policy, report)));
}
function onRoads(access, service, view) {
    const binding = waypointFor(service, view);
    return binding.kind === "bound" ? withRoads(access, binding.waypoint, view) : access;
}
/**
 * Authorizers of a route are asked by the route that a request has when it arrives. Where tokens or other authorizers
 * may lead it to another one, theirs would never be asked, so what they should be asked about is denied.
 */
function withoutAuthorizer(lowered, report) {
    const { consequence, policy, onTrial } = lowered;
    if (consequence.kind !== "ask")
        return [lowered];
    const outcome = onTrial ? "has no effect" : "denies what it matches";
    const message = `tokens or authorizers of the service may change the route of a request: ${policy.name} ${outcome}`;
    report(diagnostic("WM5056", { origin: at(policy.origin, "spec", "action"), message }));
    return onTrial ? [] : [{ ...lowered, consequence: { kind: "deny" } }];
}
/** Whether something that judges requests to a service makes Envoy look for their route again. */
function mayChangeRoute(service, view) {
    const binding = waypointFor(service, view);
    if (binding.kind !== "bound")
        return false;
    const judged = { service, waypoint: binding.waypoint };
    if (authenticationsFor(judged, view).length > 0)
        return true;
    return authorizationPoliciesFor(judged, view).some((policy) => {
        const { consequence } = lowerPolicy(policy, view, () => undefined);
        return consequence.kind === "ask" && consequence.authorizer.reroutes;
    });
}
//# sourceMappingURL=route-access.js.map