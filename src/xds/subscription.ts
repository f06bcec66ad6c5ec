import { type Choice, choose, type Pending, type View } from "./choice.js";
import type { SubscriptionStatus } from "./group.js";
import type { TypeRule } from "./order.js";
import type { Resource, ResourceRef } from "./resource.js";
import { suspects } from "./suspects.js";

/** One thing a response says of one name: this resource, or (undefined) that it is gone. */
export interface Change {
  readonly name: string;
  readonly resource: Resource | undefined;
  /** When it became due, on the clock of the view. */
  readonly since: number;
}

/** A response that the client has not answered yet. */
export interface Flight {
  readonly nonce: string;
  readonly changes: readonly Change[];
  readonly bytes: number;
}

/** Who must wait for whom between the types of one stream. */
export interface Gate {
  /** `sharing`: it may share its response with others of its type. */
  mayPut(item: Resource, sharing: boolean): boolean;
  mayRemove(ref: ResourceRef): boolean;
}

/** Why a name is due. `asked`: the client waits for it. `forced`: even if it has it. `alone`: in a response of its own. */
export interface Due {
  readonly since: number;
  readonly asked?: boolean;
  readonly forced?: boolean;
  readonly alone?: boolean;
}

/**
 * One type of one stream, as a value without a socket: what the client asked for, what it has, what is due and what is
 * on its way. Delta and state of the world share it; they differ in how requests are read and responses written.
 */
export class Subscription {
  readonly rule: TypeRule;
  wildcard = false;
  /** Names asked for one by one. */
  readonly names: Set<string> = new Set();
  /** What the client has: what it acknowledged, or the version it claimed when it connected. */
  readonly held: Map<string, Resource | string> = new Map();
  /** Whether a response is due even if there is nothing to say. */
  owesAnswer = false;
  started = false;
  lastNonce = "";
  /** State of the world: a wildcard that began with an empty list of names and ends with the first name. */
  legacyWildcard = false;
  /** State of the world: the client came with a version that we do not know, so it may have more than `held` says. */
  holdsUnknown = false;
  readonly #view: View;
  readonly #pending = new Map<string, Pending>();
  readonly #draining = new Map<string, Pending>();
  readonly #flights = new Map<string, Flight>();
  readonly #flying = new Set<string>();
  /** Resources a response may carry; halved by a refusal, doubled by an acknowledgement: a bisection without a plan. */
  #cap = Number.POSITIVE_INFINITY;
  #allAskedSince: number | undefined;
  /** What a refused response carried that must not be taken apart; it waits for the next change. */
  readonly #parked = new Map<string, Due>();
  #revision = -1;
  #responsesOfRevision = 0;

  constructor(rule: TypeRule, view: View) {
    this.rule = rule;
    this.#view = view;
  }

  /** Whether a response lists all that the client shall have, so that it cannot be sent in parts. */
  get whole(): boolean {
    return this.rule.whole === "always" || (this.rule.whole === "wildcard" && this.wildcard);
  }

  covers(name: string): boolean {
    return this.wildcard || this.names.has(name);
  }

  /** Makes a name due; what is due already is merged, the newest publish counts. */
  mark(name: string, due: Due): void {
    const known = this.#pending.get(name) ?? this.#draining.get(name);
    this.#draining.delete(name);
    this.#pending.delete(name);
    this.#pending.set(name, {
      since: due.since,
      asked: due.asked === true || known?.asked === true,
      forced: due.forced === true || known?.forced === true,
      alone: due.alone === true || known?.alone === true,
      removeAt: known?.removeAt,
    });
    for (const [parked, again] of this.#parked) {
      this.#parked.delete(parked);
      if (parked !== name) this.mark(parked, again);
    }
  }

  /** Makes everything due that the subscription covers, once the group is published. */
  markAll(since: number): void {
    this.#allAskedSince = since;
  }

  /**
   * State of the world: a client that comes back with the version of exactly what it would be sent has all of it.
   * Any other version says that it has something that we cannot name.
   */
  honourVersion(version: string, versionOf: (resources: readonly Resource[]) => string): void {
    const names = new Set([...this.names, ...(this.wildcard ? this.#view.names(this.rule.typeUrl) : [])]);
    const state = [...names].sort().flatMap((name) => {
      const wanted = this.#view.wanted({ typeUrl: this.rule.typeUrl, name }, undefined);
      return wanted.kind === "resource" ? [wanted.resource] : [];
    });
    this.holdsUnknown = !(this.whole && this.#view.ready() && versionOf(state) === version);
    if (this.holdsUnknown) return;
    for (const item of state) this.held.set(item.name, item);
    this.owesAnswer = false;
  }

  /** The client no longer wants this name. */
  forget(name: string): void {
    if (this.covers(name)) return;
    this.held.delete(name);
    this.#pending.delete(name);
    this.#draining.delete(name);
  }

  /** Forgets all names that are no longer covered, after the end of a wildcard. */
  forgetUncovered(): void {
    for (const name of [...this.held.keys(), ...this.#pending.keys(), ...this.#draining.keys()]) this.forget(name);
  }

  /** Whether newer bytes of this name are still to be sent: whatever requires them must wait. */
  owes(name: string): boolean {
    const pending = this.#pending.get(name);
    return pending !== undefined && this.covers(name) && typeof this.#choice(name, pending) === "object";
  }

  /** Whether bytes of this name are on their way. */
  isUnanswered(name: string): boolean {
    return this.#flying.has(name);
  }

  /** Resources that the client has and that are about to change: what they require must stay for now. */
  *outdated(): Generator<Resource> {
    for (const name of this.#pending.keys()) {
      const held = this.held.get(name);
      if (typeof held === "object") yield held;
    }
  }

  /**
   * What to send next, or undefined if nothing may be sent now. Resources first, removals only when no resource is
   * left; several resources share a response only in an answer the client waits for.
   */
  next(gate: Gate, maxBytes: number): readonly Change[] | undefined {
    this.expand();
    if (this.#flights.size >= this.rule.window) return undefined;
    const puts = this.#puts(gate, maxBytes);
    if (puts.length > 0) return puts;
    const removals = this.#removals(gate);
    if (removals.length > 0) return removals;
    return this.owesAnswer && this.#pending.size === 0 && this.#flights.size === 0 ? [] : undefined;
  }

  sent(flight: Flight): void {
    this.owesAnswer = false;
    this.lastNonce = flight.nonce;
    this.#flights.set(flight.nonce, flight);
    for (const { name } of flight.changes) {
      this.#pending.delete(name);
      this.#flying.add(name);
    }
  }

  /** The client accepted a response. Undefined: this nonce is not on its way (stale). */
  acked(nonce: string): Flight | undefined {
    const flight = this.#landed(nonce);
    if (flight === undefined) return undefined;
    for (const { name, resource } of flight.changes) this.#keep(name, resource);
    this.#cap = this.#pending.size === 0 ? Number.POSITIVE_INFINITY : this.#cap * 2;
    return flight;
  }

  /**
   * The client refused a response. A single resource is the culprit, and the caller must remember it as rejected. Of
   * several, the ones that the text names are sent alone next, the others together; without a name, in halves.
   */
  nacked(nonce: string, detail: string): { readonly flight: Flight; readonly culprit?: Resource } | undefined {
    const flight = this.#landed(nonce);
    if (flight === undefined) return undefined;
    const puts = flight.changes.filter((change) => change.resource !== undefined);
    // A removal cannot be wrong: whatever was refused, the names are gone, and repeating it would not end.
    for (const { name, resource } of flight.changes) if (resource === undefined) this.#keep(name, undefined);
    const [only] = puts;
    if (puts.length === 1 && only?.resource !== undefined) {
      const held = this.held.get(only.name);
      if ((typeof held === "object" ? held.version : held) === only.resource.version) this.held.delete(only.name);
      this.mark(only.name, { since: only.since, asked: true, forced: this.rule.keepsRefused });
      return { flight, culprit: only.resource };
    }
    this.#suspect(puts, detail);
    return { flight };
  }

  /**
   * A nonce never used before on this stream for this type. Streams with the same history make the same nonce, so that
   * they can share the bytes of a response.
   */
  nextNonce(revision: number): string {
    this.#responsesOfRevision = revision === this.#revision ? this.#responsesOfRevision + 1 : 0;
    this.#revision = revision;
    return `${revision}.${this.#responsesOfRevision}`;
  }

  inFlight(nonce: string): boolean {
    return this.#flights.has(nonce);
  }

  get idle(): boolean {
    return this.#flights.size === 0;
  }

  /** Whether anything waits to be sent (drains do not count). */
  get waiting(): boolean {
    return this.#pending.size > 0;
  }

  /** When the next drain ends. */
  get nextRemovalAt(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const { removeAt } of this.#draining.values()) earliest = Math.min(earliest, removeAt ?? earliest);
    return earliest;
  }

  /** Makes the removals due whose drain has ended. */
  endDrains(): void {
    const now = this.#view.now();
    for (const [name, pending] of this.#draining) {
      if (pending.removeAt !== undefined && pending.removeAt > now) continue;
      this.#draining.delete(name);
      this.#pending.set(name, pending);
    }
  }

  describe(): SubscriptionStatus {
    return {
      typeUrl: this.rule.typeUrl,
      wildcard: this.wildcard,
      names: this.names.size,
      held: this.held.size,
      pending: this.#pending.size,
      draining: this.#draining.size,
      inFlight: this.#flights.size,
    };
  }

  /** Makes due what `markAll` promised; before the group is published there is nothing to name. */
  expand(): void {
    if (this.#allAskedSince === undefined || !this.#view.ready()) return;
    const due = { since: this.#allAskedSince, asked: true };
    this.#allAskedSince = undefined;
    const names = new Set([...this.names, ...this.held.keys()]);
    if (this.wildcard) for (const name of this.#view.names(this.rule.typeUrl)) names.add(name);
    for (const name of [...names].sort()) this.mark(name, due);
  }

  #puts(gate: Gate, maxBytes: number): Change[] {
    const batch: Change[] = [];
    let bytes = 0;
    for (const [name, pending] of this.#pending) {
      const together = this.#shares(pending);
      if (this.#flying.has(name) || (batch.length > 0 && !together)) continue;
      const resource = this.#ripe(name, pending, gate);
      if (resource === undefined) continue;
      bytes += resource.deltaWire.length;
      if (batch.length > 0 && bytes > maxBytes && !this.whole) break;
      batch.push({ name, resource, since: pending.since });
      if (!together || batch.length >= this.#cap) break;
    }
    return batch;
  }

  /** The resource to send for this name now, if there is one; a name with nothing to send is no longer pending. */
  #ripe(name: string, pending: Pending, gate: Gate): Resource | undefined {
    const choice = this.#choice(name, pending);
    if (choice === "nothing" || choice === "later") this.#pending.delete(name);
    if (choice === "later") this.#draining.set(name, pending);
    if (typeof choice === "string") return undefined;
    if (pending.removeAt !== undefined)
      return gate.mayRemove({ typeUrl: this.rule.typeUrl, name }) ? choice : undefined;
    const together = this.#shares(pending);
    // A whole list cannot wait for one of its members: without it, it would be removed.
    return (together && this.whole) || gate.mayPut(choice, together) ? choice : undefined;
  }

  #shares(pending: Pending): boolean {
    return pending.asked && !pending.alone && !this.rule.alone && this.#cap > 1;
  }

  #removals(gate: Gate): Change[] {
    const batch: Change[] = [];
    for (const [name, pending] of this.#pending) {
      if (this.#flying.has(name) || this.#choice(name, pending) !== "remove") continue;
      if (!gate.mayRemove({ typeUrl: this.rule.typeUrl, name })) continue;
      batch.push({ name, resource: undefined, since: pending.since });
    }
    return batch;
  }

  #choice(name: string, pending: Pending): Choice {
    if (!this.covers(name)) return "nothing";
    const ref = { typeUrl: this.rule.typeUrl, name };
    return choose(
      { ref, pending, held: this.held.get(name), named: this.names.has(name), rule: this.rule },
      this.#view,
    );
  }

  #landed(nonce: string): Flight | undefined {
    const flight = this.#flights.get(nonce);
    if (flight === undefined) return undefined;
    this.#flights.delete(nonce);
    for (const { name } of flight.changes) this.#flying.delete(name);
    return flight;
  }

  #keep(name: string, resource: Resource | undefined): void {
    if (resource === undefined || !this.covers(name)) this.held.delete(name);
    else this.held.set(name, resource);
  }

  #suspect(puts: readonly Change[], detail: string): void {
    const { named, others } = suspects(puts, detail);
    if (named.length === 0 && this.whole && this.holdsUnknown) {
      // Half a list would remove the other half from this client: it keeps what it has until something changes.
      for (const { name, since } of others) this.#parked.set(name, { since, asked: true });
      return;
    }
    if (named.length === 0) this.#cap = Math.max(1, Math.floor(puts.length / 2));
    for (const { name, since } of others) this.mark(name, { since, asked: true });
    for (const { name, since } of named) this.mark(name, { since, asked: true, alone: true });
  }
}
