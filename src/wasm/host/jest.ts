/** Makes Jest's `expect` know the host's streams: import it once in a test file, or name it in `setupFilesAfterEnv`. */
import { expect } from "@jest/globals";
import { type ExpectedCall, type ExpectedReply, wasmMatchers } from "./matchers.js";

export type { ExpectedCall, ExpectedReply, MatcherResult } from "./matchers.js";
export { wasmMatchers } from "./matchers.js";

/** What the host's matchers add to `expect(...)`. */
export interface WasmMatchers<R> {
  /** Of a stream: a plugin answered in the upstream's place. */
  toHaveSentLocalReply(status?: number, expected?: ExpectedReply): R;
  /** Of a stream: the request has passed all plugins. */
  toHaveReachedUpstream(): R;
  /** Of a stream: the upstream got a header. */
  toHaveRequestHeader(name: string, value?: string | RegExp): R;
  /** Of a stream: the client got a header. */
  toHaveResponseHeader(name: string, value?: string | RegExp): R;
  /** Of a stream: a plugin holds it. */
  toBePaused(way?: "request" | "response"): R;
  /** Of a stream: it was broken off. */
  toBeReset(): R;
  /** Of a host: a plugin logged a text, at a level if two arguments are given. */
  toHaveLogged(levelOrText: string | RegExp, text?: string | RegExp): R;
  /** Of a stream or a host: a plugin called a cluster. */
  toHaveCalledOut(cluster: string, expected?: ExpectedCall): R;
  /** Of a host: a metric has a value. */
  toHaveMetric(name: string, value?: number): R;
}

declare module "expect" {
  interface Matchers<R> extends WasmMatchers<R> {}
}

expect.extend(wasmMatchers);
