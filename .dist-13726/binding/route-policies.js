/** Policies about routes: of a whole route, or of one of its rules by name. */
import { qualifiedName } from "../model/addresses.js";
import { targetsOf } from "../model/selectors.js";
import { inOwnNamespace, targetKind } from "./policies.js";
import { compareText } from "./workloads.js";
/**
 * The authorization policies that judge requests of one rule of a route, by name; they are in the route's namespace.
 * A policy that names a rule which the route does not have judges all of them: a slip in a name must not open a door.
 */
export function routePoliciesFor(route, rule, view) {
    return aimedAt(view.indexed("policies-by-target", targetOf(route)), route, rule);
}
/** The plugins for requests of one rule of a route. */
export function routePluginsFor(route, rule, view) {
    return [
        ...aimedAt(view.indexed("plugins-by-target", targetOf(route)), route, rule),
        ...aimedAt(view.indexed("extensions-by-target", targetOf(route)), route, rule),
    ];
}
function targetOf({ kind, metadata }) {
    return `${kind}/${metadata.namespace}/${metadata.name}`;
}
function aimedAt(policies, route, rule) {
    const { namespace, name } = route.metadata;
    return policies
        .filter(({ metadata, spec }) => {
        if (metadata.namespace !== namespace)
            return false;
        return targetsOf(spec).some((target) => {
            const isRoute = targetKind(target) === "route" && target.kind === route.kind && target.name === name;
            return isRoute && inOwnNamespace(target, namespace) && coversRule(target, route, rule?.name);
        });
    })
        .sort((one, other) => compareText(qualifiedName(one), qualifiedName(other)));
}
/** Whether a route has a rule of that name. */
export function hasRule(route, name) {
    return route.spec.rules.some((rule) => rule.name === name);
}
function coversRule({ sectionName }, route, rule) {
    return sectionName === undefined || sectionName === rule || !hasRule(route, sectionName);
}
//# sourceMappingURL=route-policies.js.map