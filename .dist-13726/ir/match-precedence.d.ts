/**
 * Which of two matches is the more specific one (Gateway API, HTTPRouteRule and GRPCRouteRule, "precedence"). It is
 * decided once, when a table is made; that the same list also tells why keeps what is said true.
 */
import type { RouteMatch } from "./route.js";
/** A match, with what decides and is not part of it. */
export interface RankedMatch {
    readonly match: RouteMatch;
    /** Routes of the clients' own namespace come before those of the service's. */
    readonly consumer: boolean;
    /** Characters of a gRPC service and method that the match names. */
    readonly named?: {
        readonly service: number;
        readonly method: number;
    } | undefined;
}
/** The first difference decides: the greater rank comes first. */
export declare const matchPrecedence: readonly {
    readonly why: string;
    readonly rank: (one: RankedMatch) => number;
}[];
