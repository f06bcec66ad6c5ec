import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { keyOf } from "../model/resource.js";
/** `resources` with the first of each key, and a diagnostic for each of the others. */
export function withoutDuplicates(resources) {
    const first = new Map();
    const diagnostics = [];
    for (const resource of resources) {
        const known = first.get(keyOf(resource));
        if (known === undefined)
            first.set(keyOf(resource), resource);
        else
            diagnostics.push(duplicateOf(resource, known));
    }
    return { resources: [...first.values()], diagnostics };
}
/** What is said about an object whose key `first` has already. */
export function duplicateOf(resource, first) {
    return diagnostic("WM1009", {
        origin: at(resource.origin, "metadata", "name"),
        message: `${resource.origin.object} is defined a second time; this definition is not in effect`,
        advice: "Remove or rename one of the two.",
        related: [{ origin: at(first.origin, "metadata", "name"), message: "the first definition, which is in effect" }],
    });
}
//# sourceMappingURL=duplicates.js.map