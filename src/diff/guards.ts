/**
 * What decides about requests, cut into single questions (`Atom`): for each of them it is known which attribute of a
 * request answers it. Questions are asked of the code that explains requests, so that there is one truth.
 */

import { isAboutDestination, judged } from "../explain/conditions.js";
import { nameInProxy } from "../explain/policies.js";
import { type RouteFacts, routeVerdict } from "../explain/route-matches.js";
import type { Access, Clause, Condition, Policy } from "../ir/access.js";
import type { Route, RouteMatch } from "../ir/route.js";
import type { Attribute } from "./attributes.js";
import { digest, plainText } from "./plain.js";

/** A question with yes and no. */
export interface Atom {
  /** What answers it, together; none: it is the same for every request. */
  readonly attributes: readonly Attribute[];
  /** Equal questions have equal keys. */
  readonly key: string;
  readonly holds: (facts: RouteFacts) => boolean;
}

/** One rule of a policy: one list of each side must hold. */
export interface RuleGuard {
  /** The policy: what is named as deciding. */
  readonly object: string;
  /** Both lists of clauses are alternatives; an empty one holds always. */
  readonly from: readonly (readonly Atom[])[];
  readonly to: readonly (readonly Atom[])[];
  readonly when: readonly Atom[];
}

/** What judges a request or a connection. */
export interface AccessGuards {
  readonly external: readonly {
    readonly authorizer: string;
    readonly onTrial: boolean;
    readonly rules: readonly RuleGuard[];
  }[];
  readonly deny: readonly RuleGuard[];
  readonly allow: readonly RuleGuard[];
  /** Whether something must be allowed at all. */
  readonly restricts: boolean;
}

type Side = "client" | "request" | "connection";
type Effect = "allow" | "deny";

/** The questions of access rules, in the order in which proxies ask them. */
export function accessGuards(access: Access, { onConnection }: { readonly onConnection: boolean }): AccessGuards {
  const guards = (policies: readonly Policy[], effect: Effect) => ruleGuards(policies, { effect, onConnection });
  return {
    external: (access.external ?? []).map(({ authorizer, policies, onTrial }) => ({
      authorizer: authorizer.name,
      onTrial,
      rules: guards(policies, "deny"),
    })),
    deny: guards(access.deny, "deny"),
    allow: guards(access.allow, "allow"),
    restricts: access.allow.length > 0,
  };
}

function ruleGuards(
  policies: readonly Policy[],
  { effect, onConnection }: { readonly effect: Effect; readonly onConnection: boolean },
): readonly RuleGuard[] {
  const atoms = (clause: Clause, side: (condition: Condition) => Side): readonly Atom[] =>
    clause.map((condition) => conditionAtom(condition, onConnection ? "connection" : side(condition), effect));
  return policies
    .flatMap((policy) => policy.rules.map((rule) => ({ policy, rule, name: nameInProxy(policy, rule) })))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
    .map(({ policy, rule }) => ({
      object: policy.origin.object,
      from: rule.from.map((clause) => atoms(clause, () => "client")),
      to: rule.to.map((clause) => atoms(clause, () => "request")),
      when: atoms(rule.when, (condition) => (isAboutDestination(condition) ? "request" : "client")),
    }));
}

function conditionAtom(condition: Condition, side: Side, effect: Effect): Atom {
  const unknown = effect === "allow" ? "never" : "always";
  return {
    attributes: attributesOf(condition),
    key: digest(`${side} ${unknown} ${plainText(condition, ["origin", "because"])}`),
    holds: (facts) => judged(condition, facts, { side, unknown }).holds,
  };
}

function attributesOf(condition: Condition): readonly Attribute[] {
  if (condition.kind === "never" || condition.kind === "port") return [];
  if (condition.kind === "address") {
    if (condition.attribute === "destination") return [];
    return condition.attribute === "source" ? ["address"] : ["address", "header x-forwarded-for"];
  }
  const { attribute } = condition;
  switch (attribute.name) {
    case "principal":
    case "namespace":
    case "service-account":
    case "trust-domain":
      return ["client"];
    case "request-principal":
    case "claim":
      return ["token"];
    case "server-name":
      return [];
    case "header":
      return headerAttribute(attribute.header);
    default:
      return [attribute.name];
  }
}

/** The attribute that a header match looks at; some go by the name of a header and are none. */
function headerAttribute(name: string): readonly Attribute[] {
  switch (name) {
    case ":authority":
    case "host":
      return ["host"];
    case ":method":
      return ["method"];
    case ":path":
      return ["path"];
    case ":scheme":
      return [];
    default:
      return [`header ${name.toLowerCase()}`];
  }
}

const everything: RouteMatch = { path: { kind: "prefix", value: "/" }, headers: [], query: [] };

/** The questions that all must hold for a request to take a route. */
export function routeAtoms(route: Route, trustDomains: readonly string[]): readonly Atom[] {
  const { path, method, headers, query, grpc, claims = [], clientNamespaces } = route.match;
  const atom = (attributes: readonly Attribute[], part: Partial<RouteMatch>): Atom => {
    const single: Route = { ...route, match: { ...everything, ...part } };
    return {
      attributes,
      key: digest(plainText(part)),
      holds: (facts) => routeVerdict(single, facts, trustDomains).matches,
    };
  };
  const always = path.kind === "prefix" && path.value === "/";
  return [
    ...(always ? [] : [atom(["path"], { path })]),
    ...(method === undefined ? [] : [atom(["method"], { method })]),
    ...headers.map((header) => atom(headerAttribute(header.name), { headers: [header] })),
    ...query.map((parameter) => atom([`query ${parameter.name}`], { query: [parameter] })),
    ...(grpc === undefined ? [] : [atom(["header content-type"], { grpc })]),
    ...claims.map((claim) => atom(["token"], { claims: [claim] })),
    ...(clientNamespaces === undefined ? [] : [atom(["client"], { clientNamespaces })]),
  ];
}

/** Every question of access rules. */
export function atomsOf({ external, deny, allow }: AccessGuards): readonly Atom[] {
  const rules = [...external.flatMap((check) => check.rules), ...deny, ...allow];
  return rules.flatMap(({ from, to, when }) => [...from.flat(), ...to.flat(), ...when]);
}
