/** The comparison of two meshes: objects, what waypoints are sent, and what becomes of requests. */
import type { L4Port, L4Service } from "../ir/node.js";
import type { Draft } from "./attributes.js";
import { Callers } from "./callers.js";
import type { PlaceOfDecision } from "./decision-types.js";
import { decisionsAt } from "./decisions.js";
import type { Exploration, MeshDiff, RequestDifference } from "./mesh-diff.js";
import type { MeshSide } from "./mesh-side.js";
import { notExplored } from "./not-explored.js";
import { objectChanges } from "./object-changes.js";
import { type MeshSides, requestClasses } from "./request-classes.js";
import { requestChange } from "./request-report.js";
import type { DecidingSide } from "./residual.js";
import { differingDrafts } from "./search.js";
import { clientCandidates } from "./values/client-candidates.js";
import type { ValueSearch } from "./values/values.js";
import { vocabularyOf } from "./values/vocabulary.js";
import { waypointChanges } from "./waypoint-changes.js";

/** How far the comparison goes. */
export interface ComparisonLimits {
  /** At most so many requests are tried for each service port. */
  readonly requestsPerPort: number;
  /** Told of each service port that is looked at. */
  readonly onPort?: (port: string) => void;
}

/** What differs between two meshes. */
export type MeshComparison = Pick<MeshDiff, "objects" | "waypoints" | "requests" | "exploration">;

/** Compares two meshes. */
export function comparedMeshes(sides: MeshSides, limits: ComparisonLimits): MeshComparison {
  const { base, head } = sides;
  const ports = portsOf(sides);
  const affected = ports.filter(({ sides: [one, other] }) => one.decisions?.key !== other.decisions?.key);
  const found = affected.map((port) => comparedPort(port, sides, limits));
  const exploration: Exploration = {
    servicePorts: ports.length,
    affected: affected.length,
    requests: found.reduce((sum, { tried }) => sum + tried, 0),
    varied: [...new Set(found.flatMap(({ varied }) => varied))].sort(),
    cut: found.flatMap(({ name, isCut }) => (isCut ? [name] : [])),
    limit: limits.requestsPerPort,
    notExplored: [...notExplored(sides, affected.flatMap(placesOf)), ...found.flatMap(({ notes }) => notes)],
  };
  return {
    objects: objectChanges(base.objects, head.objects),
    waypoints: waypointChanges(base.configuration, head.configuration),
    requests: inOrder(found.flatMap(({ requests }) => requests)),
    exploration,
  };
}

/** A port of a service on both sides. */
interface ComparedPort {
  /** As clients ask for it. */
  readonly name: string;
  readonly names: readonly string[];
  readonly namespace: string;
  readonly port: number;
  readonly sides: readonly [base: DecidingSide, head: DecidingSide];
}

interface OnePort {
  readonly service: L4Service;
  readonly port: L4Port;
}

function portsOf({ base, head }: MeshSides): readonly ComparedPort[] {
  const [inBase, inHead] = [portsIn(base), portsIn(head)];
  const [ofBase, ofHead] = [new Callers(base.mesh), new Callers(head.mesh)];
  const keys = [...new Set([...inBase.keys(), ...inHead.keys()])].sort();
  return keys.flatMap((key): readonly ComparedPort[] => {
    const [before, after] = [inBase.get(key), inHead.get(key)];
    const known = after ?? before;
    if (known === undefined) return [];
    const sideOf = (found: OnePort | undefined, { mesh }: MeshSide, callers: Callers): DecidingSide => ({
      mesh,
      callers,
      decisions: found && decisionsAt(found.service, found.port, mesh),
    });
    const names = [before, after].flatMap((found) =>
      found === undefined ? [] : [found.service.host, ...found.service.names],
    );
    return [
      {
        name: nameOf(known.service),
        names: [...new Set(names)].sort(),
        namespace: known.service.namespace,
        port: known.port.port,
        sides: [sideOf(before, base, ofBase), sideOf(after, head, ofHead)],
      },
    ];
  });
}

function portsIn({ mesh }: MeshSide): ReadonlyMap<string, OnePort> {
  const found = mesh.node.services.flatMap((service) => service.ports.map((port) => ({ service, port })));
  const keyed = found.map(({ service, port }): readonly [string, OnePort] => {
    const owner = service.entry === undefined ? "" : `${service.namespace}/`;
    return [`${owner}${service.host}|${String(port.port).padStart(5, "0")}`, { service, port }];
  });
  return new Map(keyed);
}

/** `reviews.shop`, as most clients write it. */
function nameOf({ host, names, shortName, namespace }: L4Service): string {
  const usual = `${shortName}.${namespace}`;
  return names.includes(usual) ? usual : host;
}

interface PortResult {
  readonly name: string;
  readonly requests: readonly RequestDifference[];
  readonly tried: number;
  readonly isCut: boolean;
  readonly varied: readonly string[];
  readonly notes: readonly string[];
}

function comparedPort(port: ComparedPort, sides: MeshSides, limits: ComparisonLimits): PortResult {
  const name = `${port.name}:${port.port}`;
  limits.onPort?.(name);
  const search = searchFor(port);
  const { drafts, isCut, varied, notes } = differingDrafts(search, limits.requestsPerPort);
  const classes = requestClasses(drafts, search.draft, sides);
  return {
    name,
    requests: classes.map(requestChange),
    tried: drafts.length,
    isCut,
    varied: [...varied.keys()],
    notes: notes.map((note) => `${name}: ${note}`),
  };
}

function searchFor(port: ComparedPort): ValueSearch {
  const { name, names, namespace, sides } = port;
  const vocabulary = vocabularyOf(placesOf(port));
  const [from = "elsewhere/sa/stranger"] = clientCandidates(vocabulary, sides, namespace);
  const draft: Draft = { from, name, port: port.port, method: "GET", path: "/", query: {}, headers: {} };
  return { sides, vocabulary, draft, namespace, names, rawPaths: readsPathsOtherwise(sides) };
}

function placesOf({ sides }: ComparedPort): readonly PlaceOfDecision[] {
  return sides.flatMap(({ decisions }) => (decisions === undefined ? [] : [decisions.at]));
}

function readsPathsOtherwise(sides: ComparedPort["sides"]): boolean {
  const forms = sides.flatMap(({ decisions }) =>
    decisions?.at.kind === "waypoint" ? [decisions.at.waypoint.settings.pathNormalization] : [],
  );
  return new Set(forms).size > 1;
}

/** What is refused or let in comes first, what only somebody else decides comes last. */
function inOrder(requests: readonly RequestDifference[]): readonly RequestDifference[] {
  const rank = ({ aspects }: RequestDifference): number => {
    if (aspects.includes("status")) return 0;
    if (aspects.includes("backends")) return 1;
    return aspects.every((aspect) => aspect === "decided-by") ? 3 : 2;
  };
  const text = ({ service, request }: RequestDifference): string =>
    JSON.stringify([service, request.method, request.path, request]);
  return [...requests].sort((one, other) => rank(one) - rank(other) || (text(one) < text(other) ? -1 : 1));
}
