import type { AttachedRoute } from "../binding/routes.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { type Route } from "../ir/route.js";
import type { ResourceView } from "../model/resource-set.js";
import type { RoutedPort } from "./routed-port.js";
/**
 * Says at a port's parentRefs which requests its routes may get to see again. What routes match is not looked at: two of
 * them may exclude each other, and a waypoint stops what does come back.
 */
export declare function reportLoops(site: RoutedPort, { attached, routes }: {
    readonly attached: readonly AttachedRoute[];
    readonly routes: readonly Route[];
}, { view, report }: {
    readonly view: ResourceView;
    readonly report: Report;
}): void;
