import type { envoy } from "../../generated/envoy.js";
import type { Protocol } from "../ir/protocol.js";
import { type Retry, usualRetries } from "../ir/route.js";
import { constant, duration } from "./settings.js";

type RetryPolicy = envoy.config.route.v3.RetryPolicy;

/**
 * What is tried again at another endpoint when nobody asked for retries: requests that no application has worked on.
 *
 * A tunnel that cannot be had looks like an established connection that closed, which Envoy only tries again under
 * `reset`; and that may repeat a request that was executed. So for HTTP/1.1 only safe methods are retried at all
 * (Envoy cannot say it for one condition alone). HTTP/2 applications refuse streams by name when they go away, and gRPC
 * knows POST only, so there all methods are retried, but not after a reset.
 */
export function retryPolicy(protocol: Protocol): RetryPolicy {
  const policy: RetryPolicy = {
    retryOn: unworked,
    numRetries: { value: usualRetries },
    ...elsewhere,
  };
  if (protocol === "http2") return policy;
  return {
    ...policy,
    retryOn: `${policy.retryOn},reset`,
    retriableRequestHeaders: [{ name: ":method", stringMatch: { safeRegex: { regex: "GET|HEAD|OPTIONS" } } }],
  };
}

/**
 * What a rule asks to be tried again (GEP-1731): a failed, reset or timed-out try, whatever the method, and the statuses
 * it lists. `tryMs`: how long one try may take; absent or 0: no limit.
 */
export function askedRetryPolicy({ statuses, attempts, backoffMs }: Retry, tryMs = 0): RetryPolicy {
  return {
    retryOn: `${unworked},reset${statuses.length > 0 ? ",retriable-status-codes" : ""}`,
    numRetries: { value: attempts ?? usualRetries },
    ...(tryMs > 0 && { perTryTimeout: duration(tryMs) }),
    ...elsewhere,
    ...(statuses.length > 0 && { retriableStatusCodes: statuses }),
    ...(backoffMs !== undefined && { retryBackOff: pauses(backoffMs) }),
  };
}

/** Requests that no application has worked on. */
const unworked = "connect-failure,refused-stream,reset-before-request";

/** Envoy counts nanoseconds in 63 bits and refuses what does not fit; a request that waits for years is lost anyway. */
const longestMs = 8e12;

/** Envoy draws each pause between 0 and an interval that doubles: twice the wanted pause makes it the mean. */
function pauses(wantedMs: number): RetryPolicy["retryBackOff"] {
  const interval = Math.min(Math.max(1, 2 * wantedMs), longestMs);
  return { baseInterval: duration(interval), maxInterval: duration(Math.min(10 * interval, longestMs)) };
}

const elsewhere: Pick<RetryPolicy, "retryHostPredicate" | "hostSelectionRetryMaxAttempts"> = constant({
  retryHostPredicate: [
    {
      name: "envoy.retry_host_predicates.previous_hosts",
      typedConfig: { type: "envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate", value: {} },
    },
  ],
  hostSelectionRetryMaxAttempts: 5,
});

/** Tries again whatever broke before an answer came, at another endpoint: for what may be repeated. */
export const againElsewhere: RetryPolicy = constant({
  retryOn: `${unworked},reset`,
  numRetries: { value: usualRetries },
  ...elsewhere,
});
