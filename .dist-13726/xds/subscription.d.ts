import { type View } from "./choice.js";
import type { SubscriptionStatus } from "./group.js";
import type { TypeRule } from "./order.js";
import type { Resource, ResourceRef } from "./resource.js";
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
export declare class Subscription {
    #private;
    readonly rule: TypeRule;
    wildcard: boolean;
    /** Names asked for one by one. */
    readonly names: Set<string>;
    /** What the client has: what it acknowledged, or the version it claimed when it connected. */
    readonly held: Map<string, Resource | string>;
    /** Whether a response is due even if there is nothing to say. */
    owesAnswer: boolean;
    started: boolean;
    lastNonce: string;
    /** State of the world: a wildcard that began with an empty list of names and ends with the first name. */
    legacyWildcard: boolean;
    /** State of the world: the client came with a version that we do not know, so it may have more than `held` says. */
    holdsUnknown: boolean;
    constructor(rule: TypeRule, view: View);
    /** Whether a response lists all that the client shall have, so that it cannot be sent in parts. */
    get whole(): boolean;
    covers(name: string): boolean;
    /** Makes a name due; what is due already is merged, the newest publish counts. */
    mark(name: string, due: Due): void;
    /** Makes everything due that the subscription covers, once the group is published. */
    markAll(since: number): void;
    /**
     * State of the world: a client that comes back with the version of exactly what it would be sent has all of it.
     * Any other version says that it has something that we cannot name.
     */
    honourVersion(version: string, versionOf: (resources: readonly Resource[]) => string): void;
    /** The client no longer wants this name. */
    forget(name: string): void;
    /** Forgets all names that are no longer covered, after the end of a wildcard. */
    forgetUncovered(): void;
    /** Whether newer bytes of this name are still to be sent: whatever requires them must wait. */
    owes(name: string): boolean;
    /** Resources that the client has and that are about to change: what they require must stay for now. */
    outdated(): Generator<Resource>;
    /**
     * What to send next, or undefined if nothing may be sent now. Resources first, removals only when no resource is
     * left; several resources share a response only in an answer the client waits for.
     */
    next(gate: Gate, maxBytes: number): readonly Change[] | undefined;
    sent(flight: Flight): void;
    /** The client accepted a response. Undefined: this nonce is not on its way (stale). */
    acked(nonce: string): Flight | undefined;
    /**
     * The client refused a response. A single resource is the culprit, and the caller must remember it as rejected. Of
     * several, the ones that the text names are sent alone next, the others together; without a name, in halves.
     */
    nacked(nonce: string, detail: string): {
        readonly flight: Flight;
        readonly culprit?: Resource;
    } | undefined;
    /**
     * A nonce never used before on this stream for this type. Streams with the same history make the same nonce, so that
     * they can share the bytes of a response.
     */
    nextNonce(revision: number): string;
    inFlight(nonce: string): boolean;
    get idle(): boolean;
    /** Whether anything waits to be sent (drains do not count). */
    get waiting(): boolean;
    /** When the next drain ends. */
    get nextRemovalAt(): number;
    /** Makes the removals due whose drain has ended. */
    endDrains(): void;
    describe(): SubscriptionStatus;
    /** Makes due what `markAll` promised; before the group is published there is nothing to name. */
    expand(): void;
}
