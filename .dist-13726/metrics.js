/**
 * Metrics of a running control plane, for dashboards. They are fed from outside; no room below needs to know that
 * anybody watches.
 */
import { Counter, Gauge, Histogram, Registry } from "prom-client";
/**
 * Metrics fed by nothing but events, so that what `up` prints and what Prometheus scrapes cannot disagree. Names of
 * objects and xDS resources are not labels: their number has no bound.
 */
export function createMetrics() {
    const registry = new Registry();
    const streams = streamMetrics(registry);
    const changes = changeMetrics(registry);
    const fetched = keyMetrics(registry);
    const fetchedModule = moduleMetrics(registry);
    const observe = (event) => {
        if (event.kind === "ack")
            streams.ack(event);
        else if (event.kind === "nack")
            streams.nack(event);
        else if (event.kind === "change")
            changes.change(event);
        else if (event.kind === "diagnostics")
            changes.diagnostics(event);
        else if (event.kind === "key-fetch")
            fetched(event);
        else if (event.kind === "module-fetch")
            fetchedModule(event);
        else
            streams.connection(event.waypoint, event.kind === "connected" ? 1 : -1);
    };
    return { observe, text: () => registry.metrics(), contentType: registry.contentType };
}
/** From a millisecond (a route edit on an idle waypoint) to half a minute (a proxy that is overloaded). */
const latencySeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
function streamMetrics(registry) {
    const registers = [registry];
    const streams = new Gauge({
        name: "waymark_xds_streams",
        help: "Open xDS streams.",
        labelNames: ["waypoint"],
        registers,
    });
    const ackSeconds = new Histogram({
        name: "waymark_xds_ack_seconds",
        help: "Time from publishing resources to their acknowledgement by a proxy.",
        labelNames: ["type"],
        buckets: latencySeconds,
        registers,
    });
    const nacks = new Counter({
        name: "waymark_xds_nacks_total",
        help: "Responses refused by a proxy.",
        labelNames: ["waypoint", "type"],
        registers,
    });
    return {
        connection: (waypoint, delta) => streams.inc({ waypoint }, delta),
        ack: ({ type, ms }) => ackSeconds.observe({ type: shortType(type) }, ms / 1000),
        nack: ({ waypoint, type }) => nacks.inc({ waypoint, type: shortType(type) }),
    };
}
/** URLs are no labels: there may be many. */
function keyMetrics(registry) {
    const registers = [registry];
    const fetches = new Counter({
        name: "waymark_key_fetches_total",
        help: "Attempts to fetch the key sets of token issuers.",
        labelNames: ["outcome"],
        registers,
    });
    const failing = new Gauge({
        name: "waymark_key_sets_failing",
        help: "Key sets whose last attempt to be fetched was in vain.",
        registers,
    });
    const inVain = new Set();
    return ({ place, outcome }) => {
        if (outcome !== "dropped")
            fetches.inc({ outcome });
        if (outcome === "dropped" || outcome === "fetched" || outcome === "unchanged")
            inVain.delete(place);
        else
            inVain.add(place);
        failing.set(inVain.size);
    };
}
function changeMetrics(registry) {
    const registers = [registry];
    const pushes = new Counter({
        name: "waymark_xds_pushes_total",
        help: "Publications that changed something for a waypoint.",
        labelNames: ["waypoint"],
        registers,
    });
    const pushedBytes = new Counter({
        name: "waymark_xds_pushed_bytes_total",
        help: "Bytes of xDS resources published because they changed.",
        labelNames: ["waypoint"],
        registers,
    });
    const translateSeconds = new Histogram({
        name: "waymark_translate_seconds",
        help: "Time to turn one batch of changed objects into xDS resources.",
        buckets: latencySeconds,
        registers,
    });
    const resources = new Gauge({
        name: "waymark_resources",
        help: "Objects that were accepted.",
        labelNames: ["kind"],
        registers,
    });
    const diagnostics = new Gauge({
        name: "waymark_diagnostics",
        help: "Findings in the current input.",
        labelNames: ["severity"],
        registers,
    });
    return {
        change: (event) => {
            translateSeconds.observe(event.translateMs / 1000);
            for (const { key, change } of event.objects) {
                if (change !== "changed")
                    resources.inc({ kind: kindOf(key) }, change === "added" ? 1 : -1);
            }
            for (const { waypoint, bytes } of event.pushes) {
                pushes.inc({ waypoint });
                pushedBytes.inc({ waypoint }, bytes);
            }
        },
        diagnostics: (event) => {
            for (const severity of ["error", "warning", "info"]) {
                diagnostics.set({ severity }, event.diagnostics.filter((entry) => entry.severity === severity).length);
            }
        },
    };
}
/** `Cluster` for `type.googleapis.com/envoy.config.cluster.v3.Cluster`. */
export function shortType(typeUrl) {
    return typeUrl.slice(typeUrl.lastIndexOf(".") + 1);
}
function kindOf(key) {
    return key.slice(0, key.indexOf("/"));
}
function moduleMetrics(registry) {
    const fetches = new Counter({
        name: "waymark_wasm_fetches_total",
        help: "Attempts to have modules of plugins, by outcome.",
        labelNames: ["outcome"],
        registers: [registry],
    });
    return ({ outcome }) => fetches.inc({ outcome });
}
//# sourceMappingURL=metrics.js.map