import { diagnostic } from "../diagnostics/diagnostic.js";
import { resourceTypes } from "../envoy/generated.js";
import { isPluginResource } from "../envoy/names.js";
import { stub } from "../envoy/stub.js";
import { encode, messageName } from "../protos.js";
import { proxyName } from "./pending.js";
/** Undefined for what operators need not hear of. */
export function eventOf(event) {
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
export function stubBody(url, name) {
    const type = Object.values(resourceTypes).find((known) => known === messageName(url));
    const made = type && stub(type, name);
    return made && encode(made.type, made.message);
}
/** What proxies refused, as findings: the last accepted form, or nothing, is in effect instead. */
export function refusals(status) {
    return status.flatMap(({ group, refused }) => refused.map(({ name, typeUrl, detail, standIn }) => isPluginResource(name)
        ? pluginRefusal({ group, name, detail, standIn })
        : diagnostic("WM7010", {
            message: `${proxyName(group)} refused ${messageName(typeUrl)} ${name}: ${detail}`,
            advice: standIn === undefined
                ? "nothing is in effect in its place; please report this as a bug of waymark"
                : "the last accepted form stays in effect; please report this as a bug of waymark",
        })));
}
/** Modules judge their own configuration, and proxies tell only that they did not like it. */
function pluginRefusal(refusal) {
    const { group, name, detail, standIn } = refusal;
    const follows = standIn === undefined
        ? "its failStrategy decides, unless the proxy ran one of this name just before"
        : "what it ran before stays in use";
    const [, kind = "", namespace = "", own = ""] = name.split("/");
    return diagnostic("WM6017", {
        message: `${proxyName(group)} cannot run ${kind} ${namespace}/${own}: ${detail}; ${follows}`,
    });
}
/** A bug of ours, as its user sees it. */
export function translationFailure(group) {
    return diagnostic("WM7011", {
        message: `the configuration of ${proxyName(group)} could not be made; what it had before stays in effect`,
        advice: "the log has the details; please report this as a bug of waymark",
    });
}
//# sourceMappingURL=xds-events.js.map