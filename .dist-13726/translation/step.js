import { encode, typeUrl } from "../protos.js";
import { resource } from "../xds/resource.js";
import { trackedView } from "./tracked-view.js";
/** A step whose computation sees the current resources. */
export function step(current, spec) {
    const { key, compute, same } = spec;
    return {
        key,
        compute: (scope) => compute({ scope, view: trackedView(current.resources, scope), report: scope.note }),
        ...(same !== undefined && { same }),
    };
}
/** A generated message as bytes with a version. */
export function encoded(generated) {
    const { type, name, message, requires } = generated;
    return resource({
        typeUrl: typeUrl(type),
        name,
        body: encode(type, message),
        requires: requires.map((reference) => ({ typeUrl: typeUrl(reference.type), name: reference.name })),
    });
}
/** `same` for encoded resources: as many, and the same bytes under the same names in the same order. */
export function sameResources(before, after) {
    return (before.length === after.length &&
        before.every((one, index) => {
            const other = after[index];
            return one.version === other?.version && one.name === other.name && one.typeUrl === other.typeUrl;
        }));
}
//# sourceMappingURL=step.js.map