/** The words of random meshes and requests, so few that requests often hit rules. */
import fc from "fast-check";
import type { Manifest } from "../support/manifests.js";

export const home = "differential";
export const neighbour = "differential-peer";
export const outside = "differential-out";

/** Some of the values, each once. */
export const some = <T>(values: readonly T[], max = 2): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: max });
/** One in `frequency` times. */
export const rarely = <T>(value: fc.Arbitrary<T>, frequency = 2): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: frequency - 1, arbitrary: fc.constant(undefined) });

/** Present fields only. */
export const record = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Manifest> =>
  fc.record(fields).map((value) => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)));

export const paths = ["/", "/a", "/a/b", "/A", "/b", "/b/c.d", "/a/", "/a.b"] as const;
export const regexes = ["/a.*", "/(a|b)", "/[a-c]+/?.*", "^/a$", "/A|/a", ".*b"] as const;
export const values = ["1", "2", "one", "1,2"] as const;
export const headerNames = ["x-a", "x-b"] as const;
export const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"] as const;

/** What calls are made to: `/service/method`. */
export const calls = { services: ["shop.v1.Reviews", "shop.v1.Orders", "shop"], methods: ["Get", "List"] } as const;

/** Objects that another one speaks about. */
export const target = (name: string): Manifest => ({ group: "", kind: "Service", name });
export const entryTarget = (name: string): Manifest => ({
  group: "networking.istio.io",
  kind: "ServiceEntry",
  name,
});

/** An AuthorizationPolicy. */
export function policy(
  { name, namespace, ...spec }: Readonly<Record<string, unknown>>,
  rules: readonly unknown[],
): Manifest {
  return {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name, namespace },
    spec: { ...spec, rules },
  };
}
