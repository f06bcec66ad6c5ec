/** Small IR values for tests: a case names only what it is about. */
import type { Origin } from "../../diagnostics/origin.js";
import { type Clause, type Condition, openAccess, type Policy, type Rule } from "../../ir/access.js";
import type { Destination, DestinationId, Endpoint } from "../../ir/destination.js";
import type { Identity } from "../../ir/identity.js";
import type { StringPattern } from "../../ir/pattern.js";
import type { Protocol } from "../../ir/protocol.js";
import type { Backend, Route, RouteMatch, RouteTable } from "../../ir/route.js";
import type { ServedPort, ServicePort, WaypointName, WaypointSettings } from "../../ir/waypoint.js";

export const origin: Origin = { object: "Test shop/test", path: [] };

export const settings: WaypointSettings = {
  name: "shop/waypoint" as WaypointName,
  identity: "spiffe://cluster.local/ns/shop/sa/waypoint" as Identity,
  trustDomains: ["cluster.local"],
  pathNormalization: "base",
};

/** `identity("shop/web")`. */
export function identity(account: string, trustDomain = "cluster.local"): Identity {
  const [namespace, name] = account.split("/");
  return `spiffe://${trustDomain}/ns/${namespace}/sa/${name}` as Identity;
}

/** `destinationId("reviews.shop", 80)`. */
export function destinationId(name: string, port = 80): DestinationId {
  const [service = "", namespace = ""] = name.split(".");
  return { host: `${name}.svc.cluster.local`, service, namespace, port };
}

export function servicePort(id: DestinationId, more: Partial<ServicePort> = {}): ServicePort {
  return { id, protocol: "http", protocolBecause: "declared", authorities: [`10.96.0.10:${id.port}`], origin, ...more };
}

export function endpoint(account: string, more: Partial<Endpoint> = {}): Endpoint {
  const known = { address: "10.244.1.5", port: 8080, tunnel: "hbone", weight: 1 } as const;
  return { ...known, identity: identity(account), workload: `${account}-0`, ...more };
}

export function destination(
  id: DestinationId,
  endpoints: readonly Endpoint[],
  protocol: Protocol = "http",
): Destination {
  return { id, protocol, endpoints, origin };
}

/** A service port with nothing but itself. */
export function served(port: ServicePort, more: Partial<ServedPort> = {}): ServedPort {
  return { port, access: openAccess, ...(port.protocol !== "tcp" && { routes: ownEndpoints }), ...more };
}

export const ownEndpoints: RouteTable = { routes: [], otherwise: "own-endpoints" };

export const anyPath: RouteMatch = { path: { kind: "prefix", value: "/" }, headers: [], query: [] };

export function backend(id: DestinationId, more: Partial<Backend> = {}): Backend {
  return { weight: 1, to: { kind: "destination", id }, origin, ...more };
}

export const invalid: Backend["to"] = { kind: "invalid", status: 500, reason: "there is no such Service" };

/** A route that forwards everything to one backend, unless said otherwise. */
export function route(action: Route["action"], more: Partial<Route> = {}): Route {
  return { name: "shop/reviews/rule[0]", match: anyPath, action, timeouts: {}, origin, ...more };
}

export function forwardTo(...backends: readonly Backend[]): Route["action"] {
  return { kind: "forward", backends };
}

export function policy(name: string, ...rules: readonly Partial<Rule>[]): Policy {
  return {
    name,
    rules: rules.map((rule, index) => ({ name: `rule[${index}]`, from: [], to: [], when: [], origin, ...rule })),
    origin,
  };
}

/** A text condition: `text("principal", exact("spiffe://..."))`. */
export function text(
  name:
    | "principal"
    | "namespace"
    | "service-account"
    | "trust-domain"
    | "request-principal"
    | "host"
    | "method"
    | "path",
  ...values: readonly StringPattern[]
): Condition {
  return { kind: "text", attribute: { name }, values, negated: false, origin };
}

export function not(condition: Exclude<Condition, { readonly kind: "never" }>): Condition {
  return { ...condition, negated: true };
}

export function exact(value: string): StringPattern {
  return { kind: "exact", value };
}

/** Only these clients may do anything. */
export function onlyClients(...principals: readonly string[]): Policy {
  const clause: Clause = [text("principal", ...principals.map(exact))];
  return policy("shop/only-clients", { from: [clause] });
}
