import { envoy } from "../../generated/envoy.js";
import type { Access, Condition, Policy, Rule } from "../ir/access.js";
import type { Cidr } from "../ir/pattern.js";
import type { ServedPort } from "../ir/waypoint.js";
import { inRange } from "./address-range.js";
import { rbac } from "./filters/authorization.js";
import {
  allPrincipals,
  anyPermission,
  anyPrincipal,
  type Permission,
  type Principal,
  principalOf,
  type Unexpressed,
} from "./filters/conditions.js";
import type { GeneratedOf, resourceTypes } from "./generated.js";
import { connectPolicy, isAuthority, portName, ruleName } from "./names.js";
import { slotOf } from "./policy-slot.js";

type RbacPolicy = envoy.config.rbac.v3.Policy;

/**
 * Who may connect to the ports of a waypoint that carry no HTTP.
 *
 * It is judged on the CONNECT, in connect_terminate: a filter on the connection itself decides on the client's first
 * byte, and by then a server that speaks first has been heard. One resource a waypoint, republished only when the
 * policies of such a port change. All of it is a list of refusals, so ports that are not on it stay reachable.
 */
export function connectPolicySlot(served: readonly ServedPort[]): GeneratedOf<typeof resourceTypes.extension> {
  const refusals = served.filter(({ port }) => port.protocol === "tcp").flatMap(refusalsOf);
  const policies = Object.fromEntries(refusals);
  const { DENY } = envoy.config.rbac.v3.RBAC.Action;
  return slotOf(connectPolicy, refusals.length === 0 ? [] : [rbac("authz-connect", { action: DENY, policies })]);
}

/** The authority tells port and address of the destination, so only the client is left to look at. */
function refusalsOf({ port, access }: ServedPort): readonly (readonly [string, RbacPolicy])[] {
  const authorities = port.authorities.filter(isAuthority);
  return authorities.flatMap((authority) => {
    const permissions: readonly Permission[] = [
      anyPermission([{ header: { name: ":authority", stringMatch: { exact: authority } } }]),
    ];
    const denied = access.deny.flatMap((policy) =>
      policy.rules.map((rule): readonly [string, RbacPolicy] => [
        `${ruleName(policy.name, rule.name)} ${authority}`,
        { permissions, principals: [client(rule, authority, "always")] },
      ]),
    );
    return access.allow.length === 0
      ? denied
      : [
          ...denied,
          [`${portName(port)} ${authority} allow`, { permissions, principals: [nobodyAllowed(access, authority)] }],
        ];
  });
}

function nobodyAllowed(access: Access, authority: string): Principal {
  const allowed = access.allow.flatMap((policy: Policy) =>
    policy.rules.map((rule) => client(rule, authority, "never")),
  );
  return { notId: anyPrincipal(allowed) };
}

/** The clients that a rule is about. */
function client(rule: Rule, authority: string, unexpressed: Unexpressed): Principal {
  const clause = (conditions: readonly Condition[]): Principal =>
    allPrincipals(conditions.map((condition) => onConnect(condition, authority, unexpressed)));
  const clauses = (list: Rule["from"]): Principal =>
    list.length === 0 ? { any: true } : anyPrincipal(list.map(clause));
  return allPrincipals([clauses(rule.from), clauses(rule.to), clause(rule.when)]);
}

/** What is known before the connection exists: the client, and the address and port it asked for. */
function onConnect(condition: Condition, authority: string, unexpressed: Unexpressed): Principal {
  const known = (holds: boolean): Principal => (holds ? { any: true } : { notId: { any: true } });
  if (condition.kind === "port") {
    return known(condition.ports.includes(portOf(authority)) !== condition.negated);
  }
  if (condition.kind === "address" && condition.attribute === "destination") {
    const inside = condition.ranges.some((range: Cidr) => inRange(addressOf(authority), range));
    return known(inside !== condition.negated);
  }
  if (!isKnownOnConnect(condition)) return known(unexpressed === "always");
  return principalOf(condition, unexpressed);
}

/** There is no request yet, so no token, host, method, path or header, and nothing that was forwarded for somebody. */
function isKnownOnConnect(condition: Condition): boolean {
  if (condition.kind === "address") return condition.attribute === "source";
  if (condition.kind !== "text") return true;
  return ["principal", "namespace", "service-account", "trust-domain"].includes(condition.attribute.name);
}

function portOf(authority: string): number {
  return Number(authority.slice(authority.lastIndexOf(":") + 1));
}

function addressOf(authority: string): string {
  return authority.slice(0, authority.lastIndexOf(":")).replace(/^\[(.*)\]$/, "$1");
}
