/** The streams' events in the words of the control plane, and what the cache asks its owner. */
import type { PluginObject } from "../binding/policies.js";
import type { ControlPlaneEvent } from "../control-plane-types.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { resourceTypes } from "../envoy/generated.js";
import { isPluginResource } from "../envoy/names.js";
import { stub } from "../envoy/stub.js";
import type { ResourceSet } from "../model/resource-set.js";
import { encode, messageName } from "../protos.js";
import type { GroupStatus } from "../xds/cache.js";
import type { XdsEvent } from "../xds/events.js";
import { proxyName } from "./pending.js";

/** Undefined for what operators need not hear of. */
export function eventOf(event: XdsEvent): ControlPlaneEvent | undefined {
  switch (event.kind) {
    case "stream-open":
      return { kind: "connected", waypoint: proxyName(event.group), node: event.node };
    case "stream-close":
      return { kind: "disconnected", waypoint: proxyName(event.group), node: event.node };
    case "ack":
    case "nack": {
      const { node, typeUrl: type, names, removed, ms } = event;
      const common = { waypoint: proxyName(event.group), node, type, names: [...names, ...removed], ms };
      return event.kind === "ack" ? { kind: "ack", ...common } : { kind: "nack", ...common, error: event.detail };
    }
    default:
      return undefined;
  }
}

/** What a proxy gets for a name that is gone but still asked for. */
export function stubBody(url: string, name: string): Uint8Array | undefined {
  const type = Object.values(resourceTypes).find((known) => known === messageName(url));
  const made = type && stub(type, name);
  return made && encode(made.type, made.message);
}

/** What proxies refused, as findings: the last accepted form, or nothing, is in effect instead. */
export function refusals(
  status: readonly GroupStatus[],
  resources: Pick<ResourceSet, "object">,
): readonly Diagnostic[] {
  return status.flatMap(({ group, refused }) =>
    refused.map(({ name, typeUrl, detail, standIn }) =>
      isPluginResource(name)
        ? pluginRefusal({ group, name, detail, standIn, plugin: pluginOf(name, resources) })
        : diagnostic("WM7010", {
            message: `${proxyName(group)} refused ${messageName(typeUrl)} ${name}: ${detail}`,
            advice:
              standIn === undefined
                ? "nothing is in effect in its place; please report this as a bug of waymark"
                : "the last accepted form stays in effect; please report this as a bug of waymark",
          }),
    ),
  );
}

/** Modules judge their own configuration, and proxies tell only that they did not like it. */
function pluginRefusal(refusal: {
  readonly group: string;
  readonly name: string;
  readonly detail: string;
  readonly standIn: string | undefined;
  readonly plugin: PluginObject | undefined;
}): Diagnostic {
  const { group, name, detail, standIn, plugin } = refusal;
  const follows =
    standIn === undefined
      ? "its failStrategy decides, unless the proxy ran one of this name just before"
      : "what it ran before stays in use";
  const [, kind = "", namespace = "", own = ""] = name.split("/");
  return diagnostic("WM6017", {
    origin: plugin && at(plugin.origin, "spec"),
    message: `${proxyName(group)} cannot run ${kind} ${namespace}/${own}: ${detail}; ${follows}`,
  });
}

/** The object that a plugin's resource was made of; undefined if it is gone. */
export function pluginOf(name: string, resources: Pick<ResourceSet, "object">): PluginObject | undefined {
  const [, kind = "", namespace = "", own = ""] = name.split("/");
  return kind === "WasmPlugin"
    ? resources.object(kind, namespace, own)
    : resources.object("TrafficExtension", namespace, own);
}

/** A bug of ours, as its user sees it. */
export function translationFailure(group: string): Diagnostic {
  return diagnostic("WM7011", {
    message: `the configuration of ${proxyName(group)} could not be made; what it had before stays in effect`,
    advice: "the log has the details; please report this as a bug of waymark",
  });
}
