import { ruleFor } from "./order.js";
import { keyOf } from "./resource.js";
/**
 * Make before break: a resource waits until everything it requires was sent, a removal until nothing that the client has
 * requires it any more. Not for acknowledgements: Envoy withholds those of clusters until their endpoints come.
 */
export function orderedGate(subscriptions) {
    let required;
    return {
        mayPut: (item, sharing) => item.requires.every((ref) => !waitsFor(item, ref, sharing)),
        mayRemove(ref) {
            required ??= new Set(subscriptions.flatMap((subscription) => [...subscription.outdated()].flatMap((held) => held.requires.map(keyOf))));
            return !required.has(keyOf(ref));
        },
    };
    function waitsFor(item, ref, sharing) {
        if (ref.typeUrl === ruleFor(item.typeUrl).followedBy)
            return false;
        if (sharing && ref.typeUrl === item.typeUrl)
            return false;
        return subscriptions.some(({ rule }, at) => rule.typeUrl === ref.typeUrl && subscriptions[at]?.owes(ref.name));
    }
}
/** No order at all. */
export const openGate = { mayPut: () => true, mayRemove: () => true };
//# sourceMappingURL=gate.js.map