/** Counts requests by a key of the client's choice: who got copies, who was tried how often. */
export interface EchoTally {
  /** Counts a request that came to `pod` (`namespace/name`), and tells the how-manieth of its key it is, wherever they came. */
  count(key: string, pod: string): number;
  /** How many requests of the key came to each pod. */
  of(key: string): Readonly<Record<string, number>>;
}

/** Beyond that the oldest key is forgotten: clients choose the keys. */
const mostKeys = 1000;

/** A tally that the applications of a mesh share. */
export function echoTally(): EchoTally {
  const counts = new Map<string, Map<string, number>>();
  const of = (key: string): Map<string, number> => {
    const known = counts.get(key);
    if (known !== undefined) return known;
    const [oldest] = counts.keys();
    if (counts.size >= mostKeys && oldest !== undefined) counts.delete(oldest);
    const fresh = new Map<string, number>();
    counts.set(key, fresh);
    return fresh;
  };
  return {
    count(key, pod) {
      const pods = of(key);
      pods.set(pod, (pods.get(pod) ?? 0) + 1);
      return [...pods.values()].reduce((sum, count) => sum + count, 0);
    },
    of: (key) => Object.fromEntries([...(counts.get(key) ?? [])].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}
