import type { Origin } from "../diagnostics/origin.js";
import type { Access } from "./access.js";
import type { DestinationId } from "./destination.js";
import type { StringPattern } from "./pattern.js";
import type { PluginUse } from "./wasm.js";

/** The routes of one service port, first match wins: precedence was decided when the table was made. */
export interface RouteTable {
  readonly routes: readonly Route[];
  /**
   * What happens to a request no route matches: `own-endpoints` when the port has no route objects at all, else
   * `not-found` (404), as the Gateway API asks.
   */
  readonly otherwise: "own-endpoints" | "not-found";
}

/** One match with its consequence: a rule with several matches becomes several routes. */
export interface Route {
  /** Stable and unique in its table: `shop/reviews/rule[0]/match[1]`, or with the rule's own name. */
  readonly name: string;
  readonly match: RouteMatch;
  readonly action: ForwardAction | RedirectAction | RespondAction;
  /** Applied to the request before it is forwarded, in addition to the backend's own. */
  readonly requestHeaders?: HeaderEdits;
  readonly responseHeaders?: HeaderEdits;
  readonly timeouts: RouteTimeouts;
  /** What web pages of other origins may do; absent: nobody answers for the application. */
  readonly cors?: CrossOrigin;
  /** Judged for requests that take this route, after the rules of the port: both must let them pass. Verifies no tokens. */
  readonly access?: Access;
  /** Plugins of the port that see requests of certain routes only: this is one of those. */
  readonly plugins?: readonly PluginUse[];
  /** The rule (not the match): this is the line to show for a decision. */
  readonly origin: Origin;
}

/** All conditions must hold. */
export interface RouteMatch {
  readonly path: PathMatch;
  readonly method?: string;
  /** Names are lower case and unique. */
  readonly headers: readonly FieldMatch[];
  /** Names are case-sensitive and unique. */
  readonly query: readonly FieldMatch[];
  /** Only gRPC requests, which their content type shows; absent: any. */
  readonly grpc?: true;
  /** What verified tokens must say; a request without such a token does not match. */
  readonly claims?: readonly ClaimMatch[];
  /** Only clients with an identity in one of these namespaces; absent: everybody. */
  readonly clientNamespaces?: readonly string[];
}

/** `prefix` is by path element: `/abc` matches `/abc` and `/abc/d`, never `/abcd`; `/` matches everything. Regexes are RE2 and match the whole path. */
export interface PathMatch {
  readonly kind: "exact" | "prefix" | "regex";
  readonly value: string;
}

/** A named value (header or query parameter) that must be as `value` says. */
export interface FieldMatch {
  readonly name: string;
  readonly value: StringPattern;
}

/** The text at a path of nested keys in a verified token, or one element of a list there. */
export interface ClaimMatch {
  readonly path: readonly string[];
  readonly value: StringPattern;
}

/** Forward to one of the backends, chosen by weight. */
export interface ForwardAction {
  readonly kind: "forward";
  /** At least one with a weight above 0. */
  readonly backends: readonly Backend[];
  readonly rewrite?: UrlRewrite;
  /** Copies of the requests, in addition to those of the chosen backend. */
  readonly mirrors?: readonly Mirror[];
  /** Absent: only what no application has worked on is tried again. */
  readonly retry?: Retry;
  /** Requests of one session go to one endpoint. */
  readonly session?: SessionPersistence;
}

/** A copy of requests goes to a destination of the mesh; its answers are dropped. */
export interface Mirror {
  readonly to: DestinationId;
  /** How many of a million requests are copied. */
  readonly perMillion: number;
  readonly origin: Origin;
}

/** What is tried again: connections that fail or end early, tries that take too long, and some statuses. */
export interface Retry {
  readonly statuses: readonly number[];
  /** Tries after the first; absent: `usualRetries`. */
  readonly attempts?: number;
  /** About how long to wait before the next try, in milliseconds; it grows from try to try. */
  readonly backoffMs?: number;
}

/** Tries after the first where nobody says how many. */
export const usualRetries = 2;

/** How a client shows which session a request belongs to; it learns it from an answer. */
export type SessionPersistence =
  | {
      readonly kind: "cookie";
      readonly name: string;
      readonly path: string;
      /** Seconds after which the session ends; absent: with the client's. */
      readonly lifetimeSeconds?: number;
    }
  | { readonly kind: "header"; readonly name: string };

/** Cross-origin requests (Fetch standard); answered to preflights before any policy judges. */
export interface CrossOrigin {
  readonly origins: readonly StringPattern[];
  /** `*`: whatever is asked for. */
  readonly methods: readonly string[] | "*";
  readonly headers: readonly string[] | "*";
  readonly exposedHeaders: readonly string[];
  readonly credentials: boolean;
  readonly maxAgeSeconds: number;
}

export interface Backend {
  /** 0 is allowed and gets nothing. */
  readonly weight: number;
  readonly to: BackendTarget;
  readonly requestHeaders?: HeaderEdits;
  readonly responseHeaders?: HeaderEdits;
  /** In place of the rule's, where both say something. */
  readonly rewrite?: UrlRewrite;
  readonly mirrors?: readonly Mirror[];
  readonly origin: Origin;
}

/** A destination of the mesh, or a share of requests that is answered with `status` because the reference is invalid. */
export type BackendTarget =
  | { readonly kind: "destination"; readonly id: DestinationId }
  | { readonly kind: "invalid"; readonly status: 500 | 503; readonly reason: string };

/** Answer with a redirect. Absent parts stay as they were in the request. */
export interface RedirectAction {
  readonly kind: "redirect";
  readonly scheme?: "http" | "https";
  readonly hostname?: string;
  /** Absent: the scheme's own port when `scheme` is given, else the port of the listener the request came to. */
  readonly port?: number;
  readonly path?: PathRewrite;
  readonly status: 301 | 302 | 303 | 307 | 308;
}

/** Answer directly: for rules that can do nothing else (no backends, all weights zero). */
export interface RespondAction {
  readonly kind: "respond";
  readonly status: number;
  readonly because: string;
}

export interface UrlRewrite {
  readonly hostname?: string;
  readonly path?: PathRewrite;
}

/** `full` replaces the whole path, `prefix` the part that the rule's prefix matched; the query always survives. */
export interface PathRewrite {
  readonly kind: "full" | "prefix";
  readonly value: string;
}

/** Order of effect: `remove`, then `set`, then `add` (appends). Names are lower case. */
export interface HeaderEdits {
  readonly set: readonly HeaderValue[];
  readonly add: readonly HeaderValue[];
  readonly remove: readonly string[];
}

export interface HeaderValue {
  readonly name: string;
  readonly value: string;
}

/** Milliseconds; absent or 0: no limit. */
export interface RouteTimeouts {
  /** From the first byte of the request to the last of the answer, all tries included. */
  readonly requestMs?: number;
  /** One try. */
  readonly backendRequestMs?: number;
}

/** Where requests that take a route may go, copies included. */
export function destinationsOf({ action }: Route): readonly DestinationId[] {
  if (action.kind !== "forward") return [];
  const backends = action.backends.flatMap(({ to }) => (to.kind === "destination" ? [to.id] : []));
  return [...backends, ...mirrorsOf({ action }).map(({ to }) => to)];
}

/** Where copies of requests that take a route may go. */
export function mirrorsOf({ action }: Pick<Route, "action">): readonly Mirror[] {
  if (action.kind !== "forward") return [];
  return [...(action.mirrors ?? []), ...action.backends.flatMap((backend) => backend.mirrors ?? [])];
}
