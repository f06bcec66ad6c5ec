/** A plugin: its module and configuration, the same for every waypoint that runs it. */
import { pluginListener, pluginResource } from "../envoy/plugin-resource.js";
import { lowerPlugin } from "../lowering/plugin-modules.js";
import { encoded, sameResources, step } from "./step.js";
/** Its resources; empty once the object is gone. What is wrong with it is said where objects are judged. */
export function pluginStep(current, plugin) {
    return step(current, {
        key: `plugin/${plugin}`,
        compute: ({ view }) => {
            const [kind = "", namespace = "", name = ""] = plugin.split("/");
            const object = kind === "WasmPlugin" ? view.object(kind, namespace, name) : view.object("TrafficExtension", namespace, name);
            if (object === undefined)
                return [];
            const lowered = lowerPlugin(object, view, () => undefined);
            return [pluginResource(lowered), pluginListener(lowered)].map(encoded);
        },
        same: sameResources,
    });
}
//# sourceMappingURL=plugin.js.map