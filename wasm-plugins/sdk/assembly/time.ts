import { proxy_get_current_time_nanoseconds, random_get } from "./abi";
import { answerMore, succeeded } from "./incoming";

/** Nanoseconds since 1970 (`proxy_get_current_time_nanoseconds`); stands still within a callback in some hosts. */
export function getCurrentTime(): u64 {
  store<u64>(answerMore, 0);
  succeeded(proxy_get_current_time_nanoseconds(answerMore));
  return load<u64>(answerMore);
}

/** Milliseconds since 1970 (`proxy_get_current_time_nanoseconds`). */
export function getCurrentTimeMs(): u64 {
  return getCurrentTime() / 1_000_000;
}

/** A random number (WASI `random_get`). The compiler's `Math.random()` does not load in Envoy. */
export function randomU64(): u64 {
  store<u64>(answerMore, 0);
  random_get(answerMore, 8);
  return load<u64>(answerMore);
}
