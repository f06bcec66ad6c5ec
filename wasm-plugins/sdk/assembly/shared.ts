import {
  proxy_call_foreign_function,
  proxy_dequeue_shared_queue,
  proxy_enqueue_shared_queue,
  proxy_get_shared_data,
  proxy_register_shared_queue,
  proxy_resolve_shared_queue,
  proxy_set_shared_data,
} from "./abi";
import { Bytes } from "./bytes";
import { answerAt, answeredBytes, answerMore, answerSize, expectBytes, lastStatus, succeeded } from "./incoming";
import { lengthAt, outgoing } from "./outgoing";
import { Status } from "./types";

/** What lies under a key that all VMs with the same `vm_id` share, and the number that says which version it is. */
@final
export class SharedData {
  constructor(
    readonly value: Bytes,
    readonly cas: u32,
  ) {}
}

/** `proxy_get_shared_data`; null if there is nothing under the key. */
export function getSharedData(key: string): SharedData | null {
  const name = outgoing(key);
  expectBytes();
  store<u32>(answerMore, 0);
  const status = proxy_get_shared_data(name, lengthAt(name), answerAt, answerSize, answerMore);
  const value = answeredBytes(status);
  return value === null ? null : new SharedData(value, load<u32>(answerMore));
}

/**
 * `proxy_set_shared_data`. With a `cas` of `getSharedData()` it fails (`Status.CasMismatch`) if somebody was faster; 0 means
 * whatever is there now.
 */
export function setSharedData(key: string, value: Bytes, cas: u32 = 0): bool {
  const name = outgoing(key);
  return succeeded(proxy_set_shared_data(name, lengthAt(name), changetype<usize>(value), value.length, cas));
}

/** A change of shared data: what is to lie under the key, given what lies there. */
export abstract class SharedDataUpdate {
  /** Called again if somebody was faster. `current` is null if there is nothing yet; null as the answer leaves it as it is. */
  abstract next(current: Bytes | null): Bytes | null;
}

/**
 * Reads, changes and writes (`proxy_get_shared_data`, `proxy_set_shared_data`) until nobody came in between, at most
 * `attempts` times; then it is false, and `lastStatus()` is `Status.CasMismatch`. Also false if the host refused the value.
 */
export function updateSharedData(key: string, update: SharedDataUpdate, attempts: i32 = 16): bool {
  for (let i = 0; i < attempts; i++) {
    const current = getSharedData(key);
    const next = update.next(current === null ? null : current.value);
    if (next === null) return true;
    // The host compares versions only where there is something already: one that nobody has keeps a second writer of a new
    // key from overwriting the first.
    if (setSharedData(key, next, current === null ? u32.MAX_VALUE : current.cas)) return true;
    if (lastStatus() != Status.CasMismatch) return false;
  }
  return false;
}

/** A queue between VMs. Those that wait for it learn of new entries by `onQueueReady()`. */
@final
export class SharedQueue {
  private constructor(readonly id: u32) {}

  /** Makes the queue of that name, or finds it, and listens to it (`proxy_register_shared_queue`); null if refused. */
  static register(name: string): SharedQueue | null {
    const text = outgoing(name);
    store<u32>(answerMore, 0);
    const status = proxy_register_shared_queue(text, lengthAt(text), answerMore);
    return succeeded(status) ? new SharedQueue(load<u32>(answerMore)) : null;
  }

  /** Finds the queue that a VM registered (`proxy_resolve_shared_queue`); null if there is none. */
  static resolve(vmId: string, name: string): SharedQueue | null {
    const vm = outgoing(vmId);
    const text = outgoing(name);
    store<u32>(answerMore, 0);
    const status = proxy_resolve_shared_queue(vm, lengthAt(vm), text, lengthAt(text), answerMore);
    return succeeded(status) ? new SharedQueue(load<u32>(answerMore)) : null;
  }

  /** `proxy_enqueue_shared_queue` */
  enqueue(value: Bytes): bool {
    return succeeded(proxy_enqueue_shared_queue(this.id, changetype<usize>(value), value.length));
  }

  /** The oldest entry (`proxy_dequeue_shared_queue`); null if there is none (`Status.Empty`). */
  dequeue(): Bytes | null {
    expectBytes();
    return answeredBytes(proxy_dequeue_shared_queue(this.id, answerAt, answerSize));
  }
}

/** A function of the host beyond the ABI (`proxy_call_foreign_function`), such as Envoy's `clear_route_cache`; null if it failed. */
export function callForeignFunction(name: string, argument: Bytes): Bytes | null {
  const text = outgoing(name);
  expectBytes();
  const status = proxy_call_foreign_function(
    text,
    lengthAt(text),
    changetype<usize>(argument),
    argument.length,
    answerAt,
    answerSize,
  );
  return answeredBytes(status);
}

/**
 * Has Envoy choose the route again, after the headers it was chosen by changed (`proxy_call_foreign_function`). False where
 * the host cannot.
 */
export function clearRouteCache(): bool {
  return callForeignFunction("clear_route_cache", Bytes.alloc(0)) !== null;
}
