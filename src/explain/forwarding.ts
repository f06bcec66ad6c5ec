/** Where a request goes on from a waypoint: to pods, to another waypoint, or nowhere. */
import { type Destination, type DestinationId, destinationKey, type Endpoint } from "../ir/destination.js";
import type { Protocol } from "../ir/protocol.js";
import { type ForwardAction, type Mirror, type Route, usualRetries } from "../ir/route.js";
import type { Waypoint } from "../ir/waypoint.js";
import { hostPort } from "./addresses.js";
import { type Alternative, alternativesOf } from "./alternatives.js";
import type { Arrival, Outcome, Retries, Step } from "./explanation.js";
import { answeredTo } from "./grpc-answers.js";
import { type DoorVerdict, doorsAsked, rulesThatLetIn } from "./pods.js";
import type { SentRequest } from "./request.js";
import type { World } from "./world.js";

/** A request on its way from a waypoint: by a route, or to a port's own pods. */
export type Onward = {
  readonly request: SentRequest;
  readonly from: Waypoint;
  readonly client: string;
  readonly clientAddress: string;
  readonly via: readonly string[];
  /** `tcp` for connections. */
  readonly method: string;
  /** Of the port to which it came. */
  readonly protocol: Protocol;
} & ({ readonly id: DestinationId } | { readonly route: Route; readonly action: ForwardAction });

/** One outcome for each way that the request may go. */
export function forwarded(onward: Onward, world: World): readonly Outcome[] {
  if ("id" in onward) {
    const leg = { onward, id: onward.id, request: onward.request, share: 1 };
    return at(leg, world);
  }
  const { route, action } = onward;
  return alternativesOf(route, action, onward.request).flatMap((alternative) => {
    const { share, to, request, responseHeaders } = alternative;
    const step = actionStep(onward, alternative);
    const outcomes =
      to.kind === "invalid"
        ? [nowhere({ onward, share, status: to.status }, `there is no such backend: ${to.reason}`)]
        : at({ onward, id: to.id, request, share, alternative }, world);
    return outcomes.map((outcome) => ({
      ...outcome,
      steps: [step, ...outcome.steps],
      ...(outcome.origin === undefined && { origin: alternative.backend.origin, rule: route.name }),
      responseHeaders: [...outcome.responseHeaders, ...responseHeaders],
    }));
  });
}

/** One way of a request. */
interface Leg {
  readonly onward: Onward;
  readonly id: DestinationId;
  readonly request: SentRequest;
  readonly share: number;
  readonly alternative?: Alternative;
}

function at(leg: Leg, world: World): readonly Outcome[] {
  const { onward, id } = leg;
  const destination = world.destination(onward.from, destinationKey(id));
  const name = hostPort(id.host, id.port);
  if (destination === undefined) return [nowhere({ ...leg, status: 503 }, `nothing is known of ${name}`)];
  const { endpoints, discovery } = destination;
  if (discovery !== undefined) return [arrived(leg, { destination, endpoints })];
  if (endpoints.length === 0) return [nowhere({ ...leg, status: 503 }, `${name} has no pods that are ready`)];
  const [first] = endpoints;
  if (first?.waypoint !== undefined) return throughNext(leg, first, world);
  return toPods(leg, { destination, world });
}

/** Another waypoint applies its own rules: a CONNECT that it refuses is a failure for the one before. */
function throughNext(leg: Leg, endpoint: Endpoint, world: World): readonly Outcome[] {
  const { onward, request, share, id } = leg;
  const authority = hostPort(endpoint.address, endpoint.port);
  const next = world.mesh.waypoints.find(({ settings }) => {
    return settings.identity === endpoint.identity && world.served(settings.name, authority) !== undefined;
  });
  const there = next && world.served(next.settings.name, authority);
  if (there === undefined) return [nowhere({ ...leg, status: 503 }, `no waypoint serves ${authority}`)];
  const believed = id.onward === "for-clients" && there.waypoint.forwarders?.includes(onward.from.settings.identity);
  const chapter = world.goOn({
    ...there,
    request,
    client: believed ? onward.client : onward.from.settings.identity,
    clientAddress: believed ? onward.clientAddress : world.addressOf(onward.from.settings.name),
    destination: { address: endpoint.address, port: endpoint.port },
    via: believed ? onward.via : [],
  });
  return chapter.outcomes.map((outcome) => ({
    ...outcome,
    share: share * outcome.share,
    connect: 200,
    ...(outcome.connect !== 200 && { status: 503 }),
    steps: [...chapter.steps, ...outcome.steps],
    ...(outcome.arrives !== undefined && { arrives: fromHere(outcome.arrives, leg) }),
  }));
}

/** Both this waypoint and the one behind it wait only so long, and both try again and send copies. */
function fromHere(arrival: Arrival, { onward, alternative }: Leg): Arrival {
  const { requestMs, tryMs, retries = [] } = limitsOf(onward);
  const shorter = (one?: number, other?: number): number | undefined =>
    one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
  const [whole, single] = [shorter(arrival.requestMs, requestMs), shorter(arrival.tryMs, tryMs)];
  const again = [...retries, ...(arrival.retries ?? [])];
  return {
    ...arrival,
    ...(again.length > 0 && { retries: again }),
    ...(whole !== undefined && { requestMs: whole }),
    ...(single !== undefined && { tryMs: single }),
    mirrors: [...copiesOf(alternative), ...arrival.mirrors],
  };
}

function copiesOf(alternative: Alternative | undefined): readonly DestinationId[] {
  return (alternative?.mirrors ?? []).map(({ to }) => to);
}

type Limits = Pick<Arrival, "requestMs" | "tryMs" | "retries">;

function limitsOf(onward: Onward): Limits {
  const retries = retriesOf(onward);
  const retried = retries !== undefined && retries.attempts > 0 ? { retries: [retries] } : {};
  if (!("route" in onward)) return retried;
  const { requestMs = 0, backendRequestMs = 0 } = onward.route.timeouts;
  // What is tried again unasked ends long before any limit: there the shorter one is for all tries.
  const asked = onward.action.retry !== undefined;
  const [whole] = [requestMs, asked ? 0 : backendRequestMs].filter((ms) => ms > 0).sort((a, b) => a - b);
  return {
    ...(whole !== undefined && { requestMs: whole }),
    ...(asked && backendRequestMs > 0 && { tryMs: backendRequestMs }),
    ...retried,
  };
}

/** Unless a rule asks for more, only what may be repeated is tried again. */
function retriesOf(onward: Onward): Retries | undefined {
  const asked = "route" in onward ? onward.action.retry : undefined;
  if (asked !== undefined) return { ...asked, attempts: asked.attempts ?? usualRetries };
  const safe = onward.protocol === "http" && ["GET", "HEAD", "OPTIONS"].includes(onward.method);
  return safe ? { statuses: [], attempts: usualRetries, isUsual: true } : undefined;
}

function toPods(
  leg: Leg,
  { destination, world }: { readonly destination: Destination; readonly world: World },
): readonly Outcome[] {
  const { onward, share } = leg;
  const caller = { identity: onward.from.settings.identity, address: world.addressOf(onward.from.settings.name) };
  const verdicts = doorsAsked(destination.endpoints, caller, world.doors);
  const open = verdicts.filter(({ refusal }) => refusal === undefined);
  const refused = verdicts.filter(({ refusal }) => refusal !== undefined);
  const weight = (list: readonly DoorVerdict[]): number => list.reduce((sum, { endpoint }) => sum + endpoint.weight, 0);
  const all = weight(verdicts);
  // What was never worked on is tried elsewhere, unless that might repeat something.
  const elsewhere = open.length > 0 && (limitsOf(onward).retries ?? []).length > 0;
  const openShare = elsewhere ? share : (share * weight(open)) / all;
  const arrival =
    open.length === 0
      ? []
      : [
          {
            ...arrived({ ...leg, share: openShare }, { destination, endpoints: open.map(({ endpoint }) => endpoint) }),
            steps: rulesThatLetIn(open),
          },
        ];
  const [first] = refused;
  if (first?.refusal === undefined || elsewhere) return arrival;
  return [...arrival, closedDoor({ ...leg, share: share - (open.length === 0 ? 0 : openShare) }, first.refusal)];
}

function closedDoor({ onward, share }: Leg, refusal: Step): Outcome {
  const { layer, at: pod, says, origin, rule } = refusal;
  const answered = answeredTo(onward.request, 503);
  return {
    share,
    connect: 200,
    // Bytes of a protocol that nobody knows cannot be answered: the connection ends.
    ...(onward.method !== "tcp" && { status: answered.status }),
    layer,
    at: pod,
    because: `the pod's door does not let the waypoint in: ${says}`,
    ...(origin !== undefined && { origin }),
    ...(rule !== undefined && { rule }),
    steps: [refusal],
    responseHeaders: answered.headers,
  };
}

function nowhere(
  { onward, share, status }: Pick<Leg, "onward" | "share"> & { readonly status: number },
  because: string,
): Outcome {
  const answered = answeredTo(onward.request, status);
  return {
    share,
    connect: 200,
    ...(onward.method !== "tcp" && { status: answered.status }),
    layer: "waypoint",
    at: onward.from.settings.name,
    because,
    steps: [],
    responseHeaders: answered.headers,
  };
}

function arrived(
  { id, request, share, onward, alternative }: Leg,
  { destination, endpoints }: { readonly destination: Destination; readonly endpoints: readonly Endpoint[] },
): Outcome {
  const workloads = [...new Set(endpoints.map(({ workload }) => workload))].sort();
  const arrival: Arrival = {
    destination: id,
    workloads,
    host: request.host,
    method: request.method,
    path: request.path,
    headers: Object.fromEntries(request.headers),
    ...limitsOf(onward),
    mirrors: copiesOf(alternative),
  };
  const where = workloads.length === 1 ? (workloads[0] ?? "") : `one of ${workloads.length} pods`;
  return {
    share,
    connect: 200,
    layer: "application",
    at: workloads.length === 1 ? where : hostPort(id.host, id.port),
    because: `the application answers: ${where} of ${hostPort(id.host, id.port)}`,
    ...("route" in onward ? {} : { origin: destination.origin }),
    steps: [],
    arrives: arrival,
    responseHeaders: [],
  };
}

function actionStep(onward: Extract<Onward, { readonly route: Route }>, alternative: Alternative): Step {
  const { share, to, request, backend, mirrors } = alternative;
  const { route, action, from } = onward;
  const { requestMs, backendRequestMs } = route.timeouts;
  const parts = [
    to.kind === "destination"
      ? `forwarded to ${hostPort(to.id.host, to.id.port)}`
      : `a share without a backend (${to.reason})`,
    share < 1 ? `${percent(share)} of requests` : "",
    request.path === onward.request.path ? "" : `path becomes ${request.path}`,
    request.host === onward.request.host ? "" : `host becomes ${request.host}`,
    (requestMs ?? 0) > 0 ? `within ${requestMs} ms` : "",
    (backendRequestMs ?? 0) > 0 ? `${backendRequestMs} ms for a try` : "",
    action.retry === undefined ? "" : retryText(action.retry),
    mirrors.length === 0 ? "" : `copied to ${mirrors.map(mirrorText).join(", ")}`,
    action.session === undefined ? "" : `sessions are kept by ${action.session.kind} ${action.session.name}`,
  ];
  const says = parts.filter((part) => part !== "").join("; ");
  const layer = { layer: "waypoint", at: from.settings.name } as const;
  return { ...layer, what: "action", verdict: "decided", says, origin: backend.origin, rule: route.name };
}

function mirrorText({ to, perMillion }: Mirror): string {
  const share = perMillion < 1_000_000 ? ` (${percent(perMillion / 1_000_000)} of them)` : "";
  return `${hostPort(to.host, to.port)}${share}`;
}

function retryText({ statuses, attempts }: NonNullable<ForwardAction["retry"]>): string {
  const often = attempts === undefined ? "tried again" : `tried again up to ${attempts} times`;
  return statuses.length === 0 ? often : `${often} after ${statuses.join(", ")}`;
}

/** `30 %`. */
function percent(share: number): string {
  const value = share * 100;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} %`;
}
