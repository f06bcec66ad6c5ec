/** Routes of the service shop/reviews, lowered. */
import type { TestMesh } from "../../binding/testing/meshes.js";
import { deployment, meshOf, object, served, service, waypoint } from "../../binding/testing/meshes.js";
import type { Route, RouteTable } from "../../ir/route.js";
import { lowerRoutes } from "../routes.js";

export const parentRefs = [{ group: "", kind: "Service", name: "reviews", namespace: "shop" }];
export const toReviews = [{ name: "reviews", namespace: "shop", port: 80 }];
export const shop = [waypoint(), served("shop/reviews"), deployment("shop/reviews"), service("shop/v2")];

/** A route of the service shop/reviews with these rules, which forward to it unless they say otherwise. */
export function route(name: string, rules: object[], body: object = {}): string {
  const backed = rules.map((rule) => ({ backendRefs: toReviews, ...rule }));
  return object("HTTPRoute", name, { spec: { parentRefs, rules: backed }, ...body });
}

/** The table of the first port of shop/reviews. */
export function tableOf(mesh: TestMesh): RouteTable {
  const reviews = mesh.service("shop/reviews");
  const [port] = reviews.spec.ports;
  if (port === undefined) throw new Error("the test service has no port");
  return lowerRoutes({ service: reviews, port }, mesh.view, mesh.report);
}

/** The first route of a table whose only rule is `rule`. */
export function lowered(
  rule: object,
  ...more: string[]
): { readonly route: Route | undefined; readonly mesh: TestMesh } {
  const mesh = meshOf(...shop, route("shop/r", [rule]), ...more);
  return { route: tableOf(mesh).routes[0], mesh };
}

/** A match by path. */
export function path(
  type: string,
  value: string,
): { readonly path: { readonly type: string; readonly value: string } } {
  return { path: { type, value } };
}
