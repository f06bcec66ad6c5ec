import type { TypeRule } from "./order.js";
import type { Change, Subscription } from "./subscription.js";
/** What both kinds of request say. */
export interface XdsRequest {
    readonly typeUrl: string;
    /** `response_nonce`; empty if the request answers nothing. */
    readonly nonce: string;
    /** `error_detail.message`; present means NACK. */
    readonly error?: string;
}
/** What reading a request needs to know of the stream it came on. */
export interface RequestContext {
    readonly now: number;
    /** Whether this name must be answered even if the client claims to have it. */
    mustAnswer(name: string): boolean;
}
/** One variant of the protocol: everything in which delta and state of the world differ. */
export interface Dialect<R extends XdsRequest> {
    readonly protocol: "delta" | "sotw";
    /** Whether a request whose nonce is stale still says which names the client wants. */
    readonly staleRequestsCount: boolean;
    /** The delivery rules of a type as far as this variant can express them. */
    rule(rule: TypeRule): TypeRule;
    /** Reads what the client wants (and claims to have) into the subscription. */
    interest(subscription: Subscription, request: R, context: RequestContext): void;
    /** The fields of a response except its nonce, and a key: same key and nonce, same bytes. */
    compose(subscription: Subscription, changes: readonly Change[]): Composition;
}
export interface Composition {
    /** Absent: not worth sharing. */
    readonly key?: string;
    encode(nonce: string): Uint8Array;
}
