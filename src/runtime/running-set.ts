/** Keeps exactly the wanted things running: the listeners of workloads, the Envoys of waypoints. */

export interface RunningSetOptions<Spec, Running> {
  readonly start: (key: string, spec: Spec) => Promise<Running>;
  readonly stop: (running: Running) => Promise<void>;
  /** Whether what runs for one will do for the other. */
  readonly same: (one: Spec, other: Spec) => boolean;
  /** What is no longer wanted goes on for so long, so that whoever uses it hears of its end first; 0 unless given. */
  readonly lingerMs?: number;
}

export interface RunningSet<Spec, Running> {
  /**
   * Stops what is not in `wanted` or not the same, then starts what is missing. Calls wait for each other. Resolves
   * with what could not be started and why; that is tried again at the next call.
   */
  keep(wanted: ReadonlyMap<string, Spec>): Promise<ReadonlyMap<string, unknown>>;
  /** What runs now, those that linger left out. */
  running(): ReadonlyMap<string, Running>;
  /** Stops everything, and starts nothing any more. */
  close(): Promise<void>;
}

interface Entry<Spec, Running> {
  readonly spec: Spec;
  readonly running: Running;
}

export function runningSet<Spec, Running>(options: RunningSetOptions<Spec, Running>): RunningSet<Spec, Running> {
  const entries = new Map<string, Entry<Spec, Running>>();
  const leaving = new Map<string, { readonly entry: Entry<Spec, Running>; readonly timer: NodeJS.Timeout }>();
  const stopping = new Set<Promise<void>>();
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  const stop = (entry: Entry<Spec, Running>): Promise<void> => {
    const stopped = options.stop(entry.running).finally(() => stopping.delete(stopped));
    stopping.add(stopped);
    return stopped;
  };
  const dismiss = (key: string, entry: Entry<Spec, Running>): void => {
    entries.delete(key);
    const timer = setTimeout(() => {
      leaving.delete(key);
      stop(entry).catch(() => undefined);
    }, options.lingerMs ?? 0);
    leaving.set(key, { entry, timer });
  };
  /** Whoever is on its way out can stay if it will do; else it makes room at once. */
  const recalled = async (key: string, spec: Spec): Promise<boolean> => {
    const last = leaving.get(key);
    if (last === undefined) return false;
    clearTimeout(last.timer);
    leaving.delete(key);
    if (options.same(last.entry.spec, spec)) {
      entries.set(key, last.entry);
      return true;
    }
    await stop(last.entry);
    return false;
  };
  const started = async (key: string, spec: Spec): Promise<void> => {
    const current = entries.get(key);
    if (current !== undefined && options.same(current.spec, spec)) return;
    entries.delete(key);
    if (current !== undefined) await stop(current);
    if (await recalled(key, spec)) return;
    entries.set(key, { spec, running: await options.start(key, spec) });
  };
  const kept = async (wanted: ReadonlyMap<string, Spec>): Promise<ReadonlyMap<string, unknown>> => {
    const failures = new Map<string, unknown>();
    if (closed) return failures;
    for (const [key, entry] of entries) if (!wanted.has(key)) dismiss(key, entry);
    await Promise.all(
      [...wanted].map(([key, spec]) => started(key, spec).catch((error: unknown) => failures.set(key, error))),
    );
    return failures;
  };

  return {
    keep: (wanted) => {
      const result = queue.then(() => kept(wanted));
      queue = result.catch(() => undefined);
      return result;
    },
    running: () => new Map([...entries].map(([key, { running }]) => [key, running])),
    close: async () => {
      closed = true;
      await queue;
      for (const { entry, timer } of leaving.values()) {
        clearTimeout(timer);
        stop(entry).catch(() => undefined);
      }
      for (const entry of entries.values()) stop(entry).catch(() => undefined);
      leaving.clear();
      entries.clear();
      await Promise.allSettled(stopping);
    },
  };
}
