/** A shop for the tests of rules: the service shop/orders, its pods and its waypoint. */
import { deployment, object, served, waypoint } from "../../binding/testing/meshes.js";

/** `shop/orders` at its waypoint, with pods in the mesh. */
export const orders: readonly string[] = [waypoint(), served("shop/orders"), deployment("shop/orders")];

export const toOrders = { targetRefs: [{ group: "", kind: "Service", name: "orders" }] };

/** Allows GET for everybody, so that it takes a waypoint to judge. */
export const readOnly = policy("shop/read-only", {
  ...toOrders,
  rules: [{ to: [{ operation: { methods: ["GET"] } }] }],
});

/** Lets only the waypoint connect to the pods of shop/orders. */
export const closedDoor = policy("shop/door", {
  selector: { matchLabels: { app: "orders" } },
  rules: [{ from: [{ source: { principals: ["cluster.local/ns/shop/sa/waypoint"] } }] }],
});

export function policy(name: string, spec: object, body: object = {}): string {
  return object("AuthorizationPolicy", name, { spec, ...body });
}

/** A route of the service shop/orders unless `spec` says otherwise. */
export function route(name: string, rules: readonly object[], spec: object = {}): string {
  const parentRefs = [{ group: "", kind: "Service", name: "orders", namespace: "shop" }];
  return object("HTTPRoute", name, { spec: { parentRefs, rules, ...spec } });
}

/** Verifies tokens of `https://login.example` for shop/orders. */
export function tokens(rule: object = {}, spec: object = {}): string {
  const jwtRules = [{ issuer: "https://login.example", jwks: '{"keys": []}', ...rule }];
  return object("RequestAuthentication", "shop/login", { spec: { ...toOrders, jwtRules, ...spec } });
}
