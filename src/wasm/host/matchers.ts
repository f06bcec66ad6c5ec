/**
 * Jest matchers for the host's streams: `expect.extend(wasmMatchers)`. They look at nothing but what the host shows, so any
 * runner with Jest's `expect` can use them.
 */
import { logLevels } from "../abi.js";
import { HttpStream } from "./http-stream.js";
import { WasmHost } from "./wasm-host.js";

/** What a matcher answers: Jest's own form. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What else a local reply must be like; what is left out may be anything. */
export interface ExpectedReply {
  readonly body?: string | RegExp;
  /** Headers that must be there, with these values. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly details?: string;
  readonly grpcStatus?: number;
}

/** What else a call must be like; what is left out may be anything. */
export interface ExpectedCall {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | RegExp;
}

/** The matchers, for `expect.extend`. */
export const wasmMatchers = {
  toHaveSentLocalReply,
  toHaveReachedUpstream,
  toHaveRequestHeader,
  toHaveResponseHeader,
  toBePaused,
  toBeReset,
  toHaveLogged,
  toHaveCalledOut,
  toHaveMetric,
} as const;

/** A plugin answered in the upstream's place, with this status if one is given. */
function toHaveSentLocalReply(received: unknown, status?: number, expected: ExpectedReply = {}): MatcherResult {
  const stream = streamIn(received, "toHaveSentLocalReply");
  const reply = stream.localReply;
  const misses =
    reply === undefined
      ? [`there was none: ${whereabouts(stream)}`]
      : [
          ...miss("status", reply.status, status),
          ...miss("body", reply.body, expected.body),
          ...miss("details", reply.details, expected.details),
          ...miss("gRPC status", reply.grpcStatus, expected.grpcStatus),
          ...Object.entries(expected.headers ?? {}).flatMap(([name, value]) =>
            miss(`header ${name}`, reply.headers[name.toLowerCase()], value),
          ),
        ];
  const wanted = `a local reply${status === undefined ? "" : ` with status ${status}`}`;
  const got = reply === undefined ? "" : `\n${reply.plugin} replied ${JSON.stringify(reply)}`;
  return verdict(misses, `${wanted}`, got);
}

/** The request has passed all plugins. */
function toHaveReachedUpstream(received: unknown): MatcherResult {
  const stream = streamIn(received, "toHaveReachedUpstream");
  const misses = stream.upstream.headers === undefined ? [`it has not: ${whereabouts(stream)}`] : [];
  return verdict(misses, "the request to reach the upstream", "");
}

/** The upstream got a header, with this value if one is given. */
function toHaveRequestHeader(received: unknown, name: string, value?: string | RegExp): MatcherResult {
  const stream = streamIn(received, "toHaveRequestHeader");
  const { headers } = stream.upstream;
  if (headers === undefined) {
    return verdict([`the request has not reached the upstream: ${whereabouts(stream)}`], `a header ${name}`, "");
  }
  return headerVerdict({ side: "request", name, value, values: headers.all(name), all: headers.toJSON() });
}

/** The client got a header, with this value if one is given. */
function toHaveResponseHeader(received: unknown, name: string, value?: string | RegExp): MatcherResult {
  const stream = streamIn(received, "toHaveResponseHeader");
  const { headers } = stream.client;
  if (headers === undefined) {
    return verdict([`no response has reached the client: ${whereabouts(stream)}`], `a header ${name}`, "");
  }
  return headerVerdict({ side: "response", name, value, values: headers.all(name), all: headers.toJSON() });
}

/** A plugin holds the request or the response. */
function toBePaused(received: unknown, way?: "request" | "response"): MatcherResult {
  const stream = streamIn(received, "toBePaused");
  const wanted = way === undefined ? ["request-paused", "response-paused"] : [`${way}-paused`];
  const misses = wanted.includes(stream.state) ? [] : [`it is not: ${whereabouts(stream)}`];
  return verdict(misses, `the ${way ?? "stream"} to be paused`, `\n${whereabouts(stream)}`);
}

/** The stream was broken off. */
function toBeReset(received: unknown): MatcherResult {
  const stream = streamIn(received, "toBeReset");
  const misses = stream.resetReason === undefined ? [`it was not: ${whereabouts(stream)}`] : [];
  return verdict(misses, "the stream to be reset", `\nit was reset: ${stream.resetReason}`);
}

/** A plugin logged a line that contains a text, at a level if one is given: `toHaveLogged("warn", /late/)`. */
function toHaveLogged(received: unknown, ...expected: readonly (string | RegExp)[]): MatcherResult {
  const host = hostIn(received, "toHaveLogged");
  const [first = "", second] = expected;
  const level = second === undefined ? undefined : (logLevels.find((known) => known === first) ?? first);
  const text = second ?? first;
  const found = host.logs.some((line) => (level === undefined || line.level === level) && fits(line.message, text));
  const lines = host.logs.slice(-20).map((line) => `  [${line.level}] ${line.message}`);
  const wanted = `a log line${level === undefined ? "" : ` at ${String(level)}`} with ${String(text)}`;
  return verdict(found ? [] : ["there is none"], wanted, listed("logged", lines));
}

/** A plugin called a cluster: any call of the host, or one for the stream. */
function toHaveCalledOut(received: unknown, cluster: string, expected: ExpectedCall = {}): MatcherResult {
  const calls = received instanceof HttpStream ? received.calls : hostIn(received, "toHaveCalledOut").calls;
  const found = calls.some((call) => {
    const headers = call.kind === "http" ? call.headers : call.initialMetadata;
    const body = call.kind === "http" ? call.body.toString() : Buffer.concat(call.sent).toString();
    const wanted = Object.entries(expected.headers ?? {});
    const alike = wanted.every(([name, value]) => headers.get(name) === value);
    return call.cluster === cluster && alike && (expected.body === undefined || fits(body, expected.body));
  });
  const lines = calls.map((call) => {
    const what = call.kind === "http" ? JSON.stringify(call.headers) : `${call.service}/${call.method}`;
    return `  ${call.cluster} ${what} (${call.state})`;
  });
  return verdict(
    found ? [] : ["there is none"],
    `a call to ${cluster} ${JSON.stringify(expected)}`,
    listed("called", lines),
  );
}

/** A counter or gauge has a value, or a histogram has recorded so many values. */
function toHaveMetric(received: unknown, name: string, value?: number): MatcherResult {
  const host = hostIn(received, "toHaveMetric");
  const actual = host.metric(name);
  const misses = actual === undefined ? ["there is no such metric"] : miss("value", actual, value);
  const lines = host.metricNames.map((known) => `  ${known} = ${host.metric(known)}`);
  return verdict(misses, `a metric ${name}${value === undefined ? "" : ` of ${value}`}`, listed("metrics", lines));
}

function headerVerdict(found: {
  readonly side: string;
  readonly name: string;
  readonly value: string | RegExp | undefined;
  readonly values: readonly string[];
  readonly all: Readonly<Record<string, string>>;
}): MatcherResult {
  const { side, name, value, values } = found;
  const pass = value === undefined ? values.length > 0 : values.some((one) => fits(one, value, "whole"));
  const misses = pass ? [] : [values.length === 0 ? "there is none" : `it is ${JSON.stringify(values)}`];
  const wanted = `the ${side} to have a header ${name}${value === undefined ? "" : ` of ${String(value)}`}`;
  return verdict(misses, wanted, `\n${side} headers: ${JSON.stringify(found.all, undefined, 2)}`);
}

function fits(actual: string, expected: string | RegExp, how: "part" | "whole" = "part"): boolean {
  if (typeof expected !== "string") return expected.test(actual);
  return how === "whole" ? actual === expected : actual.includes(expected);
}

function miss(
  what: string,
  actual: string | number | undefined,
  expected: string | number | RegExp | undefined,
): string[] {
  if (expected === undefined) return [];
  const same = expected instanceof RegExp ? expected.test(String(actual)) : actual === expected;
  return same ? [] : [`its ${what} is ${JSON.stringify(actual)}, not ${String(expected)}`];
}

function verdict(misses: readonly string[], wanted: string, more: string): MatcherResult {
  const pass = misses.length === 0;
  return {
    pass,
    message: () => (pass ? `expected not ${wanted}${more}` : `expected ${wanted}: ${misses.join("; ")}${more}`),
  };
}

function whereabouts(stream: HttpStream): string {
  if (stream.resetReason !== undefined) return `the stream was reset (${stream.resetReason})`;
  if (stream.localReply !== undefined) {
    return `${stream.localReply.plugin || "Envoy"} replied ${stream.localReply.status} (${stream.localReply.details})`;
  }
  if (stream.pausedBy !== undefined) return `${stream.pausedBy} holds it (${stream.state})`;
  if (stream.currentRequestHeaders === undefined) return "nothing has been sent";
  return stream.state === "ended" ? "the stream is over" : "it goes on";
}

function listed(what: string, lines: readonly string[]): string {
  return lines.length === 0 ? `\nnothing was ${what}` : `\n${what}:\n${lines.join("\n")}`;
}

function streamIn(received: unknown, matcher: string): HttpStream {
  if (received instanceof HttpStream) return received;
  throw new TypeError(`${matcher} looks at a stream: expect(host.openStream())`);
}

function hostIn(received: unknown, matcher: string): WasmHost {
  if (received instanceof WasmHost) return received;
  throw new TypeError(`${matcher} looks at a host: expect(host)`);
}
