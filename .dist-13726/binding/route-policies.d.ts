import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PluginObject } from "./policies.js";
/** A route, as far as policies care. */
export interface JudgedRoute {
    /** Such as `HTTPRoute`. */
    readonly kind: string;
    readonly metadata: {
        readonly namespace: string;
        readonly name: string;
    };
    readonly spec: {
        readonly rules: readonly {
            readonly name?: string;
        }[];
    };
}
/**
 * The authorization policies that judge requests of one rule of a route, by name; they are in the route's namespace.
 * A policy that names a rule which the route does not have judges all of them: a slip in a name must not open a door.
 */
export declare function routePoliciesFor(route: JudgedRoute, rule: {
    readonly name?: string;
} | undefined, view: ResourceView): readonly Resource<"AuthorizationPolicy">[];
/** The plugins for requests of one rule of a route. */
export declare function routePluginsFor(route: JudgedRoute, rule: {
    readonly name?: string;
} | undefined, view: ResourceView): readonly PluginObject[];
/** Whether a route has a rule of that name. */
export declare function hasRule(route: Pick<JudgedRoute, "spec">, name: string): boolean;
