/**
 * A slot may refer to a plugin only once the proxy has the plugin: in between, requests would find none. Proxies are told
 * of a plugin by a listener of its own; they ask for it, compile it, and acknowledge it. Only then they get the slots that
 * run it.
 */
import { resourceTypes } from "../envoy/generated.js";
import { isPluginResource } from "../envoy/names.js";
import { typeUrl } from "../protos.js";
const extension = typeUrl(resourceTypes.extension);
/** A proxy that does not answer must not keep the others' edits for ever. */
const longestWaitMs = 15_000;
/** Publishes, and holds back what must wait. */
export class PluginOrder {
    #options;
    #groups = new Map();
    constructor(options) {
        this.#options = options;
    }
    /** Publishes an edit, except for slots that must wait. @throws like the cache */
    publish(group, { upserts = [], removals = [] }) {
        const waiting = this.#waiting(group);
        for (const { name } of [...upserts, ...removals]) {
            waiting.slots.delete(name);
            waiting.removals.delete(name);
        }
        const late = upserts.filter((resource) => this.#mustWait(group, resource, waiting));
        if (late.length > 0 && !this.#hasProxies(group))
            late.splice(0);
        if (late.length === 0 && waiting.slots.size === 0) {
            this.#remember(waiting, { upserts, removals });
            this.#options.cache.publishChange(group, { upserts, removals });
            return;
        }
        for (const slot of late)
            waiting.slots.set(slot.name, slot);
        const lateRemovals = removals.filter(({ typeUrl: type, name }) => type === extension && isPluginResource(name));
        for (const removal of lateRemovals)
            waiting.removals.set(removal.name, removal);
        waiting.timer ??= setTimeout(() => this.#release(group), longestWaitMs).unref();
        this.#options.cache.publishChange(group, {
            upserts: upserts.filter((resource) => !late.includes(resource)),
            removals: removals.filter((removal) => !lateRemovals.includes(removal)),
        });
    }
    /** A proxy has a plugin, or refuses it: what it gets in its place is in effect, so nothing waits for it any more. */
    heard(event) {
        if (event.kind !== "ack" && event.kind !== "nack")
            return;
        if (event.typeUrl !== extension || !event.names.some(isPluginResource))
            return;
        const waiting = this.#waiting(event.group);
        for (const name of event.names)
            if (isPluginResource(name))
                waiting.had.add(name);
        const ready = [...waiting.slots.values()].every((slot) => pluginsOf(slot).every((plugin) => waiting.had.has(plugin)));
        // In the middle of the stream's own work nothing is published.
        if (ready && waiting.slots.size > 0)
            setImmediate(() => this.#release(event.group));
    }
    /** The group is gone. */
    forget(group) {
        clearTimeout(this.#groups.get(group)?.timer);
        this.#groups.delete(group);
    }
    close() {
        for (const group of [...this.#groups.keys()])
            this.forget(group);
    }
    /** What is new is in no listener that works already, so nobody would notice the gap. */
    #mustWait(group, resource, { had }) {
        if (resource.typeUrl !== extension)
            return false;
        if (pluginsOf(resource).every((plugin) => had.has(plugin)))
            return false;
        return this.#options.cache.snapshot(group)?.find(extension, resource.name) !== undefined;
    }
    #hasProxies(group) {
        return this.#options.cache.status().some((status) => status.group === group && status.streams.length > 0);
    }
    #release(group) {
        const waiting = this.#groups.get(group);
        if (waiting === undefined || waiting.slots.size + waiting.removals.size === 0)
            return;
        clearTimeout(waiting.timer);
        waiting.timer = undefined;
        const change = { upserts: [...waiting.slots.values()], removals: [...waiting.removals.values()] };
        waiting.slots.clear();
        waiting.removals.clear();
        this.#remember(waiting, change);
        try {
            this.#options.cache.publishChange(group, change);
        }
        catch (error) {
            this.#options.onFailure(group, error);
        }
    }
    /** Whoever gets a slot gets its plugins with it, and loses them with the last one. */
    #remember({ had }, { upserts = [], removals = [] }) {
        for (const resource of upserts)
            for (const plugin of pluginsOf(resource))
                had.add(plugin);
        for (const { name } of removals)
            had.delete(name);
    }
    #waiting(group) {
        const known = this.#groups.get(group) ?? {
            had: new Set(),
            slots: new Map(),
            removals: new Map(),
            timer: undefined,
        };
        this.#groups.set(group, known);
        return known;
    }
}
/** The plugins that a slot runs. */
function pluginsOf({ requires, typeUrl: type }) {
    if (type !== extension)
        return [];
    return requires.filter((ref) => ref.typeUrl === extension && isPluginResource(ref.name)).map(({ name }) => name);
}
//# sourceMappingURL=plugin-order.js.map