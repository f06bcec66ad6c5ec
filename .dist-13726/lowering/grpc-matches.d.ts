import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { RouteMatch } from "../ir/route.js";
import type { GrpcRouteMatch } from "../model/grpc-route.js";
/** A rule without matches takes every gRPC request. */
export declare const matchEveryCall: GrpcRouteMatch;
/**
 * What one match of a GRPCRoute asks of a request: that it is gRPC, and the path that its service and method make
 * (`/service/method`). Undefined, with a diagnostic, if it cannot be used: it is set aside rather than widened.
 */
export declare function lowerGrpcMatch(written: GrpcRouteMatch, origin: Origin, report: Report): RouteMatch | undefined;
