/**
 * Explains one request: the way that it takes through a mesh, who judges it on the way, and how it ends. It evaluates
 * what proxies are configured from, and is held to what real ones do (`test/differential/`).
 */
import { destinationKey } from "../ir/destination.js";
import type { L4Port, Workload } from "../ir/node.js";
import { hostPort, splitHostPort } from "./addresses.js";
import { clientOf, type FoundPort, portFor, reachableBy } from "./clients.js";
import type { Explanation, Outcome, Step } from "./explanation.js";
import { headersFrom } from "./headers.js";
import { doorsAsked, doorsOf, rulesThatLetIn } from "./pods.js";
import type { ExplainedMesh, ExplainedRequest, SentRequest } from "./request.js";
import { atWaypoint } from "./waypoints.js";
import { type RuleFinding, rulesNamed } from "./why-not.js";
import type { Chapter, Considered, LookUps, ServedAddress, World } from "./world.js";

/**
 * Tells what happens to a request. Undefined: `from` is neither `namespace/sa/account` nor a pod of the mesh.
 *
 * Looking things up is prepared once for each mesh, so explain many requests with the same `mesh` value.
 */
export function explain(mesh: ExplainedMesh, request: ExplainedRequest): Explanation | undefined {
  const client = clientOf(request, mesh.node);
  if (client === undefined) return undefined;
  const { workload, known } = client;
  const world = worldOf(mesh, request);
  const chapter = fromClient(workload, request, world);
  const stranger: Step = {
    layer: "client-proxy",
    at: workload.name,
    what: "resolved",
    verdict: "held",
    says: `no pod of the mesh is ${request.from}: the rules are asked about it as if there were one`,
  };
  return {
    client: workload.identity,
    clientAddress: workload.address,
    asked: hostPort(request.host, request.port),
    method: request.method,
    path: request.path,
    steps: known ? chapter.steps : [stranger, ...chapter.steps],
    outcomes: chapter.outcomes,
  };
}

/**
 * Whether one route or policy rule matches a request, wherever a waypoint looks at it. `rule` is a name or the beginning
 * of one, as the story tells it: `shop/reviews`, `shop/readers rule[0]`.
 */
export function whyNot(mesh: ExplainedMesh, request: ExplainedRequest, rule: string): readonly RuleFinding[] {
  const client = clientOf(request, mesh.node);
  if (client === undefined) return [];
  const found: RuleFinding[] = [];
  const consider = (considered: Considered): void => void found.push(...rulesNamed(rule, considered));
  fromClient(client.workload, request, worldOf(mesh, request, consider));
  return found;
}

/** What is looked up in a mesh, by the mesh. */
const lookups = new WeakMap<ExplainedMesh, LookUps>();

/** Who is where in a mesh: prepared once. */
export function lookUpsIn(mesh: ExplainedMesh): LookUps {
  const found = lookups.get(mesh) ?? lookupsOf(mesh);
  lookups.set(mesh, found);
  return found;
}

function worldOf(mesh: ExplainedMesh, asked: ExplainedRequest, consider?: World["consider"]): World {
  const world: World = {
    ...lookUpsIn(mesh),
    ...(consider !== undefined && { consider }),
    goOn: (visit) => atWaypoint(visit, asked, world),
  };
  return world;
}

function lookupsOf(mesh: ExplainedMesh): LookUps {
  const byAuthority = new Map<string, ServedAddress>();
  for (const waypoint of mesh.waypoints) {
    for (const served of waypoint.ports) {
      for (const authority of served.port.authorities) {
        byAuthority.set(`${waypoint.settings.name} ${authority}`, { waypoint, served });
      }
    }
  }
  const destinations = new Map(
    mesh.waypoints.map(({ settings, destinations: list }) => [
      settings.name as string,
      new Map(list.map((destination) => [destinationKey(destination.id), destination])),
    ]),
  );
  const addresses = new Map<string, string>();
  for (const { ports } of mesh.node.services) {
    for (const { via } of ports) if (via.kind === "waypoint") addresses.set(via.waypoint, via.address);
  }
  return {
    mesh,
    doors: doorsOf(mesh.node),
    served: (waypoint, authority) => byAuthority.get(`${waypoint} ${authority}`),
    destination: ({ settings }, key) => destinations.get(settings.name)?.get(key),
    addressOf: (waypoint) => addresses.get(waypoint) ?? "",
  };
}

function fromClient(client: Workload, request: ExplainedRequest, world: World): Chapter {
  const found = portFor(client, request, world.mesh.node.services);
  const proxy = { layer: "client-proxy", at: client.name } as const;
  const refused = (status: number, says: string): Chapter => ({
    steps: [{ ...proxy, what: "resolved", verdict: "refused", says }],
    outcomes: [{ share: 1, connect: status, ...proxy, because: says, steps: [], responseHeaders: [] }],
  });
  if (found === undefined) {
    return refused(404, `no service that ${client.name} may use is called ${hostPort(request.host, request.port)}`);
  }
  const { via } = found.port;
  if (via.kind === "refused") return refused(503, `${found.service.host} cannot be reached: ${via.because}`);
  if (via.kind === "pods") return toPods({ client, request, found, via }, world);
  const there = world.served(via.waypoint, found.port.authority);
  if (there === undefined) return refused(503, `waypoint ${via.waypoint} does not serve ${found.port.authority}`);
  const says = `${hostPort(request.host, request.port)} is ${found.service.host}, ${found.port.authority}: through waypoint ${via.waypoint}`;
  const chapter = world.goOn({
    ...there,
    client: client.identity,
    clientAddress: client.address,
    destination: splitHostPort(found.port.authority) ?? { address: "", port: found.port.port },
    request: sent(request),
    via: [],
  });
  const resolved: Step = { ...proxy, what: "resolved", verdict: "held", says, origin: there.served.port.origin };
  return { steps: [resolved, ...chapter.steps], outcomes: chapter.outcomes };
}

interface WayToPods {
  readonly client: Workload;
  readonly request: ExplainedRequest;
  readonly found: FoundPort;
  readonly via: Extract<L4Port["via"], { readonly kind: "pods" }>;
}

/** Without a waypoint nobody looks at requests: the pods' doors judge the connection. */
function toPods({ client, request, found, via }: WayToPods, world: World): Chapter {
  const { service, port } = found;
  const proxy = { layer: "client-proxy", at: client.name } as const;
  const says = `${hostPort(request.host, request.port)} is ${service.host}: straight to its pods, no waypoint serves it`;
  const resolved: Step = { ...proxy, what: "resolved", verdict: "held", says };
  const endpoints = reachableBy(via.endpoints);
  if (endpoints.length === 0 && via.discovery === undefined) {
    const because = `${service.host} has no pods that can be reached`;
    return {
      steps: [resolved],
      outcomes: [{ share: 1, connect: 503, ...proxy, because, steps: [], responseHeaders: [] }],
    };
  }
  const caller = { identity: client.identity, address: client.address };
  const verdicts = via.discovery === undefined ? doorsAsked(endpoints, caller, world.doors) : [];
  const refused = verdicts.flatMap(({ refusal, endpoint, status }) =>
    refusal === undefined ? [] : [{ refusal, endpoint, status }],
  );
  const open = endpoints.filter((endpoint) => !refused.some((one) => one.endpoint === endpoint));
  const total = endpoints.reduce((sum, { weight }) => sum + weight, 0);
  const workloads = open.map(({ workload }) => workload).sort();
  const { host, method, path, headers } = sent(request);
  const destination = {
    host: service.host,
    namespace: service.namespace,
    service: service.shortName,
    port: port.port,
    ...(service.entry !== undefined && { entry: service.entry }),
  };
  const arrives = { destination, workloads, host, method, path, headers: Object.fromEntries(headers), mirrors: [] };
  const outcomes = refused.map(({ refusal, endpoint, status }): Outcome => {
    const { layer, at, says: because, origin, rule } = refusal;
    return {
      share: endpoint.weight / total,
      connect: status,
      layer,
      at,
      because,
      ...(origin !== undefined && { origin }),
      ...(rule !== undefined && { rule }),
      steps: [refusal],
      responseHeaders: [],
    };
  });
  if (open.length === 0 && via.discovery === undefined) return { steps: [resolved], outcomes };
  const share = total === 0 ? 1 : open.reduce((sum, { weight }) => sum + weight, 0) / total;
  const because = `the application answers: ${workloads.length === 1 ? workloads[0] : service.host} port ${port.port}`;
  const at = workloads.length === 1 ? (workloads[0] ?? "") : service.host;
  const answered: Outcome = {
    share,
    connect: 200,
    layer: "application",
    at,
    because,
    steps: rulesThatLetIn(verdicts),
    arrives,
    responseHeaders: [],
  };
  return { steps: [resolved], outcomes: [answered, ...outcomes] };
}

/** The host that a client names is the one it sends, unless it says otherwise. */
export function sent({ method, host, port, path, headers }: ExplainedRequest): SentRequest {
  const all = headersFrom(headers);
  const own = all.get("host")?.[0];
  const rest = new Map(all);
  rest.delete("host");
  return { method, host: own ?? (port === 80 ? host : hostPort(host, port)), path, headers: rest };
}
