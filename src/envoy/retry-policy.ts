import type { envoy } from "../../generated/envoy.js";
import type { Protocol } from "../ir/protocol.js";
import { constant } from "./settings.js";

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
    retryOn: "connect-failure,refused-stream,reset-before-request",
    numRetries: { value: 2 },
    retryHostPredicate: anotherEndpoint,
    hostSelectionRetryMaxAttempts: 5,
  };
  if (protocol === "http2") return policy;
  return {
    ...policy,
    retryOn: `${policy.retryOn},reset`,
    retriableRequestHeaders: [{ name: ":method", stringMatch: { safeRegex: { regex: "GET|HEAD|OPTIONS" } } }],
  };
}

const anotherEndpoint: RetryPolicy["retryHostPredicate"] = constant([
  {
    name: "envoy.retry_host_predicates.previous_hosts",
    typedConfig: { type: "envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate", value: {} },
  },
]);
