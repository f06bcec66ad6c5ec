/**
 * What is still open about a request of which some attributes are known: the rules that may match yet, with the questions
 * that are left. Two sides on which the same is open treat all such requests alike; and where the same is open as was
 * before for other values, nothing new is to be learnt.
 */
import { sent } from "../explain/explain.js";
import type { ExplainedMesh } from "../explain/request.js";
import { normalPath, withoutQuery } from "../explain/request-path.js";
import type { RouteFacts } from "../explain/route-matches.js";
import { type TokenVerdict, tokensJudged } from "../explain/tokens.js";
import { factsOf } from "../explain/waypoints.js";
import { type Attribute, type Draft, requestOf } from "./attributes.js";
import type { Caller, Callers } from "./callers.js";
import type { Consequence, Decisions, PodDoor, RouteGuard, WaypointPlace } from "./decision-types.js";
import type { AccessGuards, Atom, RuleGuard } from "./guards.js";
import { plainText } from "./plain.js";

/** What is open: as a text, and the attributes that may still matter. */
export interface Residual {
  readonly key: string;
  readonly attributes: ReadonlySet<Attribute>;
}

/** One side of a service port, and the mesh that it is in. */
export interface DecidingSide {
  readonly mesh: ExplainedMesh;
  readonly decisions: Decisions | undefined;
  readonly callers: Callers;
}

/** What is known of a request. */
export interface Known {
  readonly draft: Draft;
  readonly assigned: ReadonlySet<Attribute>;
  /** Attributes by which tokens are found: what rules see of them is known last. */
  readonly late: ReadonlySet<Attribute>;
  /** Paths are put into normal form otherwise on the other side. */
  readonly rawPaths: boolean;
}

/** What is open on one side. */
export function residual({ decisions, callers }: DecidingSide, known: Known): Residual {
  const { draft } = known;
  const open = new Open(known);
  if (decisions === undefined) return open.residual("absent");
  if (decisions.audience !== undefined || decisions.at.kind === "fixed") open.mention("client");
  const { found, ...caller } = callers.of(draft);
  const reached = open.knows("client") ? String(found) : "";
  const { at } = decisions;
  if (at.kind === "fixed") return open.residual(`${reached} ${decisions.key}`);
  if (at.kind === "pods")
    return open.residual(plainText([reached, at.doors.map((door) => doorText(door, caller, open))]));
  return open.residual(`${reached} ${waypointText(at, { ...caller, request: sent(requestOf(draft)) }, open)}`);
}

function doorText({ peer, address, port, guards }: PodDoor, caller: Caller, open: Open): string {
  const request = { method: "", host: "", path: "/", headers: new Map() };
  return `${peer} ${accessText(guards, { ...caller, destination: { address, port }, request }, open)}`;
}

function waypointText(place: WaypointPlace, arriving: Caller & Pick<RouteFacts, "request">, open: Open): string {
  const { waypoint, destination } = place;
  const normal = normalPath(arriving.request.path, waypoint.settings.pathNormalization);
  if (normal.kind === "refused") return open.knows("path") ? "no path" : "any path";
  const rawPath = open.known.rawPaths ? (open.knows("path") ? withoutQuery(normal.path) : open.mention("path")) : "";
  const visit = { ...arriving, waypoint, destination, request: { ...arriving.request, path: normal.path } };
  if (place.onConnection) {
    return `tcp ${accessText(place.access, factsOf(visit), open)} ${consequenceText(place.otherwise, open)}`;
  }
  const tokens = tokensJudged(visit.request, {
    at: "",
    authentication: place.authentication,
    asked: requestOf(open.known.draft),
  });
  if (place.authentication !== undefined) open.mention("token");
  // What is written into answers depends on the page itself.
  const page = place.cors.length > 0 ? open.values(["browser"]) : "";
  if (tokens.kind === "refused") {
    const says = plainText([tokens.status, tokens.step.origin?.object]);
    return `${rawPath} ${page} ${says} ${routesText(place, factsOf(visit), { open, refused: true })}`;
  }
  const facts: RouteFacts = {
    ...factsOf({ ...visit, request: tokens.request }),
    ...(tokens.payload !== undefined && { payload: tokens.payload }),
  };
  const first = place.cors.length > 0 ? routesText(place, factsOf(visit), { open, refused: true }) : "";
  const access = accessText(place.access, facts, open);
  const refused = access.startsWith("refused");
  return `${rawPath} ${page} ${headersText(visit.request, tokens)} ${first} ${access} ${routesText(place, facts, { open, refused })}`;
}

/** What tokens do to the headers. */
function headersText({ headers }: RouteFacts["request"], tokens: TokenVerdict): string {
  if (tokens.kind === "refused" || tokens.request.headers === headers) return "";
  const changed = [...tokens.request.headers].filter(([name, values]) => headers.get(name) !== values);
  const gone = [...headers.keys()].filter((name) => !tokens.request.headers.has(name));
  return plainText([changed, gone]);
}

function accessText({ external, deny, allow, restricts }: AccessGuards, facts: RouteFacts, open: Open): string {
  const { refusing } = open.known.draft;
  if (external.length > 0) open.mention("authorizer");
  const asked = external
    .filter(({ authorizer, onTrial }) => authorizer === refusing && !onTrial)
    .map(({ rules }) => firstText(rules, facts, open));
  const denied = firstText(deny, facts, open);
  const certain = [...asked, denied].find((text) => text.startsWith("certain"));
  if (certain !== undefined) return `refused ${[...asked, denied].join("/")}`;
  const allowed = restricts ? allowedText(allow, facts, open) : "open";
  const isAlone = [...asked, denied].every((text) => text === "none");
  return isAlone && allowed === nothingAllows ? `refused ${allowed}` : [...asked, denied, allowed].join("/");
}

/** Rules of which the first that matches decides. */
function firstText(rules: readonly RuleGuard[], facts: RouteFacts, open: Open): string {
  const left: string[] = [];
  for (const rule of rules) {
    const state = ruleState(rule, facts, open);
    if (state === false) continue;
    if (state === true) return left.length === 0 ? `certain ${rule.object}` : `${left.join(";")};${rule.object}`;
    open.mentionRule(rule);
    left.push(`${rule.object} if ${state}`);
  }
  return left.length === 0 ? "none" : left.join(";");
}

const nothingAllows = "nothing allows it";

/** Rules of which any will do; which one is no matter. */
function allowedText(rules: readonly RuleGuard[], facts: RouteFacts, open: Open): string {
  const states = rules.map((rule) => ruleState(rule, facts, open));
  if (states.includes(true)) return "open";
  for (const [index, rule] of rules.entries()) if (states[index] !== false) open.mentionRule(rule);
  const left = states.filter((state) => state !== false);
  return left.length === 0 ? nothingAllows : [...new Set(left)].sort().join("|");
}

/** Yes, no, or what it depends on. */
type State = boolean | string;

function ruleState({ from, to, when }: RuleGuard, facts: RouteFacts, open: Open): State {
  const sides = [clausesState(from, facts, open), clausesState(to, facts, open), clausesState([when], facts, open)];
  if (sides.includes(false)) return false;
  const left = sides.filter((side) => side !== true);
  if (left.length === 0) return true;
  return left.map((side) => `(${side})`).join("&");
}

function clausesState(clauses: readonly (readonly Atom[])[], facts: RouteFacts, open: Open): State {
  if (clauses.length === 0) return true;
  const states = clauses.map((clause) => clauseState(clause, facts, open));
  if (states.includes(true)) return true;
  const left = states.filter((state) => state !== false);
  return left.length === 0 ? false : [...new Set(left)].sort().join("|");
}

function clauseState(atoms: readonly Atom[], facts: RouteFacts, open: Open): State {
  const left: string[] = [];
  for (const atom of atoms) {
    if (!open.decides(atom)) left.push(atom.key);
    else if (!atom.holds(facts)) return false;
  }
  return left.length === 0 ? true : left.join("+");
}

function routesText(
  { routes, otherwise }: WaypointPlace,
  facts: RouteFacts,
  { open, refused }: { readonly open: Open; readonly refused: boolean },
): string {
  const left: { readonly guard: RouteGuard; readonly state: State }[] = [];
  for (const guard of routes) {
    const state = clauseState(guard.atoms, facts, open);
    if (state !== false) left.push({ guard, state });
    if (state === true) break;
  }
  const isLast = left.at(-1)?.state === true;
  if (refused && left.every(({ guard }) => guard.consequence.refusedKey === "")) return "";
  const parts = left.map(({ guard, state }) => {
    if (state !== true) open.mentionOpen(guard.atoms);
    if (refused) return `${state}>${guard.consequence.refusedKey}`;
    const access = guard.access === undefined ? "" : accessText(guard.access, facts, open);
    return `${state}>${access}>${consequenceText(guard.consequence, open)}`;
  });
  return [...parts, isLast || refused ? "" : consequenceText(otherwise, open)].join(";");
}

/** Behind this waypoint there may be others, with questions of their own: they are known by the values themselves. */
function consequenceText({ key, attributes }: Consequence, open: Open): string {
  return attributes.length === 0 ? key : `${key} ${open.values(attributes)}`;
}

/** What is known, and what is asked about on the way. */
class Open {
  readonly known: Known;
  readonly #mentioned = new Set<Attribute>();

  constructor(known: Known) {
    this.known = known;
  }

  knows(attribute: Attribute): boolean {
    return this.known.assigned.has(attribute);
  }

  decides({ attributes }: Atom): boolean {
    return attributes.every((attribute) => this.knows(attribute) && !this.known.late.has(attribute));
  }

  mention(attribute: Attribute): string {
    this.#mentioned.add(attribute);
    return "";
  }

  mentionOpen(atoms: readonly Atom[]): void {
    for (const atom of atoms) {
      if (!this.decides(atom)) for (const attribute of atom.attributes) this.#mentioned.add(attribute);
    }
  }

  mentionRule({ from, to, when }: RuleGuard): void {
    this.mentionOpen([...from.flat(), ...to.flat(), ...when]);
  }

  values(attributes: readonly Attribute[]): string {
    const { draft } = this.known;
    return [...attributes]
      .sort()
      .map((attribute) => {
        this.mention(attribute);
        return this.knows(attribute) ? valueText(attribute, draft) : "?";
      })
      .join(" ");
  }

  residual(key: string): Residual {
    return { key, attributes: this.#mentioned };
  }
}

function valueText(
  attribute: Attribute,
  { token, refusing, from, address, method, path, headers, query }: Draft,
): string {
  if (attribute.startsWith("header ")) return plainText(headers[attribute.slice("header ".length)]);
  if (attribute.startsWith("query ")) return plainText(query[attribute.slice("query ".length)]);
  switch (attribute) {
    case "host":
      return plainText(headers["host"]);
    case "browser":
      return plainText([method, headers["origin"], headers["access-control-request-method"]]);
    default:
      return plainText({ token, authorizer: refusing, client: from, address, method, path }[attribute as "token"]);
  }
}
