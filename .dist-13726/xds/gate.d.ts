import type { Gate, Subscription } from "./subscription.js";
/**
 * Make before break: a resource waits until everything it requires was sent, a removal until nothing that the client has
 * requires it any more. Not for acknowledgements: Envoy withholds those of clusters until their endpoints come.
 */
export declare function orderedGate(subscriptions: readonly Subscription[]): Gate;
/** No order at all. */
export declare const openGate: Gate;
