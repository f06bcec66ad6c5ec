import { emptyMap } from "./bucketed-map.js";
import { indexEntries, indexEntry } from "./indexes.js";
import { configuredMesh, defaultMesh } from "./mesh-configuration.js";
import { sameModuleFact } from "./module-facts.js";
import { keyOf, resourceKey } from "./resource.js";
import { dependency } from "./resource-set.js";
import { editedList } from "./sorted-list.js";
/** The set without objects. MeshConfig objects that are put into it later override `mesh`. */
export function emptyResources(mesh = defaultMesh) {
    return resourceSet({
        base: mesh,
        mesh,
        objects: emptyMap(),
        lists: emptyMap(),
        keySets: new Map(),
        modules: new Map(),
    });
}
/** A set of these objects; of two with one key the later one counts. */
export function resourceSetOf(resources, mesh = defaultMesh) {
    const changes = [...resources].map((resource) => ({ kind: "put", resource }));
    return emptyResources(mesh).apply(changes).resources;
}
const none = [];
function resourceSet(state) {
    const set = {
        size: state.objects.size,
        mesh: state.mesh,
        object: (kind, namespace, name) => state.objects.find(resourceKey(kind, namespace, name)),
        indexed: (index, key) => (state.lists.find(indexEntry(index, key)) ?? none),
        all: (kind) => (state.lists.find(kind) ?? none),
        names: (kind) => namesIn(state.lists.find(kind) ?? none),
        keySet: (place) => state.keySets.get(place),
        module: (plugin) => state.modules.get(plugin),
        apply: (changes) => {
            const net = netChanges(state.objects, changes);
            return net.size === 0 ? { resources: set, touched: new Set() } : applied(state, net);
        },
        withMesh: (mesh) => reconfigured(state, mesh),
        withKeySets: (facts) => informed(state, facts),
        withModules: (facts) => supplied(state, facts),
    };
    return set;
}
const namesOfLists = new WeakMap();
/** The same list has the same names: they are put together once. */
function namesIn(list) {
    const known = namesOfLists.get(list);
    if (known !== undefined)
        return known;
    const names = list.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    namesOfLists.set(list, names);
    return names;
}
/** What `changes` come to, each object once; what ends as it began is left out. */
function netChanges(objects, changes) {
    const net = new Map();
    for (const change of changes) {
        const key = change.kind === "put" ? keyOf(change.resource) : change.key;
        const before = objects.find(key);
        const after = change.kind === "put" ? change.resource : undefined;
        if (before === after)
            net.delete(key);
        else
            net.set(key, { before, after });
    }
    return net;
}
function applied(state, net) {
    const touched = new Set();
    const edits = new Map();
    for (const [key, { before, after }] of net) {
        edits.set(key, after);
        touched.add(`object:${key}`);
        const cameOrWent = before === undefined ? after : after === undefined ? before : undefined;
        if (cameOrWent !== undefined)
            touched.add(dependency.names(cameOrWent.kind));
    }
    const listEdits = new Map();
    for (const [name, { removed, added }] of listChanges(net.values())) {
        const next = editedList(state.lists.find(name) ?? none, removed, added);
        listEdits.set(name, next.length === 0 ? undefined : next);
        touched.add(name.includes(":") ? `index:${name}` : dependency.all(name));
    }
    const lists = state.lists.with(listEdits);
    const mesh = listEdits.has("MeshConfig") ? meshOf(state.base, lists, state.mesh) : state.mesh;
    if (mesh !== state.mesh)
        touched.add(dependency.mesh);
    return { resources: resourceSet({ ...state, mesh, objects: state.objects.with(edits), lists }), touched };
}
/** Who leaves and who enters each list. */
function listChanges(replacements) {
    const changes = new Map();
    const changeOf = (name) => {
        const change = changes.get(name) ?? { removed: [], added: [] };
        changes.set(name, change);
        return change;
    };
    for (const { before, after } of replacements) {
        if (before !== undefined)
            for (const name of listNames(before))
                changeOf(name).removed.push(before);
        if (after !== undefined)
            for (const name of listNames(after))
                changeOf(name).added.push(after);
    }
    return changes;
}
/** The lists an object is in; names of index entries have a colon, kinds have none. */
function listNames(resource) {
    return [resource.kind, ...indexEntries(resource)];
}
function reconfigured(state, base) {
    const mesh = meshOf(base, state.lists, state.mesh);
    const touched = new Set(mesh === state.mesh ? [] : [dependency.mesh]);
    return { resources: resourceSet({ ...state, base, mesh }), touched };
}
function informed(state, facts) {
    const keySets = new Map(state.keySets);
    const touched = new Set();
    for (const [place, fact] of facts) {
        if (JSON.stringify(keySets.get(place)) === JSON.stringify(fact))
            continue;
        if (fact === undefined)
            keySets.delete(place);
        else
            keySets.set(place, fact);
        touched.add(dependency.keySet(place));
    }
    return { resources: resourceSet({ ...state, keySets }), touched };
}
function supplied(state, facts) {
    const modules = new Map(state.modules);
    const touched = new Set();
    for (const [plugin, fact] of facts) {
        if (sameModuleFact(modules.get(plugin), fact))
            continue;
        if (fact === undefined)
            modules.delete(plugin);
        else
            modules.set(plugin, fact);
        touched.add(dependency.module(plugin));
    }
    return { resources: resourceSet({ ...state, modules }), touched };
}
/** MeshConfig objects speak in the order of their names; what a later one says holds. `current` itself if it says the same. */
function meshOf(base, lists, current) {
    const configs = (lists.find("MeshConfig") ?? none);
    const mesh = configs.reduce((configured, { spec }) => configuredMesh(configured, spec), base);
    // The whole mesh depends on it: an edit that only moves it to another line must not recompute everything.
    return JSON.stringify(mesh) === JSON.stringify(current) ? current : mesh;
}
//# sourceMappingURL=indexed-resources.js.map