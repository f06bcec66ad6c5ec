/**
 * Jest matchers for what becomes of requests: `expect.extend(meshMatchers)`. Any runner with Jest's `expect` can use them.
 */
import { requestText } from "./cases.js";
import { failureLines } from "./failure-text.js";
import type { Expectation, Verdict } from "./mesh-test.js";
import { MeshAnswer } from "./tested-mesh.js";

/** What a matcher answers: Jest's own form. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers, for `expect.extend`. */
export const meshMatchers = {
  toMeet,
  toBeAllowed,
  toBeAllowedBy,
  toBeDenied,
  toBeDeniedBy,
  toReach,
  toBeAnsweredWith,
  toBeRedirectedTo,
} as const;

/** Everything that a test file may say below `expect`. */
function toMeet(received: unknown, expected: Expectation | Verdict): MatcherResult {
  return verdict(received, "toMeet", typeof expected === "string" ? { verdict: expected } : expected);
}

/** An application gets it. */
function toBeAllowed(received: unknown): MatcherResult {
  return verdict(received, "toBeAllowed", { verdict: "allow" });
}

/** An application gets it, because this policy or rule allows it. */
function toBeAllowedBy(received: unknown, by: string): MatcherResult {
  return verdict(received, "toBeAllowedBy", { verdict: "allow", by });
}

/** A policy, a token check or an authorizer refuses it. */
function toBeDenied(received: unknown): MatcherResult {
  return verdict(received, "toBeDenied", { verdict: "deny" });
}

/** This policy, rule or token check refuses it. */
function toBeDeniedBy(received: unknown, by: string): MatcherResult {
  return verdict(received, "toBeDeniedBy", { verdict: "deny", by });
}

/** It gets to this service. */
function toReach(received: unknown, backend: string): MatcherResult {
  return verdict(received, "toReach", { verdict: "allow", backend });
}

/** The client sees this status. */
function toBeAnsweredWith(received: unknown, status: number): MatcherResult {
  return verdict(received, "toBeAnsweredWith", { status });
}

/** The client is sent there. */
function toBeRedirectedTo(received: unknown, location: string): MatcherResult {
  return verdict(received, "toBeRedirectedTo", { verdict: "redirect", headers: { location } });
}

function verdict(received: unknown, matcher: string, expected: Expectation): MatcherResult {
  if (!(received instanceof MeshAnswer)) {
    throw new TypeError(`${matcher} looks at what becomes of a request: expect(mesh.request({ from, to }))`);
  }
  const { request, answers } = received;
  const misses = received.misses(expected);
  const who = `${requestText(request)}, by ${request.from}`;
  const failed = (): string => {
    const hints = expected.by === undefined ? [] : received.whyNot(expected.by).filter(({ matches }) => !matches);
    return [who, ...failureLines({ misses, answers, hints }, { colour: false })].join("\n");
  };
  const met = (): string => {
    const lines = failureLines({ misses: [], answers, hints: [] }, { colour: false });
    return [who, `expected not ${JSON.stringify(expected)}`, ...lines].join("\n");
  };
  return { pass: misses.length === 0, message: misses.length === 0 ? met : failed };
}
