/** What there is to say about a plugin's object, wherever it runs. */
import type { PluginObject } from "../binding/policies.js";
import { reportTargets } from "../binding/policy-targets.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at, type Origin } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { configSchemaOf, pluginKey } from "../model/module-facts.js";
import type { ResourceView } from "../model/resource-set.js";
import { dockerConfigIn } from "../model/secret.js";
import { targetsOf } from "../model/selectors.js";
import { isConfigSchema } from "./plugin-configuration.js";
import { holdAnnotation, lowerPlugin } from "./plugin-modules.js";
import { isForServers, moduleSettings } from "./plugins.js";
import { portsOfTargets, portTexts } from "./policy-ports.js";

/** Says where a plugin is not in effect or not as it is written, and why. */
export function reportPlugin(plugin: PluginObject, view: ResourceView, report: Report): void {
  reportPlace(plugin, view, report);
  reportSettings(plugin, view, report);
  if (targetsOf(plugin.spec).length > 0) lowerPlugin(plugin, view, report);
}

function reportPlace(plugin: PluginObject, view: ResourceView, report: Report): void {
  const { spec, origin } = plugin;
  const what = `${plugin.kind} ${qualifiedName(plugin)}`;
  if (targetsOf(spec).length === 0) {
    const because = spec.selector === undefined ? "has no target" : "selects pods, which run no plugins";
    const field = spec.selector === undefined ? [] : ["selector"];
    const advice = "name a Service, a Gateway, a GatewayClass or a route with `targetRefs`";
    report(diagnostic("WM6011", { origin: at(origin, "spec", ...field), message: `${what} ${because}`, advice }));
  }
  reportTargets(plugin, view, report);
  for (const [index, match] of (spec.match ?? []).entries()) {
    if (isForServers(match)) {
      reportPorts({ plugin, match, origin: at(origin, "spec", "match", index, "ports") }, view, report);
      continue;
    }
    const message = `${what} does not see this: a waypoint stands before servers, not behind clients`;
    report(diagnostic("WM6012", { origin: at(origin, "spec", "match", index, "mode"), message }));
  }
}

interface PortMatch {
  readonly plugin: PluginObject;
  readonly match: NonNullable<PluginObject["spec"]["match"]>[number];
  readonly origin: Origin;
}

function reportPorts({ plugin, match, origin }: PortMatch, view: ResourceView, report: Report): void {
  const declared = match.ports === undefined ? undefined : portsOfTargets(plugin, view);
  if (declared === undefined) return;
  for (const [index, { number }] of (match.ports ?? []).entries()) {
    if (declared.some(({ port }) => port === number)) continue;
    const advice = `the targets have ${portTexts(declared).join(", ")}`;
    const message = `no target of ${plugin.kind} ${qualifiedName(plugin)} has port ${number}`;
    report(diagnostic("WM6020", { origin: at(origin, index, "number"), message, advice }));
  }
}

function reportSettings(plugin: PluginObject, view: ResourceView, report: Report): void {
  const settings = moduleSettings(plugin);
  reportHold(plugin, report);
  if (settings === undefined) return;
  const origin = plugin.kind === "WasmPlugin" ? at(plugin.origin, "spec") : at(plugin.origin, "spec", "wasm");
  if (settings.verificationKey) {
    const message = "signatures of modules are not verified";
    report(diagnostic("WM6013", { origin: at(origin, "verificationKey"), message, advice: "give its `sha256`" }));
  }
  if (settings.imagePullSecret !== undefined) reportPullSecret(plugin, settings.imagePullSecret, { view, report });
  for (const [index, { name, valueFrom }] of (settings.vmConfig?.env ?? []).entries()) {
    if (valueFrom !== "HOST") continue;
    const message = `${name} is not set: nothing of a proxy's own environment is shown to plugins`;
    report(diagnostic("WM6014", { origin: at(origin, "vmConfig", "env", index, "valueFrom"), message }));
  }
  const fact = view.module(pluginKey(plugin.kind, plugin.metadata));
  const schema = configSchemaOf(fact);
  if (schema === undefined || isConfigSchema(schema)) return;
  const message = "the schema that came with the module cannot be read: the configuration is not checked against it";
  report(diagnostic("WM6015", { origin: at(origin, "url"), message }));
}

function reportHold({ kind, metadata, origin, ...plugin }: PluginObject, report: Report): void {
  const value = metadata.annotations[holdAnnotation];
  const isScript = kind === "TrafficExtension" && "lua" in plugin.spec;
  if (value === undefined || value === "false" || (value === "true" && !isScript)) return;
  const because = isScript ? "scripts hold headers as they like" : `it is ${JSON.stringify(value)}, not "true"`;
  const message = `${holdAnnotation} has no effect: ${because}`;
  report(diagnostic("WM6019", { origin: at(origin, "metadata", "annotations", holdAnnotation), message }));
}

function reportPullSecret(
  plugin: PluginObject,
  name: string,
  { view, report }: { readonly view: ResourceView; readonly report: Report },
): void {
  const { namespace } = plugin.metadata;
  const secret = view.object("Secret", namespace, name);
  const config = secret && dockerConfigIn(secret.spec);
  if (config !== undefined) return;
  const because = secret === undefined ? "does not exist" : "holds no .dockerconfigjson";
  const field = plugin.kind === "WasmPlugin" ? ["spec"] : ["spec", "wasm"];
  const origin = at(plugin.origin, ...field, "imagePullSecret");
  report(diagnostic("WM6016", { origin, message: `Secret ${namespace}/${name} ${because}` }));
}
