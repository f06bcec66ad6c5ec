import { pathText } from "./diagnostics/origin.js";
import { IncrementalGraph } from "./incremental.js";
import { findingsStep } from "./translation/findings.js";
import { bindingStep, qualified, serviceKeysStep, waypointsStep } from "./translation/membership.js";
import { nodeLayerStep } from "./translation/node-layer.js";
import { nodeProxySecrets, nodeProxyStep } from "./translation/node-proxy.js";
import { settingsStep } from "./translation/port.js";
import { waypointSecrets } from "./translation/secret-needs.js";
import { waypointResourcesStep, waypointStateStep } from "./translation/waypoint.js";
const noOutput = { bundles: [], resources: new Map() };
/** The xDS group of the one node proxy that a local mesh has. */
export const nodeGroup = "node/local";
/** The xDS group of a waypoint. */
export function waypointGroup(waypoint) {
    return `waypoint/${waypoint}`;
}
/**
 * Translates one mesh, edit by edit. After any sequence of updates its output equals that of a new translator that is
 * given the last resources at once, byte for byte.
 */
export class Translator {
    #current;
    #graph = new IncrementalGraph();
    #outputs = new Map();
    #nodeProxy;
    #failures = [];
    /** With `nodeProxy`, the L4 layer is translated too, for the one node proxy of a local mesh. */
    constructor(resources, nodeProxy) {
        this.#current = { resources };
        this.#nodeProxy = nodeProxy;
    }
    /** Takes the next resources and tells what differs on the wire. `touched` is what `ResourceSet.apply` said. */
    update(resources, touched) {
        this.#current.resources = resources;
        this.#graph.touch(touched);
        const waypoints = this.waypoints().map(qualified);
        this.#failures = [];
        this.#guarded("findings/all objects", () => {
            this.#graph.root(findingsStep(this.#current));
            return undefined;
        });
        const changes = waypoints.flatMap((waypoint) => this.#guarded(waypointGroup(waypoint), () => this.#graph.root(waypointResourcesStep(this.#current, waypoint)) ?? []));
        const options = this.#nodeProxy;
        if (options !== undefined) {
            changes.push(...this.#guarded(nodeGroup, () => this.#graph.root(nodeProxyStep(this.#current, options))));
        }
        return [...changes, ...this.#dropGone(new Set(waypoints.map(waypointGroup)))];
    }
    /** Groups that could not be translated by the last update, through a bug of ours: they keep what they had. */
    get failures() {
        return this.#failures;
    }
    /** The waypoints of the mesh, by namespace and name. */
    waypoints() {
        return this.#graph.root(waypointsStep(this.#current));
    }
    /** What a waypoint must do. */
    waypoint(name) {
        return this.#look(waypointStateStep(this.#current, name));
    }
    /** What the L4 layer must do. */
    nodeLayer() {
        return this.#look(nodeLayerStep(this.#current));
    }
    /** The identity that a waypoint must prove; undefined for groups that are no waypoint of the mesh. */
    identityOf(group) {
        return this.#settingsOf(group)?.identity;
    }
    /** The secrets that a group needs; undefined once it is gone. */
    secretsOf(group) {
        if (group === nodeGroup)
            return nodeProxySecrets(this.nodeLayer());
        const settings = this.#settingsOf(group);
        return settings && waypointSecrets(settings.identity, settings.trustDomains);
    }
    /** The output of a group did not get to anybody: the next update gives all of it again. */
    forgetOutput(group) {
        this.#outputs.delete(group);
    }
    /** The groups that have resources, sorted. */
    groups() {
        return [...this.#outputs.keys()].sort();
    }
    /** The resources of a group, sorted by type and name. */
    resources(group) {
        const output = this.#outputs.get(group) ?? noOutput;
        return [...output.resources].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, resource]) => resource);
    }
    /** Which waypoint serves each service (`shop/reviews`) and each host of a service entry (`egress/api/api.example.com`), and why. */
    bindings() {
        return this.#look(serviceKeysStep(this.#current)).flatMap((name) => {
            const binding = this.#look(bindingStep(this.#current, name));
            return binding === undefined ? [] : [{ service: name, binding }];
        });
    }
    /** What there is to say about the resources as they are now, by place; what several steps say is said once. */
    diagnostics() {
        const found = new Map();
        for (const note of this.#graph.notes()) {
            const key = placeOf(note);
            if (!found.has(key))
                found.set(key, note);
        }
        return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, note]) => note);
    }
    /** How many steps were computed so far: what an edit cost. */
    get computedSteps() {
        return this.#graph.computed;
    }
    /** What trips over one waypoint must not keep the others from their edits. */
    #guarded(group, made) {
        try {
            const bundles = made();
            const change = bundles && this.#changeOf(group, bundles);
            return change === undefined ? [] : [change];
        }
        catch (error) {
            this.#failures = [...this.#failures, { group, error }];
            return [];
        }
    }
    #settingsOf(group) {
        if (!group.startsWith("waypoint/"))
            return undefined;
        return this.#look(settingsStep(this.#current, group.slice("waypoint/".length)));
    }
    #look(spec) {
        const value = this.#graph.root(spec);
        this.#graph.release(spec.key);
        return value;
    }
    #changeOf(group, bundles) {
        const before = this.#outputs.get(group);
        if (before?.bundles === bundles)
            return undefined;
        const known = new Set(before?.bundles);
        const resources = new Map(before?.resources);
        const upserts = [];
        const kept = new Set(bundles);
        for (const bundle of before?.bundles ?? []) {
            if (!kept.has(bundle))
                for (const one of bundle)
                    resources.delete(resourceName(one));
        }
        for (const bundle of bundles) {
            if (known.has(bundle))
                continue;
            for (const one of bundle) {
                const name = resourceName(one);
                if (before?.resources.get(name)?.version !== one.version)
                    upserts.push(one);
                resources.set(name, one);
            }
        }
        const removals = [...(before?.resources ?? [])].filter(([name]) => !resources.has(name)).map(([, one]) => one);
        this.#outputs.set(group, { bundles, resources });
        if (before !== undefined && upserts.length === 0 && removals.length === 0)
            return undefined;
        return { group, upserts, removals, gone: false };
    }
    #dropGone(alive) {
        return [...this.#outputs].flatMap(([group, output]) => {
            if (alive.has(group) || group === nodeGroup)
                return [];
            this.#outputs.delete(group);
            this.#graph.release(waypointResourcesStep(this.#current, group.slice("waypoint/".length)).key);
            return [{ group, upserts: [], removals: [...output.resources.values()], gone: true }];
        });
    }
}
/** Orders findings as their files are read, and is the same for the same finding. */
function placeOf({ code, message, origin }) {
    const { source } = origin?.document ?? {};
    const path = origin === undefined ? "" : pathText(origin.path);
    return [
        source?.file ?? "",
        String(source?.firstLine ?? 0).padStart(9, "0"),
        origin?.object ?? "",
        path,
        code,
        message,
    ].join("\u0000");
}
function resourceName(resource) {
    return `${resource.typeUrl}|${resource.name}`;
}
//# sourceMappingURL=translate.js.map