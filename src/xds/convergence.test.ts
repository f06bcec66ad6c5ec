import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { XdsCache } from "./cache.js";
import { typeUrls } from "./order.js";
import type { Resource } from "./resource.js";
import { emptySnapshot, inconsistencies } from "./snapshot.js";
import { DeltaPeer } from "./testing/delta-peer.js";
import { ManualClock } from "./testing/manual-clock.js";
import { bodyOf, item, ref, type SeenResponse, type TypeName } from "./testing/responses.js";
import { SotwPeer } from "./testing/sotw-peer.js";

const types = ["cluster", "endpoint", "listener", "route", "extension"] as const;
const names = ["a", "b", "c"];
const wildcards: readonly TypeName[] = ["cluster", "listener"];
const drainMs = Object.fromEntries(types.map((type) => [typeUrls[type], type === "listener" ? 0 : 50]));
const stub = (typeUrl: string, name: string): Uint8Array | undefined =>
  wildcards.some((type) => typeUrls[type] === typeUrl) ? undefined : bodyOf(name, "stub");
const requirements: Partial<Record<TypeName, readonly TypeName[]>> = {
  cluster: ["endpoint"],
  listener: ["cluster", "route"],
  route: ["cluster"],
};

type Step =
  | { readonly do: "publish"; readonly type: TypeName; readonly name: string; readonly content: string }
  | { readonly do: "remove"; readonly type: TypeName; readonly name: string }
  | { readonly do: "answer" | "reconnect" | "stall"; readonly peer: number }
  | { readonly do: "wait"; readonly ms: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("publish" as const),
      type: fc.constantFrom(...types),
      name: fc.constantFrom(...names),
      content: fc.constantFrom("v1", "v2", "v3", "bad1", "bad2"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("remove" as const),
      type: fc.constantFrom(...types),
      name: fc.constantFrom(...names),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("answer" as const), peer: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("reconnect" as const, "stall" as const), peer: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(10, 60) }) },
);

/** A client that applies what it accepts and refuses a whole response if anything in it is bad. */
class Client {
  readonly has = new Map<string, Map<string, { content: string; version: string }>>();
  readonly #cache: XdsCache;
  readonly #delta: boolean;
  #peer: DeltaPeer | SotwPeer;

  constructor(cache: XdsCache, isDelta: boolean) {
    this.#cache = cache;
    this.#delta = isDelta;
    this.#peer = this.#connect();
  }

  reconnect(): void {
    this.#peer.stream.close("reconnect");
    if (!this.#delta) this.has.clear(); // A state-of-the-world client cannot say what it has: begin as a new one.
    this.#peer = this.#connect();
  }

  stall(): void {
    if (this.#peer instanceof DeltaPeer) this.#peer.writable = false;
  }

  resume(): void {
    if (this.#peer instanceof DeltaPeer) this.#peer.writable = true;
    this.#peer.stream.drained();
  }

  /** Answers one response; false if there was none. */
  answer(): boolean {
    const response = this.#peer.inbox.shift();
    if (response === undefined) return false;
    const bad = [...response.resources.values()].some((content) => content.startsWith("bad"));
    if (bad) this.#peer.nack(response);
    else {
      this.#apply(response);
      this.#peer.ack(response);
    }
    return true;
  }

  #apply(response: SeenResponse): void {
    const state = this.has.get(response.typeUrl) ?? new Map<string, { content: string; version: string }>();
    this.has.set(response.typeUrl, state);
    const listsAll = !this.#delta && wildcards.some((type) => typeUrls[type] === response.typeUrl);
    if (listsAll) state.clear();
    for (const [name, content] of response.resources) {
      state.set(name, { content, version: response.versions.get(name) ?? "" });
    }
    for (const name of response.removed) state.delete(name);
  }

  #connect(): DeltaPeer | SotwPeer {
    const delivery = { stub, drainMs, maxResponseBytes: 200 };
    if (!this.#delta) {
      const peer = new SotwPeer(this.#cache, { delivery });
      for (const type of types) peer.ask(type, wildcards.includes(type) ? [] : names);
      return peer;
    }
    const peer = new DeltaPeer(this.#cache, { delivery });
    for (const type of types) {
      const known = this.has.get(typeUrls[type]) ?? new Map<string, { version: string }>();
      const initialVersions = new Map([...known].map(([name, { version }]) => [name, version]));
      peer.ask(type, { subscribe: wildcards.includes(type) ? [] : names, initialVersions });
    }
    return peer;
  }
}

/** Publishes if the result is consistent: the translator never makes another. */
function tryPublish(cache: XdsCache, change: { upserts?: Resource[]; removals?: ReturnType<typeof ref>[] }): void {
  const next = (cache.snapshot("g") ?? emptySnapshot).with(change);
  if (inconsistencies(next).length === 0) cache.publish("g", next);
}

function run(step: Step, world: { cache: XdsCache; clock: ManualClock; clients: readonly Client[] }): void {
  if (step.do === "publish") {
    const requires = (requirements[step.type] ?? []).map((type) => `${type}/${step.name}`);
    tryPublish(world.cache, { upserts: [item(step.type, step.name, step.content, ...requires)] });
  } else if (step.do === "remove") tryPublish(world.cache, { removals: [ref(step.type, step.name)] });
  else if (step.do === "wait") world.clock.advance(step.ms);
  else world.clients[step.peer]?.[step.do]();
}

function settle(world: { clock: ManualClock; clients: readonly Client[] }): void {
  for (const client of world.clients) client.resume();
  for (let round = 0; round < 3; round++) {
    for (let budget = 2_000; world.clients.some((client) => client.answer()); ) {
      if (--budget === 0) throw new Error("responses without end");
    }
    world.clock.advance(1_000);
  }
}

describe("any interleaving of publishes, answers and reconnections", () => {
  it("ends with every subscriber holding the latest acceptable version of everything, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 5, maxLength: 60 }), (script) => {
        const clock = new ManualClock();
        const cache = new XdsCache({ clock });
        cache.publish("g", emptySnapshot);
        const clients = [new Client(cache, true), new Client(cache, true), new Client(cache, false)];
        for (const step of script) run(step, { cache, clock, clients });
        settle({ clock, clients });

        for (const client of clients) expectLatest(cache, client);
        for (const stream of cache.status()[0]?.streams ?? []) {
          for (const state of stream.subscriptions) {
            expect(state).toMatchObject({ pending: 0, draining: 0, inFlight: 0 });
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Good bytes are held exactly; in the place of bad ones stands a good form, or a stub if asked for by name; of nothing, a stub or nothing. */
function expectedContent(current: Resource | undefined, type: TypeName): RegExp {
  const content = current && Buffer.from(current.body).toString().split("=")[1];
  if (content === undefined) return wildcards.includes(type) ? /^nothing$/ : /^stub$/;
  if (!content.startsWith("bad")) return new RegExp(`^${content}$`);
  return wildcards.includes(type) ? /^(v\d|nothing)$/ : /^(v\d|stub)$/;
}

function expectLatest(cache: XdsCache, client: Client): void {
  for (const type of types) {
    for (const name of names) {
      const current = cache.snapshot("g")?.find(typeUrls[type], name);
      const has = client.has.get(typeUrls[type])?.get(name)?.content;
      expect(has ?? "nothing").toMatch(expectedContent(current, type));
    }
  }
}
