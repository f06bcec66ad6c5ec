/** The modules that the plugins of the moment want, as facts for the translation. */
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { configurationProblems } from "../lowering/plugin-configuration.js";
import { pluginKey } from "../model/module-facts.js";
import { dockerConfigIn } from "../model/secret.js";
import { targetsOf } from "../model/selectors.js";
import { credentialsFor } from "../wasm/fetch/credentials.js";
import { moduleSource } from "../wasm/fetch/module-source.js";
import { openModules } from "../wasm/fetch/modules.js";
/** Opens what fetches, unless nothing shall be fetched. @throws TypeError if an allowed place is none */
export async function openPluginModules(options) {
    const { fetching, stateDir, onChange, onFetch, onStoreFailure } = options;
    if (fetching === "nothing")
        return new PluginModules(undefined);
    const modules = await openModules({
        ...fetching,
        ...(stateDir !== undefined && { stateDir }),
        onState: onChange,
        onFetch: (fetch) => onFetch({ kind: "module-fetch", ...fetch }),
        onStoreFailure,
    });
    return new PluginModules(modules);
}
/** Keeps fetching what is wanted, and nothing else; remembers what each plugin ran last. */
export class PluginModules {
    #modules;
    #former = new Map();
    #wishes = new Map();
    /** @internal Made by `openPluginModules`. */
    constructor(modules) {
        this.#modules = modules;
    }
    /** These resources with what is known of the modules that they want; what is not known yet is `pending`. */
    informed(resources) {
        const gone = this.#want(resources);
        const facts = new Map(gone.map((plugin) => [plugin, undefined]));
        for (const [plugin, wish] of this.#wishes)
            facts.set(plugin, this.#factOf(plugin, wish));
        return resources.withModules(facts);
    }
    /** The same, once each place was tried or `patienceMs` have passed. */
    async patientlyInformed(resources, patienceMs) {
        this.#want(resources);
        await this.#modules?.attempted(patienceMs);
        return this.informed(resources);
    }
    async close() {
        await this.#modules?.close();
    }
    /** The plugins that want nothing any more. */
    #want(resources) {
        if (this.#modules === undefined)
            return [];
        const before = this.#wishes;
        this.#wishes = wishesOf(resources);
        const wanted = [...this.#wishes.values()].flatMap((wish) => (typeof wish.wanted === "string" ? [] : [wish.wanted]));
        this.#modules.want(wanted);
        const gone = [...before.keys()].filter((plugin) => !this.#wishes.has(plugin));
        for (const plugin of gone)
            this.#former.delete(plugin);
        return gone;
    }
    #factOf(plugin, { settings, wanted }) {
        const before = this.#former.get(plugin);
        const former = before === undefined ? {} : { before };
        if (typeof wanted === "string")
            return { kind: "unusable", because: wanted, ...former };
        const state = this.#modules?.state(wanted.place) ?? { kind: "pending" };
        if (state.kind === "pending")
            return { kind: "pending", because: "it was not had yet", ...former };
        if (state.kind !== "known")
            return { ...state, ...former };
        const { module } = state;
        if (configurationProblems(settings.pluginConfig, module.configSchema).length > 0)
            return { ...state, ...former };
        this.#former.set(plugin, { module, settings });
        return state;
    }
}
/** What each plugin with a target wants, by its key. */
function wishesOf(resources) {
    const objects = [...resources.all("WasmPlugin"), ...resources.all("TrafficExtension")];
    const wishes = new Map();
    for (const plugin of objects) {
        const settings = plugin.kind === "WasmPlugin" ? plugin.spec : plugin.spec.wasm;
        if (settings === undefined || settings.unreadable || targetsOf(plugin.spec).length === 0)
            continue;
        wishes.set(pluginKey(plugin.kind, plugin.metadata), { settings, wanted: wantedBy(plugin, settings, resources) });
    }
    return wishes;
}
function wantedBy(plugin, settings, resources) {
    const { url, sha256 = "", imagePullPolicy = "UNSPECIFIED_POLICY", imagePullSecret } = settings;
    const source = moduleSource(url, dirname(plugin.origin.document?.source.file ?? "."));
    if (typeof source === "string")
        return source;
    const { namespace } = plugin.metadata;
    const secret = imagePullSecret === undefined ? undefined : resources.object("Secret", namespace, imagePullSecret);
    const config = source.kind === "image" ? secret && dockerConfigIn(secret.spec) : undefined;
    const credentials = source.kind === "image" && config !== undefined ? credentialsFor(source.registry, config) : undefined;
    const latest = source.kind === "image" && source.version === "latest";
    const always = imagePullPolicy === "Always" || (imagePullPolicy === "UNSPECIFIED_POLICY" && latest);
    const asked = credentials === undefined ? "" : createHash("sha256").update(credentials.basic()).digest("hex");
    return {
        place: JSON.stringify([source, sha256, always, asked]),
        url,
        source,
        sha256,
        always,
        ...(credentials !== undefined && { credentials }),
    };
}
//# sourceMappingURL=plugin-modules.js.map