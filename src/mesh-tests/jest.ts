/** Makes Jest's `expect` know what becomes of requests: import it once in a test file, or name it in `setupFilesAfterEnv`. */
import { expect } from "@jest/globals";
import { meshMatchers } from "./matchers.js";
import type { Expectation, Verdict } from "./mesh-test.js";

export type { MatcherResult } from "./matchers.js";
export { meshMatchers } from "./matchers.js";

/** What the mesh's matchers add to `expect(mesh.request({ from, to }))`. */
export interface MeshMatchers<R> {
  /** Everything that a test file may say below `expect`. */
  toMeet(expected: Expectation | Verdict): R;
  /** An application gets it. */
  toBeAllowed(): R;
  /** An application gets it, because this policy or rule allows it. */
  toBeAllowedBy(rule: string): R;
  /** A policy, a token check or an authorizer refuses it. */
  toBeDenied(): R;
  /** This policy, rule or token check refuses it. */
  toBeDeniedBy(rule: string): R;
  /** It gets to this service: `shop/reviews`, `shop/reviews:80`. */
  toReach(backend: string): R;
  /** The client sees this status; applications are taken to answer 200. */
  toBeAnsweredWith(status: number): R;
  /** The client is sent there. */
  toBeRedirectedTo(location: string): R;
}

declare module "expect" {
  interface Matchers<R> extends MeshMatchers<R> {}
}

expect.extend(meshMatchers);
