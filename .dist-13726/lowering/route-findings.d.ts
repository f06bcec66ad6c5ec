import type { AttachedRoute } from "../binding/routes.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Route } from "../ir/route.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
/** Says which routes no request reaches, because a route before them asks for the same. `routes` are in order. */
export declare function reportUnreachable(routes: readonly Route[], report: Report): void;
/** Says where one audience has routes of both kinds. */
export declare function reportMixedKinds(attached: readonly AttachedRoute[], report: Report): void;
/** Says which rules match by claims where nobody verifies tokens. */
export declare function reportUnverifiedClaims({ routes, service }: {
    readonly routes: readonly Route[];
    readonly service: Resource<"Service">;
}, view: ResourceView, report: Report): void;
/** Says which backends of a gRPC route are told to be something else than HTTP/2. */
export declare function reportGrpcBackends({ route, parent }: {
    readonly route: Resource<"GRPCRoute">;
    readonly parent: Resource<"Service">;
}, view: ResourceView, report: Report): void;
