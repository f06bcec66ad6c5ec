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
export declare function choose(facts: ChoiceFacts, view: View): Choice;
