import { systemClock } from "./clock.js";
import { Group } from "./group.js";
import { ResponseMemo } from "./response-memo.js";
import { emptySnapshot, identityChanges, newInconsistencies } from "./snapshot.js";
import { XdsStream } from "./stream.js";
/** A snapshot that refers to what it does not hold: a bug of its maker, never served. */
export class InconsistentSnapshotError extends Error {
    name = "InconsistentSnapshotError";
    group;
    inconsistencies;
    constructor(group, inconsistencies) {
        const more = inconsistencies.length > 10 ? ` and ${inconsistencies.length - 10} more` : "";
        super(`the snapshot of ${group} is inconsistent: ${inconsistencies.slice(0, 10).join("; ")}${more}`);
        this.group = group;
        this.inconsistencies = inconsistencies;
    }
}
/**
 * The published snapshots, by group (all clients of one group get the same). A publish is diffed once, by version, and
 * wakes only the streams of its group; what they send is shared bytes.
 */
export class XdsCache {
    #groups = new Map();
    #errors = new Map();
    #options;
    #clock;
    #memo = new ResponseMemo();
    #revision = 0;
    constructor(options = {}) {
        this.#options = options;
        this.#clock = options.clock ?? systemClock;
    }
    /** Replaces the snapshot of a group. Throws InconsistentSnapshotError, and then serves what it served before. */
    publish(group, snapshot) {
        const at = this.#clock.now();
        const before = this.#groups.get(group)?.snapshot;
        const touched = identityChanges(before ?? emptySnapshot, snapshot);
        const wrong = newInconsistencies(snapshot, touched);
        if (wrong.length > 0)
            throw new InconsistentSnapshotError(group, wrong);
        const state = this.#group(group);
        state.snapshot = snapshot;
        const changes = before === undefined ? "everything" : newVersions(touched, { before, after: snapshot });
        if (changes !== "everything" && changes.size === 0)
            return;
        this.#revision++;
        if (changes !== "everything")
            forgetRemoved(state, changes);
        state.wake(changes, at);
    }
    /** Edits the snapshot of a group; the first edit of an unpublished group publishes it. Throws like `publish`. */
    publishChange(group, change) {
        this.publish(group, (this.#groups.get(group)?.snapshot ?? emptySnapshot).with(change));
    }
    /** Unpublishes a group. Its open streams keep what they have and wait for it to be published again. */
    remove(group) {
        const state = this.#groups.get(group);
        if (state === undefined)
            return;
        state.snapshot = undefined;
        if (state.watchers.size === 0)
            this.#groups.delete(group);
    }
    /** The published snapshot of a group. */
    snapshot(group) {
        return this.#groups.get(group)?.snapshot;
    }
    /** Names of the published groups, sorted. */
    get groups() {
        return [...this.#groups.values()].flatMap((group) => (group.snapshot === undefined ? [] : [group.name])).sort();
    }
    /** What clients of this group accepted last and what they refused. */
    memory(group) {
        const verdicts = this.#groups.get(group)?.verdicts;
        return { accepted: verdicts?.accepted ?? [], rejections: verdicts?.rejections ?? [] };
    }
    /** Takes over the memory of an earlier process; call it before publishing. */
    restore(group, memory) {
        this.#group(group).verdicts.restore(memory);
    }
    /** What is published, refused and connected, sorted by group. */
    status() {
        const groups = [...this.#groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
        return groups.map((group) => ({
            group: group.name,
            ...(group.snapshot === undefined ? {} : { resources: group.snapshot.size }),
            refused: refusedNow(group),
            errors: [...this.#errors.values()].filter((error) => error.group === group.name).map(nodeError),
            streams: [...group.watchers].map((watcher) => watcher.describe()),
        }));
    }
    /** Attaches one client stream of any transport; close it when the client is gone. */
    open(group, parts) {
        const state = this.#group(group);
        const stream = new XdsStream(state, parts, this.#hostFor(state));
        state.watchers.add(stream);
        return stream;
    }
    #hostFor(group) {
        return {
            clock: this.#clock,
            memo: this.#memo,
            revision: () => this.#revision,
            record: (event) => this.#record(event),
            closed: (stream) => {
                group.watchers.delete(stream);
                if (group.watchers.size === 0 && group.snapshot === undefined)
                    this.#groups.delete(group.name);
            },
        };
    }
    #group(name) {
        const known = this.#groups.get(name);
        if (known !== undefined)
            return known;
        const group = new Group(name);
        this.#groups.set(name, group);
        return group;
    }
    #record(event) {
        if (event.kind === "nack") {
            const { node, group, typeUrl, detail } = event;
            const key = `${group}\0${node}\0${typeUrl}`;
            this.#errors.delete(key);
            this.#errors.set(key, { node, typeUrl, detail, group });
            for (const oldest of this.#errors.keys()) {
                if (this.#errors.size <= rememberedErrors)
                    break;
                this.#errors.delete(oldest);
            }
        }
        this.#options.onEvent?.(event);
    }
}
const rememberedErrors = 1_000;
function nodeError({ node, typeUrl, detail }) {
    return { node, typeUrl, detail };
}
function newVersions(touched, of) {
    const changed = new Map();
    for (const [typeUrl, names] of touched) {
        const differing = names.filter((name) => of.before.find(typeUrl, name)?.version !== of.after.find(typeUrl, name)?.version);
        if (differing.length > 0)
            changed.set(typeUrl, differing);
    }
    return changed;
}
function forgetRemoved(group, changes) {
    for (const [typeUrl, names] of changes) {
        for (const name of names) {
            if (group.snapshot?.find(typeUrl, name) === undefined)
                group.verdicts.forgetAccepted({ typeUrl, name });
        }
    }
}
function refusedNow(group) {
    return group.verdicts.rejections
        .filter(({ typeUrl, name, version }) => group.snapshot?.find(typeUrl, name)?.version === version)
        .map((rejection) => {
        const standIn = group.verdicts.lastAccepted(rejection)?.version;
        return { ...rejection, ...(standIn === undefined ? {} : { standIn }) };
    });
}
//# sourceMappingURL=cache.js.map