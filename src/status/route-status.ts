import { servicesNamed } from "../binding/parent-findings.js";
import { coversPort, type RequestRoute } from "../binding/routes.js";
import type { WaypointBinding } from "../binding/waypoints.js";
import { waypointController, waypointFor } from "../binding/waypoints.js";
import { pathText } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import type { ParentReference } from "../model/http-route.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import { brokenText, unboundText, waypointText } from "./binding-words.js";
import type { Condition, ObjectStatus, Obstacle, ParentStatus } from "./condition.js";
import { conditionOf, distinct, distinctObstacles, extentOf, identityOf, inEffectCondition } from "./condition.js";
import type { EffectFinding } from "./object-findings.js";
import { isOfRules, nothingLeft, placedMessage } from "./route-extent.js";
import { resolvedReferences } from "./route-references.js";

/** A route, as far as conditions care. */
interface Judged {
  readonly route: RequestRoute;
  /** About its rules; of everything that is no parent. */
  readonly shared: readonly EffectFinding[];
  readonly findings: readonly EffectFinding[];
}

/** What becomes of a route at each of its parents. Parents that are other controllers' are left to them. */
export function routeStatus(
  route: RequestRoute,
  view: ResourceView,
  findings: readonly EffectFinding[],
): ObjectStatus | undefined {
  const shared = findings.filter(({ path }) => path[1] !== "parentRefs");
  const outcomes = route.spec.parentRefs.flatMap((parent, index): readonly ParentOutcome[] => {
    const own = findings.filter(({ path }) => path[1] === "parentRefs" && path[2] === index);
    if (own.some(({ meaning }) => meaning.consequence === "foreign")) return [];
    return [parentOutcome({ route, shared, findings: own }, parent, view)];
  });
  if (outcomes.length === 0 && route.spec.parentRefs.length > 0) return undefined;
  const because = distinctObstacles(outcomes.length === 0 ? findings : outcomes.flatMap((each) => each.because));
  const summary = {
    inEffect: extentOf(outcomes.map(({ inEffect }) => inEffect)),
    where: distinct(outcomes.flatMap(({ where }) => where)),
    because,
  };
  return {
    ...identityOf(route),
    ...summary,
    // The Gateway API has conditions at parents only: a route without any has no other place for them.
    conditions: outcomes.length === 0 ? [inEffectCondition(route, summary)] : [],
    parents: outcomes.map(({ status }) => status),
  };
}

interface ParentOutcome extends Pick<ObjectStatus, "inEffect" | "where" | "because"> {
  readonly status: ParentStatus;
}

function parentOutcome(judged: Judged, parent: ParentReference, view: ResourceView): ParentOutcome {
  const { route } = judged;
  const services = servicesNamed(parent, parent.namespace ?? route.metadata.namespace, view) ?? [];
  const accepted = acceptedCondition(judged, parent, services);
  const [service] = services;
  const references = service && resolvedReferences({ route, parent: service, findings: judged.shared }, view);
  const partial = accepted.status === "True" ? partiallyInvalid(judged) : undefined;
  const effect = effectAt({ ...judged, parent, services, accepted }, references?.obstacles ?? [], view);
  const conditions = [
    accepted,
    ...(references === undefined ? [] : [references.condition]),
    ...(partial === undefined ? [] : [partial]),
    inEffectCondition(route, effect),
  ];
  return { ...effect, status: { parentRef: writtenReference(parent), controllerName: waypointController, conditions } };
}

function acceptedCondition(
  { route, shared, findings }: Judged,
  parent: ParentReference,
  services: readonly Resource<"Service">[],
): Condition {
  const rejection = [...findings, ...shared].find(({ meaning }) => meaning.consequence === "rejected");
  const type = "Accepted";
  if (rejection !== undefined) {
    const { meaning, message } = rejection;
    return conditionOf(route, { type, status: "False", reason: meaning.reason, message });
  }
  const ofProtocol = unsuitedPorts(findings);
  if (ofProtocol.length > 0 && ofProtocol.length >= coveredPorts(parent, services)) {
    const message = ofProtocol.map((finding) => finding.message).join("; ");
    return conditionOf(route, { type, status: "False", reason: "UnsupportedProtocol", message });
  }
  if (nothingLeft(route.spec.rules, shared, ["rule", "match"])) {
    const first = shared.find(({ meaning }) => ["rule", "match"].includes(meaning.consequence));
    const message = `no rule can be used: ${shared.filter(isOfRules).map(placedMessage).join("; ")}`;
    return conditionOf(route, { type, status: "False", reason: first?.meaning.reason ?? "UnsupportedValue", message });
  }
  return conditionOf(route, { type, status: "True", reason: "Accepted", message: "the route is accepted" });
}

/** Ports of the parent that are not HTTP. */
function unsuitedPorts(findings: readonly EffectFinding[]): readonly EffectFinding[] {
  return findings.filter(({ meaning }) => meaning.reason === "UnsupportedProtocol");
}

function coveredPorts(parent: ParentReference, services: readonly Resource<"Service">[]): number {
  const [service] = services;
  return service?.spec.ports.filter((port) => port.protocol === "TCP" && coversPort(parent, port)).length ?? 0;
}

/** The Gateway API wants this condition only where it is true, and its message to say what became of the rules. */
function partiallyInvalid({ route, shared }: Judged): Condition | undefined {
  const invalid = shared.filter(({ meaning }) => ["rule", "match", "part"].includes(meaning.consequence));
  const [first] = invalid;
  if (first === undefined) return undefined;
  return conditionOf(route, {
    type: "PartiallyInvalid",
    status: "True",
    reason: first.meaning.reason,
    message: `Dropped Rule, or a part of one: ${invalid.map(placedMessage).join("; ")}`,
  });
}

interface Attachment extends Judged {
  readonly parent: ParentReference;
  readonly services: readonly Resource<"Service">[];
  readonly accepted: Condition;
}

function effectAt(
  attachment: Attachment,
  unresolved: readonly Obstacle[],
  view: ResourceView,
): Omit<ParentOutcome, "status"> {
  const { route, shared, findings, services, accepted } = attachment;
  const because = [...findings, ...shared];
  if (accepted.status === "False") return { inEffect: "no", where: [], because };
  const bindings = services.map((service) => ({ service, binding: waypointFor(service, view) }));
  const where = distinct(
    bindings.flatMap(({ service, binding }) => (binding.kind === "bound" ? [placeOf(route, service, binding)] : [])),
  );
  if (where.length === 0) {
    const unserved = bindings.flatMap(({ service, binding }) => unservedObstacle(service, binding));
    return { inEffect: "no", where, because: because.length > 0 ? because : unserved };
  }
  const known = new Set(because.map(({ path }) => pathText(path)));
  const more = unresolved.filter(({ origin }) => origin === undefined || !known.has(pathText(origin.path)));
  const nothing = nothingLeft(route.spec.rules, shared, ["rule", "match", "inert"]);
  const obstacles = [...because, ...more];
  if (nothing) return { inEffect: "no", where: [], because: obstacles };
  return { inEffect: obstacles.length > 0 ? "partly" : "yes", where, because: obstacles };
}

function placeOf(
  route: RequestRoute,
  service: Resource<"Service">,
  { waypoint }: Extract<WaypointBinding, { readonly kind: "bound" }>,
): string {
  const { namespace } = route.metadata;
  const audience = namespace === service.metadata.namespace ? "" : `, for clients of namespace ${namespace}`;
  return `${waypointText(waypoint)}${audience}`;
}

function unservedObstacle(service: Resource<"Service">, binding: WaypointBinding): readonly Obstacle[] {
  const what = service.spec.entry?.host ?? `Service ${qualifiedName(service)}`;
  if (binding.kind === "broken") return [{ message: brokenText(what, binding), origin: binding.origin }];
  return binding.kind === "none" ? [{ message: unboundText(what, binding) }] : [];
}

/** As in the object's own `parentRefs`. */
function writtenReference({ group, kind, namespace, name, sectionName, port }: ParentReference): ParentReference {
  return {
    group,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    ...(sectionName !== undefined && { sectionName }),
    ...(port !== undefined && { port }),
  };
}

/** What becomes of a route of a kind that is not applied, at the parents that would be waymark's. */
export function layer4RouteStatus(
  route: Resource<"TLSRoute"> | Resource<"TCPRoute"> | Resource<"UDPRoute">,
  findings: readonly EffectFinding[],
): ObjectStatus | undefined {
  const parents = route.spec.parentRefs.flatMap((parent, index): readonly ParentStatus[] => {
    const rejection = findings.find(({ path, meaning }) => {
      return path[1] === "parentRefs" && path[2] === index && meaning.consequence === "rejected";
    });
    if (rejection === undefined) return [];
    const { meaning, message } = rejection;
    const accepted = conditionOf(route, { type: "Accepted", status: "False", reason: meaning.reason, message });
    const conditions = [accepted, inEffectCondition(route, { inEffect: "no", where: [], because: [rejection] })];
    return [{ parentRef: writtenReference(parent), controllerName: waypointController, conditions }];
  });
  if (parents.length === 0 && findings.length === 0) return undefined;
  return {
    ...identityOf(route),
    inEffect: "no",
    where: [],
    because: distinctObstacles(findings),
    conditions: [],
    parents,
  };
}
