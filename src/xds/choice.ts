import type { Wanted } from "./group.js";
import type { TypeRule } from "./order.js";
import type { Resource, ResourceRef } from "./resource.js";

/** What a subscription needs to know of the world; a stream provides it. */
export interface View {
  /** False until the group is published: nothing is answered before. */
  ready(): boolean;
  wanted(ref: ResourceRef, heldVersion: string | undefined): Wanted;
  /** All names of a type. */
  names(typeUrl: string): Iterable<string>;
  /** What is sent in the place of a name that does not exist. */
  stub(ref: ResourceRef): Resource | undefined;
  now(): number;
}

/** A name that is due. */
export interface Pending {
  /** When it became due. */
  since: number;
  /** The client waits for it. */
  asked: boolean;
  /** To be sent even if the client has it. */
  forced: boolean;
  /** Suspected: in a response of its own. */
  alone: boolean;
  /** When a name that is gone may be taken from the client (or replaced by a stub); set only for such names. */
  removeAt: number | undefined;
}

/** What a client is sent for a name: a resource, its removal, nothing for now, or nothing at all. */
export type Choice = Resource | "remove" | "later" | "nothing";

/** All that the choice depends on. */
export interface ChoiceFacts {
  readonly ref: ResourceRef;
  readonly pending: Pending;
  /** What the client has: a resource, or the version it claims. */
  readonly held: Resource | string | undefined;
  /** Whether it asked for this very name. */
  readonly named: boolean;
  readonly rule: TypeRule;
}

/** What this client is sent for a name that is due. */
export function choose(facts: ChoiceFacts, view: View): Choice {
  const { ref, held, pending } = facts;
  const heldVersion = typeof held === "object" ? held.version : held;
  const wanted = view.wanted(ref, heldVersion);
  if (wanted.kind === "resource") {
    pending.removeAt = undefined; // It came back.
    return pending.forced || wanted.resource.version !== heldVersion ? wanted.resource : "nothing";
  }
  if (held !== undefined && wanted.kind === "withheld") {
    pending.removeAt = undefined;
    return pending.forced && typeof held === "object" ? held : "nothing";
  }
  const choice = inPlaceOf(facts, wanted.kind, view);
  if (choice === "nothing" || held === undefined) return choice;
  const now = view.now();
  pending.removeAt ??= now + facts.rule.drainMs;
  return now < pending.removeAt ? "later" : choice;
}

/** A name that the client asked for and that cannot be had is answered with a stub if there is one. */
function inPlaceOf(facts: ChoiceFacts, why: "absent" | "withheld", view: View): Resource | "remove" | "nothing" {
  const { held, named, pending, rule } = facts;
  if (named) {
    const stub = view.stub(facts.ref);
    const heldVersion = typeof held === "object" ? held.version : held;
    if (stub !== undefined) return pending.forced || stub.version !== heldVersion ? stub : "nothing";
    if (!rule.removable) return "nothing";
  }
  if (why === "withheld") return "nothing";
  // A whole list says by itself that a name is not there; a delta client is told.
  const waitsForWord = named && pending.asked && rule.whole === "never";
  return held !== undefined || waitsForWord ? "remove" : "nothing";
}
