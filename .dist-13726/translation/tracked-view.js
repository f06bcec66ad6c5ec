import { dependency } from "../model/resource-set.js";
/** A view that answers from the current resources and records every look-up, so that its reader follows edits. */
export function trackedView(resources, recorder) {
    return {
        get mesh() {
            recorder.depend(dependency.mesh);
            return resources.mesh;
        },
        object(kind, namespace, name) {
            recorder.depend(dependency.object(kind, namespace, name));
            return resources.object(kind, namespace, name);
        },
        indexed(index, key) {
            recorder.depend(dependency.indexed(index, key));
            return resources.indexed(index, key);
        },
        names(kind) {
            recorder.depend(dependency.names(kind));
            return resources.names(kind);
        },
        all(kind) {
            recorder.depend(dependency.all(kind));
            return resources.all(kind);
        },
        keySet(place) {
            recorder.depend(dependency.keySet(place));
            return resources.keySet(place);
        },
        module(plugin) {
            recorder.depend(dependency.module(plugin));
            return resources.module(plugin);
        },
    };
}
//# sourceMappingURL=tracked-view.js.map