import { clientOf, portFor } from "../explain/clients.js";
import type { ExplainedMesh } from "../explain/request.js";
import type { RouteFacts } from "../explain/route-matches.js";
import type { Draft } from "./attributes.js";

/** A client as rules see it. */
export type Caller = Pick<RouteFacts, "client" | "clientAddress" | "remoteAddress">;

/** Who asks, in one mesh: looked up once for each. */
export class Callers {
  readonly #mesh: ExplainedMesh;
  readonly #known = new Map<string, Caller & { readonly found: boolean }>();

  constructor(mesh: ExplainedMesh) {
    this.#mesh = mesh;
  }

  /** The client of a request; `found` if it may use what it asks for. */
  of(draft: Draft): Caller & { readonly found: boolean } {
    const key = `${draft.from} ${draft.address ?? ""} ${draft.name}:${draft.port}`;
    const known = this.#known.get(key) ?? this.#lookedUp(draft);
    this.#known.set(key, known);
    return known;
  }

  #lookedUp(draft: Draft): Caller & { readonly found: boolean } {
    const { node } = this.#mesh;
    const client = clientOf(draft, node)?.workload;
    if (client === undefined) throw new Error(`${draft.from} is no client`);
    const found = portFor(client, { host: draft.name, port: draft.port }, node.services) !== undefined;
    const { identity, address } = client;
    return { client: identity, clientAddress: address, remoteAddress: address, found };
  }
}
