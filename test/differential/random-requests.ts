/** Random requests to random services: paths in forms that need tidying, headers and tokens that rules speak about. */
import fc from "fast-check";
import type { SentCase } from "../support/explained.js";
import type { TokenSpec } from "../support/tokens.js";
import { clients, type RandomService } from "./random-mesh.js";
import { calls, methods, paths, rarely, record, values } from "./vocabulary.js";

export interface RandomRequest extends SentCase {
  readonly jwt: TokenSpec | undefined;
  /** Nothing is sent through the tunnel. */
  readonly onlyConnects: boolean;
  /** The key by which its copies are counted. */
  readonly copiesKey?: string;
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
  "?status=403",
  "?status=503",
  "?status=503&first=1",
  "?status=429&first=2",
] as const;

/** What callers of gRPC ask for. */
const callPaths = calls.services.flatMap((service) => calls.methods.map((method) => `/${service}/${method}`));

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
    call: fc.constantFrom(undefined, ...callPaths),
  });
  const copied = copiedSoFar();
  return fc.sample(drawn, { numRuns: count, seed: seed + 1 }).map(({ token: index, query, call, ...one }, number) => {
    const service = services[number % services.length];
    const headers = one.headers as Readonly<Record<string, string>>;
    const sent: Pick<RandomRequest, "method" | "path" | "headers"> =
      service?.takesCalls === true && call !== undefined
        ? { method: "POST", path: `${call}${query}`, headers: { ...headers, "content-type": "application/grpc" } }
        : { method: one.method, path: `${one.path}${query}`, headers };
    const key = isCounted(service, sent.path, copied) ? `r${number}` : undefined;
    return {
      ...sent,
      as: one.as,
      host: service?.host ?? "",
      port: 80,
      headers: key === undefined ? sent.headers : { ...sent.headers, "x-echo-count": key },
      onlyConnects: service?.isTcp === true,
      jwt: index === undefined ? undefined : tokens[index],
      ...(key !== undefined && service?.extra === "mirrors" && { copiesKey: key }),
    };
  });
}

/** How many requests have had their copies counted: applications keep the counts of a thousand keys only. */
function copiedSoFar(): () => number {
  let count = 0;
  return () => count++;
}

const mostCounted = 200;

/** Whether applications count a request: to see copies, and to answer otherwise when it is tried again. */
function isCounted(service: RandomService | undefined, path: string, copied: () => number): boolean {
  if (service === undefined || service.isTcp) return false;
  if (service.extra === "retries") return path.includes("first=");
  return service.extra === "mirrors" && !path.includes("first=") && copied() < mostCounted;
}
