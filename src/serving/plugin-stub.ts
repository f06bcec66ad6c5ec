import { isPluginResource } from "../envoy/names.js";
import { pluginResource } from "../envoy/plugin-resource.js";
import type { PluginName } from "../ir/wasm.js";
import { withoutModule } from "../lowering/plugins.js";
import type { ResourceSet } from "../model/resource-set.js";
import { encode } from "../protos.js";
import { pluginOf, stubBody } from "./xds-events.js";

/**
 * What a proxy gets in place of what it refused and what is gone. For a plugin that is what its object says: refuse
 * requests, or let them pass; refuse if nobody says anything any more.
 */
export function standInBody(url: string, name: string, resources: ResourceSet): Uint8Array | undefined {
  if (!isPluginResource(name)) return stubBody(url, name);
  const object = pluginOf(name, resources);
  if (object === undefined) return stubBody(url, name);
  const { kind, metadata } = object;
  const plugin = `${kind}/${metadata.namespace}/${metadata.name}` as PluginName;
  const { type, message } = pluginResource({ name: plugin, without: withoutModule(object), origin: object.origin });
  return encode(type, message);
}
