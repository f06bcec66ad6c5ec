import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { pluginKey } from "../model/module-facts.js";
import { configurationProblems } from "./plugin-configuration.js";
import { moduleSettings, withoutModule } from "./plugins.js";
/** What a plugin runs, and how it is configured. What keeps it from running is said, and `without` says what follows. */
export function lowerPlugin(plugin, view, report) {
    const { kind, metadata, origin } = plugin;
    const key = pluginKey(kind, metadata);
    const run = runOf(plugin, { fact: view.module(key), report });
    return {
        name: key,
        without: withoutModule(plugin),
        ...(run !== undefined && { run }),
        origin: at(origin, "spec"),
    };
}
function runOf(plugin, { fact, report }) {
    const settings = moduleSettings(plugin);
    const fields = moduleOrigin(plugin);
    const place = { plugin, origin: fields, report };
    if (plugin.kind === "TrafficExtension" && (plugin.spec.lua === undefined) === (settings === undefined)) {
        return missing("WM6002", "it must have one of wasm and lua", { ...place, origin: at(plugin.origin, "spec") });
    }
    if (settings === undefined)
        return plugin.kind === "TrafficExtension" ? scriptOf(plugin) : undefined;
    if (settings.unreadable)
        return undefined; // the schema's findings say so
    if (settings.type === "NETWORK") {
        return missing("WM6003", "network filters are not run on waypoints", { ...place, origin: at(fields, "type") });
    }
    if (fact?.kind === "known")
        return knownRun(fact, settings, place);
    return unknownRun(fact, settings, place);
}
function knownRun(fact, settings, place) {
    if (fact.stale !== undefined) {
        const message = `${settings.url} could not be looked at again: ${fact.stale}; the module of last time stays in use`;
        place.report(diagnostic("WM6008", { origin: at(place.origin, "url"), message }));
    }
    const problems = configurationProblems(settings.pluginConfig, fact.module.configSchema);
    for (const { path, message } of problems) {
        const origin = at(place.origin, "pluginConfig", ...path);
        place.report(diagnostic("WM6009", { origin, message: `${message}; ${followsFrom(fact, place.plugin)}` }));
    }
    if (problems.length === 0)
        return runWith(fact.module, settings, place.plugin);
    return fact.before && runWith(fact.before.module, fact.before.settings, place.plugin);
}
function unknownRun(fact, settings, place) {
    const [code, words] = fact === undefined ? ["WM6004", "is not fetched"] : whyMissing(fact);
    const before = fact?.before;
    const message = `the module ${settings.url} ${words}; ${followsFrom(fact, place.plugin)}`;
    place.report(diagnostic(code, { origin: at(place.origin, "url"), message }));
    return before && runWith(before.module, before.settings, place.plugin);
}
function whyMissing({ kind, because }) {
    switch (kind) {
        case "pending":
            return ["WM6004", "is being fetched"];
        case "failed":
            return ["WM6005", `cannot be had: ${because}`];
        case "refused":
            return ["WM6006", `may not be fetched: ${because}`];
        case "unusable":
            return ["WM6007", `cannot be run: ${because}`];
    }
}
function missing(code, because, { plugin, origin, report }) {
    const message = `${plugin.kind} ${qualifiedName(plugin)} does not run: ${because}; ${consequence(plugin)}`;
    report(diagnostic(code, { origin, message }));
    return undefined;
}
function followsFrom(fact, plugin) {
    return fact?.before === undefined ? consequence(plugin) : "what it ran before stays in use";
}
/** What follows for requests while a plugin does not run. */
function consequence(plugin) {
    return withoutModule(plugin) === "pass" ? "requests pass without it" : "requests are refused (503)";
}
function moduleOrigin({ kind, origin }) {
    return kind === "WasmPlugin" ? at(origin, "spec") : at(origin, "spec", "wasm");
}
function scriptOf(plugin) {
    return { kind: "script", code: plugin.spec.lua?.inlineCode ?? "" };
}
const afterTrap = { FAIL_CLOSE: "refuse", FAIL_OPEN: "pass", FAIL_RELOAD: "restart" };
function runWith(module, settings, plugin) {
    const { pluginConfig, pluginName = "", vmConfig, failStrategy } = settings;
    const environment = (vmConfig?.env ?? []).filter(({ valueFrom }) => valueFrom !== "HOST");
    return {
        kind: "module",
        label: `${plugin.metadata.namespace}.${plugin.metadata.name}`,
        entry: pluginName,
        module: module.bytes,
        configuration: pluginConfig === undefined ? "" : JSON.stringify(pluginConfig),
        environment: environment
            .map(({ name, value = "" }) => ({ name, value }))
            .sort((one, other) => (one.name < other.name ? -1 : 1)),
        afterTrap: afterTrap[failStrategy],
    };
}
//# sourceMappingURL=plugin-modules.js.map