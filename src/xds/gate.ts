import { ruleFor } from "./order.js";
import { keyOf, type Resource, type ResourceRef } from "./resource.js";
import type { Gate, Subscription } from "./subscription.js";

/**
 * Make before break: a resource waits until everything it requires was sent, a removal until nothing that the client has
 * requires it any more. Not for acknowledgements, but for those of its own type: Envoy withholds the ones of clusters until
 * their endpoints come.
 */
export function orderedGate(subscriptions: readonly Subscription[]): Gate {
  let required: Set<string> | undefined;
  return {
    mayPut: (item, sharing) => item.requires.every((ref) => !waitsFor(item, ref, sharing)),
    mayRemove(ref) {
      required ??= new Set(
        subscriptions.flatMap((subscription) =>
          [...subscription.outdated()].flatMap((held) => held.requires.map(keyOf)),
        ),
      );
      return !required.has(keyOf(ref));
    },
  };

  function waitsFor(item: Resource, ref: ResourceRef, sharing: boolean): boolean {
    if (ref.typeUrl === ruleFor(item.typeUrl).followedBy) return false;
    if (sharing && ref.typeUrl === item.typeUrl) return false;
    return subscriptions.some(
      (subscription) =>
        subscription.rule.typeUrl === ref.typeUrl &&
        // What is made of refused bytes of its own type is refused, too: it waits for what takes their place.
        (subscription.owes(ref.name) || (ref.typeUrl === item.typeUrl && subscription.isUnanswered(ref.name))),
    );
  }
}

/** No order at all. */
export const openGate: Gate = { mayPut: () => true, mayRemove: () => true };
