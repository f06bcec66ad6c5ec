/** Policies about routes: of a whole route, or of one of its rules by name. */
import { qualifiedName } from "../model/addresses.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PolicyTargetReference } from "../model/selectors.js";
import { targetsOf } from "../model/selectors.js";
import type { PluginObject } from "./policies.js";
import { inOwnNamespace, targetKind } from "./policies.js";
import { compareText } from "./workloads.js";

/** A route, as far as policies care. */
export interface JudgedRoute {
  /** Such as `HTTPRoute`. */
  readonly kind: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: { readonly rules: readonly { readonly name?: string }[] };
}

/**
 * The authorization policies that judge requests of one rule of a route, by name; they are in the route's namespace.
 * A policy that names a rule which the route does not have judges all of them: a slip in a name must not open a door.
 */
export function routePoliciesFor(
  route: JudgedRoute,
  rule: { readonly name?: string } | undefined,
  view: ResourceView,
): readonly Resource<"AuthorizationPolicy">[] {
  return aimedAt(view.indexed("policies-by-target", targetOf(route)), route, rule);
}

/** The plugins for requests of one rule of a route. */
export function routePluginsFor(
  route: JudgedRoute,
  rule: { readonly name?: string } | undefined,
  view: ResourceView,
): readonly PluginObject[] {
  return [
    ...aimedAt(view.indexed("plugins-by-target", targetOf(route)), route, rule),
    ...aimedAt(view.indexed("extensions-by-target", targetOf(route)), route, rule),
  ];
}

function targetOf({ kind, metadata }: JudgedRoute): string {
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}

function aimedAt<P extends Resource<"AuthorizationPolicy"> | PluginObject>(
  policies: readonly P[],
  route: JudgedRoute,
  rule: { readonly name?: string } | undefined,
): readonly P[] {
  const { namespace, name } = route.metadata;
  return policies
    .filter(({ metadata, spec }) => {
      if (metadata.namespace !== namespace) return false;
      return targetsOf(spec).some((target) => {
        const isRoute = targetKind(target) === "route" && target.kind === route.kind && target.name === name;
        return isRoute && inOwnNamespace(target, namespace) && coversRule(target, route, rule?.name);
      });
    })
    .sort((one, other) => compareText(qualifiedName(one), qualifiedName(other)));
}

/** Whether a route has a rule of that name. */
export function hasRule(route: Pick<JudgedRoute, "spec">, name: string): boolean {
  return route.spec.rules.some((rule) => rule.name === name);
}

function coversRule({ sectionName }: PolicyTargetReference, route: JudgedRoute, rule: string | undefined): boolean {
  return sectionName === undefined || sectionName === rule || !hasRule(route, sectionName);
}
