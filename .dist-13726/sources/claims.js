import { diagnostic } from "../diagnostics/diagnostic.js";
import { keyOf } from "../model/resource.js";
import { duplicateOf } from "./duplicates.js";
import { isComplete } from "./file-reading.js";
/**
 * Which objects the files define, kept up to date file by file. Of several definitions of one object the first counts,
 * in the order of file names and then of documents, whatever was read first.
 */
export class Claims {
    #byKey = new Map();
    #byFile = new Map();
    /** What was told by the last `changes()`. */
    #told = new Map();
    #pending = new Set();
    /** Objects with several definitions, and files with retained ones: what there can be anything to say about. */
    #contested = new Set();
    #retaining = new Set();
    /** Takes in what is now read from `file`; nothing, if it is gone. */
    replace(file, reading) {
        const before = this.#byFile.get(file) ?? [];
        const claims = reading === undefined ? [] : claimsOf(reading, before);
        const kept = new Set(claims.map(({ resource }) => resource));
        const known = new Set(before.map(({ resource }) => resource));
        for (const claim of before)
            this.#withdraw(claim, kept.has(claim.resource));
        for (const claim of claims)
            this.#add(claim, known.has(claim.resource));
        if (claims.length === 0)
            this.#byFile.delete(file);
        else
            this.#byFile.set(file, claims);
        if (claims.some(({ retained }) => retained))
            this.#retaining.add(file);
        else
            this.#retaining.delete(file);
    }
    /** Whether taking in `reading` would take objects away from those of its file, or leave some in doubt. */
    wouldLose(reading) {
        const before = this.#byFile.get(reading.file) ?? [];
        const after = new Set(acceptedIn(reading).map(keyOf));
        return before.some(({ resource }) => !after.has(keyOf(resource)));
    }
    /** The least changes from what was told last to what holds now. Objects that only moved in their file are put again. */
    changes() {
        const changes = [];
        for (const key of this.#pending) {
            const resource = this.#byKey.get(key)?.[0]?.resource;
            if (resource === this.#told.get(key))
                continue;
            if (resource === undefined) {
                this.#told.delete(key);
                changes.push({ kind: "remove", key });
            }
            else {
                this.#told.set(key, resource);
                changes.push({ kind: "put", resource });
            }
        }
        this.#pending.clear();
        return changes;
    }
    /** The objects that count, in the order of their definitions. */
    resources() {
        const files = [...this.#byFile.keys()].sort();
        const claims = files.flatMap((file) => this.#byFile.get(file) ?? []);
        return claims.filter((claim) => this.#byKey.get(keyOf(claim.resource))?.[0] === claim).map((c) => c.resource);
    }
    /** The files for which `diagnosticsOf` may have something to say. */
    suspects() {
        const contested = [...this.#contested].flatMap((key) => (this.#byKey.get(key) ?? []).map(({ file }) => file));
        return new Set([...this.#retaining, ...contested]);
    }
    /** What is wrong between the definitions of `file` and others, and which of its objects stay from before an error. */
    diagnosticsOf(file) {
        return (this.#byFile.get(file) ?? []).flatMap((claim) => {
            const first = this.#byKey.get(keyOf(claim.resource))?.[0];
            if (first !== undefined && first !== claim)
                return [duplicateOf(claim.resource, first.resource)];
            return claim.retained ? [retainedObject(claim.resource)] : [];
        });
    }
    /** `unchanged`: the same object is claimed again at once, so that nothing is pending because of it. */
    #withdraw(claim, unchanged) {
        const key = keyOf(claim.resource);
        const others = (this.#byKey.get(key) ?? []).filter((other) => other !== claim);
        this.#define(key, others);
        if (!unchanged)
            this.#pending.add(key);
    }
    #add(claim, unchanged) {
        const key = keyOf(claim.resource);
        const others = this.#byKey.get(key) ?? [];
        this.#define(key, others.length === 0 ? [claim] : [...others, claim].sort(inOrder));
        if (!unchanged || others.length > 0)
            this.#pending.add(key);
    }
    #define(key, claims) {
        if (claims.length === 0)
            this.#byKey.delete(key);
        else
            this.#byKey.set(key, claims);
        if (claims.length > 1)
            this.#contested.add(key);
        else
            this.#contested.delete(key);
    }
}
function claimsOf(reading, before) {
    const { file } = reading;
    const accepted = new Set(acceptedIn(reading).map(keyOf));
    // Missing from a file with an error: as with an API server, what was accepted earlier stays.
    const retained = isComplete(reading) ? [] : before.filter(({ resource }) => !accepted.has(keyOf(resource)));
    const kept = new Map(retained.map((claim) => [keyOf(claim.resource), { ...claim, retained: true }]));
    const resources = reading.documents.flatMap(({ outcome }) => outcome.resources);
    const current = resources.filter((resource) => !kept.has(keyOf(resource)));
    return [...current.map((resource, ordinal) => ({ resource, file, ordinal, retained: false })), ...kept.values()];
}
/** The objects that were accepted as they are written. */
function acceptedIn({ documents }) {
    return documents.flatMap(({ outcome }) => outcome.resources.filter((resource) => !outcome.standIns.has(resource)));
}
function inOrder(a, b) {
    if (a.file !== b.file)
        return a.file < b.file ? -1 : 1;
    return a.ordinal - b.ordinal;
}
function retainedObject(resource) {
    return diagnostic("WM1012", {
        origin: resource.origin,
        message: `${resource.origin.object} stays in effect as it was before the error in its file`,
        advice: "Correct the error, or remove the object.",
    });
}
//# sourceMappingURL=claims.js.map