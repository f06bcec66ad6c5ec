import type { envoy } from "../../generated/envoy.js";
import type { Protocol } from "../ir/protocol.js";
import { type Retry } from "../ir/route.js";
type RetryPolicy = envoy.config.route.v3.RetryPolicy;
/**
 * What is tried again at another endpoint when nobody asked for retries: requests that no application has worked on.
 *
 * A tunnel that cannot be had looks like an established connection that closed, which Envoy only tries again under
 * `reset`; and that may repeat a request that was executed. So for HTTP/1.1 only safe methods are retried at all
 * (Envoy cannot say it for one condition alone). HTTP/2 applications refuse streams by name when they go away, and gRPC
 * knows POST only, so there all methods are retried, but not after a reset.
 */
export declare function retryPolicy(protocol: Protocol): RetryPolicy;
/**
 * What a rule asks to be tried again (GEP-1731): a failed, reset or timed-out try, whatever the method, and the statuses
 * it lists. `tryMs`: how long one try may take; absent or 0: no limit.
 */
export declare function askedRetryPolicy({ statuses, attempts, backoffMs }: Retry, tryMs?: number): RetryPolicy;
/** Tries again whatever broke before an answer came, at another endpoint: for what may be repeated. */
export declare const againElsewhere: RetryPolicy;
export {};
