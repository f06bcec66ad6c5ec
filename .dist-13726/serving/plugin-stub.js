import { isPluginResource } from "../envoy/names.js";
import { pluginResource } from "../envoy/plugin-resource.js";
import { withoutModule } from "../lowering/plugins.js";
import { encode } from "../protos.js";
import { stubBody } from "./xds-events.js";
/**
 * What a proxy gets in place of what it refused and what is gone. For a plugin that is what its object says: refuse
 * requests, or let them pass; refuse if nobody says anything any more.
 */
export function standInBody(url, name, resources) {
    if (!isPluginResource(name))
        return stubBody(url, name);
    const [, kind = "", namespace = "", own = ""] = name.split("/");
    const object = kind === "WasmPlugin"
        ? resources.object(kind, namespace, own)
        : resources.object("TrafficExtension", namespace, own);
    if (object === undefined)
        return stubBody(url, name);
    const plugin = `${kind}/${namespace}/${own}`;
    const { type, message } = pluginResource({ name: plugin, without: withoutModule(object), origin: object.origin });
    return encode(type, message);
}
//# sourceMappingURL=plugin-stub.js.map