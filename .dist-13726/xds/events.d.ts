import type { ResourceRef } from "./resource.js";
/** What happened on the streams, in the order in which it happened. A listener must not throw. */
export type XdsEvent = StreamOpen | StreamRefused | StreamClose | ResponseSent | ResponseAcked | ResponseNacked;
interface Stream {
    /** `node.id` of the client. */
    readonly node: string;
    readonly group: string;
    readonly protocol: "delta" | "sotw";
}
export interface StreamOpen extends Stream {
    readonly kind: "stream-open";
    /** Address of the client. */
    readonly peer: string;
}
/** A stream that ended before it belonged to a group. */
export interface StreamRefused {
    readonly kind: "stream-refused";
    /** Absent if the client did not come to say. */
    readonly node?: string;
    readonly peer: string;
    readonly reason: string;
}
export interface StreamClose extends Stream {
    readonly kind: "stream-close";
    readonly peer: string;
    readonly reason: string;
}
interface Response extends Stream {
    readonly typeUrl: string;
    readonly nonce: string;
    /** Names that this response puts, with their versions side by side; state of the world: those that changed. */
    readonly names: readonly string[];
    readonly versions: readonly string[];
    /** Names that this response removes. */
    readonly removed: readonly string[];
    /** Size of the response. */
    readonly bytes: number;
    /** Milliseconds since the publish (or the request) that made this response due; of several, the oldest. */
    readonly ms: number;
}
export interface ResponseSent extends Response {
    readonly kind: "sent";
}
export interface ResponseAcked extends Response {
    readonly kind: "ack";
}
export interface ResponseNacked extends Response {
    readonly kind: "nack";
    /** `error_detail.message` of the client. */
    readonly detail: string;
    /**
     * The one resource that is to blame. Absent while several are suspected: they are sent again in smaller responses
     * until one is left.
     */
    readonly culprit?: ResourceRef & {
        readonly version: string;
    };
}
export {};
