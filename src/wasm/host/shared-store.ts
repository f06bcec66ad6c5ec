/** Data and queues that the virtual machines of one id share. They outlive a machine. */
import { status } from "../abi.js";

interface Datum {
  readonly value: string;
  readonly version: number;
}

interface Queue {
  readonly items: string[];
  /** Tells the plugin that registered it last. */
  ready: () => void;
}

/** Key-value data with versions, and queues. */
export class SharedStore {
  readonly #data = new Map<string, Map<string, Datum>>();
  readonly #tokens = new Map<string, number>();
  readonly #queues = new Map<number, Queue>();
  #lastVersion = 0;

  get(vmId: string, key: string): Datum | undefined {
    return this.#data.get(vmId)?.get(key);
  }

  /**
   * Stores a value; answers `casMismatch` if the key is there with another version.
   * @param datum.version 0 stores in any case
   */
  set(vmId: string, key: string, datum: Datum): number {
    const space = this.#data.get(vmId) ?? new Map<string, Datum>();
    this.#data.set(vmId, space);
    const before = space.get(key);
    // Envoy looks at the version only where there is something to compare with: a new key is always stored.
    if (before !== undefined && datum.version !== 0 && datum.version !== before.version) return status.casMismatch;
    this.#lastVersion += 1;
    space.set(key, { value: datum.value, version: this.#lastVersion });
    return status.ok;
  }

  /** The keys of a virtual machine id and their values. */
  entries(vmId: string): ReadonlyMap<string, string> {
    return new Map([...(this.#data.get(vmId) ?? [])].map(([key, { value }]) => [key, value]));
  }

  /** The token of a queue, which is made if need be; whoever registers last is told. */
  registerQueue(vmId: string, name: string, ready: () => void): number {
    const key = `${vmId}\0${name}`;
    const token = this.#tokens.get(key) ?? this.#tokens.size + 1;
    this.#tokens.set(key, token);
    const queue = this.#queues.get(token);
    if (queue === undefined) this.#queues.set(token, { items: [], ready });
    else queue.ready = ready;
    return token;
  }

  queueToken(vmId: string, name: string): number | undefined {
    return this.#tokens.get(`${vmId}\0${name}`);
  }

  queue(token: number): Queue | undefined {
    return this.#queues.get(token);
  }
}
