/** Random requests to random services: paths in forms that need tidying, headers and tokens that rules speak about. */
import fc from "fast-check";
import type { SentCase } from "../support/explained.js";
import type { TokenSpec } from "../support/tokens.js";
import { clients, home, methods, paths, type RandomService, rarely, record, values } from "./random-mesh.js";

export interface RandomRequest extends SentCase {
  readonly jwt: TokenSpec | undefined;
  /** Nothing is sent through the tunnel. */
  readonly onlyConnects: boolean;
}

const requestPaths = [
  ...paths,
  "//a",
  "/a//b",
  "/ab",
  "/a/../b",
  "/a/./b",
  "/%61",
  "/a%2fb",
  "/a%5Cb",
  "/a%2Eb",
  "/a/%2e%2e/b",
  "/a%20b",
  "/a\\b",
  "/a~b%7Eb",
  "/{a}",
  "/a|b^",
  "/a%",
  "/a%zz",
  '/a"b',
  "/a/b/",
  "/b/..",
  "//",
  "/a;x=1",
] as const;
const queries = [
  "",
  "",
  "",
  "?q=1",
  "?q=2",
  "?q=",
  "?q",
  "?p=1&q=one",
  "?q=1&q=2",
  "?q=%31",
  "?",
  "?q=1,2",
  "?p=2",
] as const;

const token: fc.Arbitrary<TokenSpec> = fc
  .record({
    iss: fc.constantFrom("issuer.example", "issuer.example", "other.example", "unknown.example"),
    sub: fc.constantFrom("alice", "bob"),
    group: fc.constantFrom<unknown>("admin", "reader", ["admin", "x"], 7),
    scope: fc.constantFrom("read", "read write"),
    aud: fc.constantFrom<unknown>("one", ["two", "three"], "https://two"),
    in: fc.constantFrom("authorization: Bearer ", "authorization: Bearer ", "x-token: T ", "access_token", "t"),
    flaw: fc.constantFrom("none", "none", "none", "none", "expired", "foreignKey"),
  })
  .map(({ flaw, ...spec }) => ({ ...spec, ...(flaw !== "none" && { [flaw]: true }) }));

/** Requests to the services, in turn. */
export function randomRequests(
  services: readonly RandomService[],
  count: number,
  seed: number,
): readonly RandomRequest[] {
  const tokens = fc.sample(token, { numRuns: 60, seed });
  const drawn = fc.record({
    as: fc.constantFrom(...clients),
    method: fc.oneof(
      { weight: 3, arbitrary: fc.constant("GET") },
      { weight: 4, arbitrary: fc.constantFrom(...methods) },
    ),
    path: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...paths) },
      { weight: 1, arbitrary: fc.constantFrom(...requestPaths) },
    ),
    query: fc.constantFrom(...queries),
    headers: record({
      "x-a": rarely(fc.constantFrom<unknown>(...values, "", ["1", "2"])),
      "x-b": rarely(fc.constantFrom(...values)),
      "x-d": rarely(fc.constant("mine")),
      host: rarely(fc.constantFrom("other.example", "Other.Example", "other.example:80", "other.example:8080"), 4),
      origin: rarely(fc.constantFrom("https://a.example", "https://x.b.example", "https://evil.example", "*"), 4),
      "access-control-request-method": rarely(fc.constantFrom("PUT", "GET"), 4),
      "access-control-request-headers": rarely(fc.constant("x-one"), 4),
      "content-type": rarely(fc.constantFrom("application/grpc", "text/plain"), 4),
      "x-echo-set-header": rarely(fc.constantFrom("x-a:app", "x-d:app"), 4),
    }),
    token: rarely(fc.nat(tokens.length - 1), 4),
  });
  return fc.sample(drawn, { numRuns: count, seed: seed + 1 }).map(({ token: index, query, ...one }, number) => {
    const service = services[number % services.length];
    return {
      ...one,
      headers: one.headers as Readonly<Record<string, string>>,
      path: `${one.path}${query}`,
      host: `${service?.name ?? ""}.${home}`,
      port: 80,
      onlyConnects: service?.isTcp === true,
      jwt: index === undefined ? undefined : tokens[index],
    };
  });
}
