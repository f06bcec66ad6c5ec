/**
 * Whether an Envoy does what it acknowledged. An acknowledgement says that a listener was understood; it takes
 * connections only when everything it refers to (routes, policies, certificates) has arrived.
 */

/** The part of a running Envoy that can be asked. */
export interface Askable {
  /** The body of a GET of its admin interface. */
  admin(path: string): Promise<string>;
}

/**
 * What is missing, in words: nothing when each proxy of `expected` runs, listens on its addresses (`127.0.0.1:18001`)
 * and has nothing left to warm.
 */
export async function unsettledProxies(
  running: ReadonlyMap<string, Askable>,
  expected: ReadonlyMap<string, readonly string[]>,
): Promise<readonly string[]> {
  const found = await Promise.all(
    [...expected].map(async ([name, addresses]) => {
      const proxy = running.get(name);
      if (proxy === undefined) return [`the Envoy of ${name} does not run`];
      return await missingFrom(name, proxy, addresses).catch(() => [`the Envoy of ${name} does not answer`]);
    }),
  );
  return found.flat();
}

async function missingFrom(name: string, proxy: Askable, addresses: readonly string[]): Promise<readonly string[]> {
  const [listeners, counts] = await Promise.all([
    proxy.admin("/listeners?format=json"),
    proxy.admin("/stats?filter=total_listeners_warming|warming_clusters"),
  ]);
  const listening = listenersIn(listeners);
  const absent = addresses.filter((address) => !listening.has(address));
  if (absent.length > 0) return [`the Envoy of ${name} does not listen on ${absent.slice(0, 3).join(", ")}`];
  const warming = counts.split("\n").filter((line) => /: [1-9]/.test(line));
  return warming.length > 0 ? [`the Envoy of ${name} is warming up (${warming.join(", ")})`] : [];
}

interface ListenersAnswer {
  readonly listener_statuses?: readonly {
    readonly local_address?: { readonly socket_address?: { readonly address?: string; readonly port_value?: number } };
  }[];
}

function listenersIn(json: string): ReadonlySet<string> {
  const { listener_statuses = [] } = JSON.parse(json) as ListenersAnswer;
  return new Set(
    listener_statuses.map(({ local_address }) => {
      const { address = "", port_value = 0 } = local_address?.socket_address ?? {};
      return `${address}:${port_value}`;
    }),
  );
}
