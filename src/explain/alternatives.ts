/** How a route shares its requests among backends, and what each of them gets. */
import type { DestinationId } from "../ir/destination.js";
import type { Backend, ForwardAction, Mirror, Route } from "../ir/route.js";
import { headerChanges, hostWritten } from "./header-changes.js";
import { type HeaderChange, withChanges } from "./headers.js";
import type { SentRequest } from "./request.js";
import { rewrittenPath } from "./rewrites.js";
import { cookieValue } from "./token-places.js";

/** One share of the requests of a route. */
export interface Alternative {
  /** Of all requests of the route, between 0 and 1. */
  readonly share: number;
  readonly to:
    | { readonly kind: "destination"; readonly id: DestinationId }
    | { readonly kind: "invalid"; readonly status: number; readonly reason: string };
  readonly backend: Backend;
  /** As the backend gets it. */
  readonly request: SentRequest;
  readonly responseHeaders: readonly HeaderChange[];
  readonly mirrors: readonly Mirror[];
}

/** Backends with a weight, each with its share. Sessions stay with the backend that they know. */
export function alternativesOf(
  route: Pick<Route, "match" | "requestHeaders" | "responseHeaders">,
  action: ForwardAction,
  request: SentRequest,
): readonly Alternative[] {
  const backends = action.backends.filter(({ weight }) => weight > 0);
  const total = backends.reduce((sum, { weight }) => sum + weight, 0);
  const pinned = pinnedBackend(action, backends, request);
  const nobody = backends.every(({ to }) => to.kind === "invalid");
  const chosen = pinned === undefined ? (nobody ? backends.slice(0, 1) : backends) : [pinned];
  const status = backends.some(({ to }) => to.kind === "invalid" && to.status === 503) ? 503 : 500;
  const shares = splitsPaths(backends);
  return chosen.map((backend): Alternative => {
    const edits = [route.requestHeaders, backend.requestHeaders];
    const host = backend.rewrite?.hostname ?? action.rewrite?.hostname ?? hostWritten(edits) ?? request.host;
    const path = backend.rewrite?.path ?? action.rewrite?.path;
    const { to } = backend;
    return {
      share: chosen.length > 1 ? backend.weight / total : 1,
      to: to.kind === "destination" ? to : { ...to, status: shares && !nobody ? to.status : status },
      backend,
      request: {
        method: request.method,
        host,
        path: rewrittenPath(request.path, path, route.match.path),
        headers: withChanges(request.headers, headerChanges(edits)),
      },
      responseHeaders: [
        // Where there is nobody to forward to, no backend has a say.
        ...headerChanges([route.responseHeaders, nobody ? undefined : backend.responseHeaders]),
        ...sessionChoice(action, backend, backends),
      ],
      mirrors: [...(action.mirrors ?? []), ...(backend.mirrors ?? [])],
    };
  });
}

/** The edits of the answer for each share of the requests, whoever answers them. */
export function shareEdits(
  route: Pick<Route, "match" | "requestHeaders" | "responseHeaders">,
  action: ForwardAction,
  request: SentRequest,
): readonly { readonly share: number; readonly edits: readonly HeaderChange[] }[] {
  const backends = action.backends.filter(({ weight }) => weight > 0);
  // Nobody has a say in what a route answers by itself.
  const answersItself = backends.every(({ to }) => to.kind === "invalid");
  return alternativesOf(route, action, request).map(({ share, responseHeaders }) => ({
    share,
    edits: answersItself ? [] : responseHeaders,
  }));
}

/** Paths and copies of their own cannot be shared out within one route. */
function splitsPaths(backends: readonly Backend[]): boolean {
  if (backends.length <= 1 || backends.every(({ to }) => to.kind === "invalid")) return true;
  return backends.some(({ mirrors, rewrite }) => mirrors !== undefined || rewrite?.path !== undefined);
}

function pinnedBackend(
  { session }: ForwardAction,
  backends: readonly Backend[],
  { headers }: SentRequest,
): Backend | undefined {
  if (session?.kind !== "cookie" || backends.length <= 1) return undefined;
  const known = cookieValue(headers, `${session.name}.backend`);
  return known === undefined ? undefined : backends.find((backend) => choiceOf(backend) === known);
}

function sessionChoice(
  { session }: ForwardAction,
  backend: Backend,
  backends: readonly Backend[],
): readonly HeaderChange[] {
  const choice = choiceOf(backend);
  if (session?.kind !== "cookie" || backends.length <= 1 || choice === undefined) return [];
  const age = session.lifetimeSeconds === undefined ? "" : `; Max-Age=${session.lifetimeSeconds}`;
  const value = `${session.name}.backend=${choice}${age}; Path=${session.path}; HttpOnly`;
  return [{ name: "set-cookie", keeps: true, values: [value] }];
}

function choiceOf({ to }: Backend): string | undefined {
  return to.kind === "destination" ? `${to.id.host}.${to.id.port}` : undefined;
}
