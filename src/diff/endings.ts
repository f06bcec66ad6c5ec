/** How requests end, in a form that can be compared: what is the same although it is written otherwise is equal. */
import { hostPort } from "../explain/addresses.js";
import type { Explanation, Outcome, Retries } from "../explain/explanation.js";
import type { HeaderChange } from "../explain/headers.js";
import { ownerOf } from "./consequences.js";
import type { MeshSide } from "./mesh-side.js";
import { plainText } from "./plain.js";

/** One way in which a request may end. */
export interface Ending {
  /** Of all such requests, between 0 and 1. */
  readonly share: number;
  readonly connect: number;
  /** Absent where the application chooses it, and where the connection just ends. */
  readonly status?: number;
  readonly layer: Outcome["layer"];
  /** The object that decides: `AuthorizationPolicy shop/admin`. Absent where it is that nothing allows the request. */
  readonly object?: string;
  /** `reviews.shop.svc.cluster.local:80`. */
  readonly destination?: string;
  /** Whose pods: `shop/reviews`. */
  readonly pods: readonly string[];
  readonly arrives?: {
    readonly host: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, readonly string[]>>;
  };
  readonly limits: { readonly requestMs?: number; readonly tryMs?: number };
  readonly retries: readonly Retries[];
  readonly mirrors: readonly string[];
  readonly responseHeaders: readonly HeaderChange[];
}

/** The ways in which a request ends, each once, in a fixed order. */
export function endingsOf({ outcomes }: Explanation, side: MeshSide): readonly Ending[] {
  const found = new Map<string, Ending>();
  for (const outcome of outcomes) {
    const ending = endingOf(outcome, side);
    const key = plainText(ending, ["share"]);
    found.set(key, { ...ending, share: ending.share + (found.get(key)?.share ?? 0) });
  }
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, ending]) => ({ ...ending, share: Math.round(ending.share * 1e4) / 1e4 }));
}

function endingOf(outcome: Outcome, side: MeshSide): Ending {
  const { share, connect, status, layer, origin, arrives, responseHeaders } = outcome;
  const {
    destination,
    host = "",
    path = "",
    headers = {},
    requestMs,
    tryMs,
    retries = [],
    mirrors = [],
  } = arrives ?? {};
  const object = origin?.object;
  return {
    share,
    connect,
    ...(status !== undefined && { status }),
    layer,
    ...(object !== undefined && !isAllowPolicy(object, side) && { object }),
    ...(destination !== undefined && { destination: hostPort(destination.host, destination.port) }),
    pods: [...new Set((arrives?.workloads ?? []).map(ownerOf))].sort(),
    ...(arrives !== undefined && { arrives: { host, path, headers: sorted(headers) } }),
    limits: { ...(requestMs !== undefined && { requestMs }), ...(tryMs !== undefined && { tryMs }) },
    retries: retries.filter(({ isUsual }) => isUsual !== true),
    mirrors: mirrors.map((to) => hostPort(to.host, to.port)).sort(),
    responseHeaders: [...responseHeaders].sort((one, other) =>
      one.name < other.name ? -1 : one.name > other.name ? 1 : 0,
    ),
  };
}

/** Nothing allows the request: which of the policies comes closest to it decides nothing. */
function isAllowPolicy(object: string, { objects }: MeshSide): boolean {
  const [kind = "", name = ""] = object.split(" ");
  const found = objects.get(`${kind}/${name}`);
  return (
    found?.kind === "AuthorizationPolicy" &&
    ((found.spec as { readonly action?: string }).action ?? "ALLOW") === "ALLOW"
  );
}

function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What differs between two ways to end. */
export type Aspect = "status" | "backends" | "request" | "answer" | "limits" | "copies" | "decided-by";

const aspects: Readonly<Record<Aspect, (ending: Ending) => unknown>> = {
  status: ({ connect, status, layer }) => [connect, status, layer],
  backends: ({ destination, pods, layer }) => [layer, destination, pods],
  request: ({ arrives }) => arrives,
  answer: ({ responseHeaders }) => responseHeaders,
  limits: ({ limits, retries }) => [limits, retries],
  copies: ({ mirrors }) => mirrors,
  "decided-by": ({ object }) => object,
};

/** In what the endings of two sides differ; nothing if they are the same. */
export function aspectsOf(base: readonly Ending[], head: readonly Ending[]): readonly Aspect[] {
  if (plainText(base) === plainText(head)) return [];
  const found = (Object.keys(aspects) as Aspect[]).filter((aspect) => seen(base, aspect) !== seen(head, aspect));
  // Each for itself is as it was: only what goes together differs.
  return found.length === 0 ? ["backends"] : found;
}

/** One aspect of all endings, with the share of each. */
function seen(endings: readonly Ending[], aspect: Aspect): string {
  const shares = new Map<string, number>();
  for (const ending of endings) {
    const key = plainText(aspects[aspect](ending));
    shares.set(key, ending.share + (shares.get(key) ?? 0));
  }
  return plainText([...shares].map(([key, share]) => [key, share.toFixed(3)]).sort());
}
