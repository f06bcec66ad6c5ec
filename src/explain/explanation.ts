/** What explaining a request yields: the story, and how it may end. All of it is plain data. */
import type { Origin } from "../diagnostics/origin.js";
import type { DestinationId } from "../ir/destination.js";
import type { HeaderChange } from "./headers.js";

/** Who says something about a request, in the order in which it comes by. */
export type Layer = "client-proxy" | "waypoint" | "authorizer" | "pod" | "application";

/** One thing that happens to a request on its way. */
export interface Step {
  readonly layer: Layer;
  /** Which one: `shop/waypoint`, `shop/reviews-0`. */
  readonly at: string;
  readonly what: "resolved" | "connect" | "token" | "authorizer" | "policy" | "route" | "action" | "answer";
  /** `held`: considered, without consequence. `decided`: this is why the request ends here or goes on where it does. */
  readonly verdict: "held" | "decided" | "refused";
  /** One sentence. */
  readonly says: string;
  readonly origin?: Origin;
  /** The rule, where it is about one: `shop/readers rule[0]`, or the route's name. */
  readonly rule?: string;
  /** What the rule at `origin` did to the request, which it matched. Absent where no rule matched, or none was asked. */
  readonly did?: "routed" | "allowed" | "refused" | "recorded" | "asked" | "believed";
  /** Policies one of which would have had to match. */
  readonly unmatched?: readonly string[];
  /** The conditions that decided. */
  readonly findings?: readonly ConditionVerdict[];
}

/** One condition and what was found. */
export interface ConditionVerdict {
  readonly holds: boolean;
  /** `path is "/admin/*"`. */
  readonly wanted: string;
  /** `"/public"`; `nothing` where there is none. */
  readonly found: string;
  readonly origin?: Origin;
}

/** One way in which the request may end. */
export interface Outcome {
  /** Of all such requests, between 0 and 1. */
  readonly share: number;
  /** What is answered to the CONNECT; the rest is about what goes through the tunnel. */
  readonly connect: number;
  /** The status; absent where the application chooses it, and where the connection just ends. */
  readonly status?: number;
  /** Who said it. */
  readonly layer: Layer;
  /** Which one. */
  readonly at: string;
  readonly because: string;
  /** The line that decided. */
  readonly origin?: Origin;
  readonly rule?: string;
  /** What happens behind the point where the ways part. */
  readonly steps: readonly Step[];
  /** Where the request arrives; absent if it does not. */
  readonly arrives?: Arrival;
  /** What becomes of the headers of the answer, in order. */
  readonly responseHeaders: readonly HeaderChange[];
}

/** A request as the application gets it. */
export interface Arrival {
  readonly destination?: DestinationId;
  /** The pods it may come to. */
  readonly workloads: readonly string[];
  readonly host: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case; what proxies add on their own account (`x-request-id`) is not listed. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds for all tries together; absent: no limit. */
  readonly requestMs?: number;
  /** Milliseconds for one try; absent: no limit. */
  readonly tryMs?: number;
  /** Who tries again what, on the way; absent: nobody. */
  readonly retries?: readonly Retries[];
  /** Copies go to these. */
  readonly mirrors: readonly DestinationId[];
}

/** What one waypoint tries again: tries that end without an answer or take too long, and these statuses. */
export interface Retries {
  readonly statuses: readonly number[];
  /** Tries after the first. */
  readonly attempts: number;
  /** About how long to wait before the next try, in milliseconds, where a rule says it. */
  readonly backoffMs?: number;
  /** No rule says so: it is what waypoints do with what may be repeated. */
  readonly isUsual?: true;
}

/** The whole story of a request. */
export interface Explanation {
  /** The client's SPIFFE id. */
  readonly client: string;
  readonly clientAddress: string;
  /** As the client named it: `reviews.shop:80`. */
  readonly asked: string;
  readonly method: string;
  readonly path: string;
  /** What happens to every such request. */
  readonly steps: readonly Step[];
  /** At least one; the shares sum to 1. */
  readonly outcomes: readonly Outcome[];
}
