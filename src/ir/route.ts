import type { Origin } from "../diagnostics/origin.js";
import type { DestinationId } from "./destination.js";
import type { StringPattern } from "./pattern.js";

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

/** Forward to one of the backends, chosen by weight. */
export interface ForwardAction {
  readonly kind: "forward";
  /** At least one with a weight above 0. */
  readonly backends: readonly Backend[];
  readonly rewrite?: UrlRewrite;
}

export interface Backend {
  /** 0 is allowed and gets nothing. */
  readonly weight: number;
  readonly to: BackendTarget;
  readonly requestHeaders?: HeaderEdits;
  readonly responseHeaders?: HeaderEdits;
  readonly origin: Origin;
}

/** A destination of the mesh, or a share of requests that is answered with `status` because the reference is invalid. */
export type BackendTarget =
  | { readonly kind: "destination"; readonly id: DestinationId }
  | { readonly kind: "invalid"; readonly status: 500; readonly reason: string };

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
