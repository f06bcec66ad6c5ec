import { resourceTypes } from "./generated.js";
import { denyAll } from "./policy-slot.js";
/**
 * What to send for a name that a proxy still asks for when its object is gone. "It does not exist" would leave a
 * listener waiting for ever; these let it start and serve nobody. Undefined for types whose absence harms nobody.
 */
export function stub(type, name) {
    switch (type) {
        case resourceTypes.extension:
            return { type, name, message: { name, typedConfig: denyAll }, requires: [] };
        case resourceTypes.routes:
            return { type, name, message: { name, virtualHosts: [] }, requires: [] };
        case resourceTypes.loadAssignment:
            return { type, name, message: { clusterName: name }, requires: [] };
        default:
            return undefined;
    }
}
//# sourceMappingURL=stub.js.map