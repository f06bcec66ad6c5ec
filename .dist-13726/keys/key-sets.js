/**
 * Key sets that issuers publish: fetched here, at the rim, once for each place however many rules want it, kept fresh,
 * and handed on as facts. Nobody waits for them: what is not had yet is a fact, too.
 */
import { addressGuard } from "../fetching/address-guard.js";
import { openKeyStore, trustedForMs } from "./key-store.js";
import { publishedKeys } from "./published-keys.js";
const minuteMs = 60_000;
const usualRefreshMs = 20 * minuteMs;
/** However long a server says that its keys hold: a key that was withdrawn must not be believed for longer. */
const rarestRefreshMs = 60 * minuteMs;
const oftenestRefreshMs = minuteMs;
const firstRetryMs = 1000;
const mostFetchesAtOnce = 16;
/** Opens the cache. @throws TypeError if an allowed place is none; and if the folder cannot be used. */
export async function openKeySets(options) {
    const guard = addressGuard(options.allowed ?? []);
    const store = options.stateDir === undefined ? undefined : await openKeyStore(options.stateDir, Date.now());
    const { roots, lookup } = options;
    return new KeySets(options, store, {
        guard,
        ...(roots !== undefined && { roots }),
        ...(lookup !== undefined && { lookup }),
    });
}
/** The cache at work. */
export class KeySets {
    #options;
    #store;
    #rules;
    #entries = new Map();
    #queue = [];
    #writes = new Set();
    #fetching = 0;
    #waiting = [];
    /** @internal Made by `openKeySets`. */
    constructor(options, store, rules) {
        this.#options = options;
        this.#store = store;
        this.#rules = rules;
    }
    /** From now on these places are wanted and no others. Tells what is known differently at once; `undefined`: dropped. */
    want(wanted) {
        const changed = new Map();
        const places = new Set(wanted.map(({ place }) => place));
        for (const [place, entry] of this.#entries) {
            if (places.has(place))
                continue;
            this.#drop(entry);
            this.#options.onFetch?.({ place, outcome: "dropped" });
            changed.set(place, undefined);
        }
        for (const one of wanted) {
            const known = this.#entries.get(one.place);
            if (known !== undefined)
                known.wanted = one;
            else
                changed.set(one.place, this.#add(one));
        }
        return changed;
    }
    /** Resolves when every wanted place was tried once or is known, after `timeoutMs` at the latest. */
    attempted(timeoutMs) {
        if (this.#isAttempted())
            return Promise.resolve();
        return new Promise((resolve) => {
            const timer = setTimeout(resolve, timeoutMs);
            this.#waiting.push(() => {
                clearTimeout(timer);
                resolve();
            });
        });
    }
    /** What is known of each wanted place. */
    states() {
        return new Map([...this.#entries].map(([place, entry]) => [place, stateOf(entry)]));
    }
    /** Ends all fetching; what is being written is written to its end. */
    async close() {
        for (const entry of this.#entries.values())
            this.#drop(entry);
        await Promise.all(this.#writes);
    }
    #add(wanted) {
        const entry = {
            wanted,
            kept: this.#store?.kept.get(wanted.place),
            problem: undefined,
            failures: 0,
            attempted: false,
            told: "",
            timer: undefined,
            ended: new AbortController(),
        };
        this.#entries.set(wanted.place, entry);
        const state = stateOf(entry);
        entry.told = JSON.stringify(state);
        this.#queue.push(entry);
        this.#fetchNext();
        return state;
    }
    #drop(entry) {
        entry.ended.abort();
        clearTimeout(entry.timer);
        this.#entries.delete(entry.wanted.place);
        this.#wakeWaiting();
    }
    #fetchNext() {
        while (this.#fetching < mostFetchesAtOnce) {
            const entry = this.#queue.shift();
            if (entry === undefined)
                return;
            if (entry.ended.signal.aborted)
                continue;
            this.#fetching++;
            void this.#fetch(entry).finally(() => {
                this.#fetching--;
                this.#fetchNext();
            });
        }
    }
    async #fetch(entry) {
        const { wanted, kept, ended } = entry;
        // An issuer may have moved its keys, and an ETag means something at its own URL only.
        const etag = wanted.kind === "jwks" ? kept?.etag : undefined;
        const request = { timeoutMs: wanted.timeoutMs, signal: ended.signal, ...(etag !== undefined && { etag }) };
        const found = await publishedKeys(wanted, request, this.#rules);
        if (ended.signal.aborted)
            return;
        if (found.kind === "fresh" || (found.kind === "unchanged" && kept !== undefined)) {
            const had = found.kind === "fresh" ? { text: found.text, ...(found.etag && { etag: found.etag }) } : kept;
            entry.kept = { ...had, text: had?.text ?? "", place: wanted.place, checkedAt: Date.now() };
            entry.problem = undefined;
            entry.failures = 0;
            this.#write(entry.kept);
            this.#again(entry, this.#freshForMs(found.maxAgeMs), 0.9);
        }
        else {
            const problem = found.kind === "unchanged" ? unexpected304 : found;
            entry.problem = { kind: problem.kind, because: problem.because };
            entry.failures++;
            this.#again(entry, this.#pauseMs(entry.failures), 0.5);
        }
        entry.attempted = true;
        this.#tell(entry, found.kind);
    }
    #tell(entry, kind) {
        const { place } = entry.wanted;
        const outcome = entry.problem?.kind ?? (kind === "fresh" ? "fetched" : "unchanged");
        this.#options.onFetch?.({ place, outcome, ...(entry.problem && { because: entry.problem.because }) });
        const state = stateOf(entry);
        const text = JSON.stringify(state);
        if (entry.told !== text) {
            entry.told = text;
            this.#options.onState(place, state);
        }
        this.#wakeWaiting();
    }
    #again(entry, pauseMs, least) {
        const { random = Math.random } = this.#options;
        // Not all at once, and never later than due.
        const jittered = pauseMs * (least + (1 - least) * random());
        entry.timer = setTimeout(() => {
            this.#queue.push(entry);
            this.#fetchNext();
        }, jittered);
    }
    #freshForMs(maxAgeMs) {
        const { refreshMs = usualRefreshMs } = this.#options;
        const wanted = maxAgeMs ?? refreshMs;
        return Math.min(Math.max(wanted, Math.min(oftenestRefreshMs, refreshMs)), Math.max(rarestRefreshMs, refreshMs));
    }
    #pauseMs(failures) {
        const { retryMs = firstRetryMs, refreshMs = usualRefreshMs } = this.#options;
        return Math.min(retryMs * 2 ** Math.min(failures - 1, 20), refreshMs);
    }
    #write(keys) {
        const writing = this.#store?.keep(keys).catch((error) => this.#options.onStoreFailure?.(error));
        if (writing === undefined)
            return;
        this.#writes.add(writing);
        void writing.finally(() => this.#writes.delete(writing));
    }
    #isAttempted() {
        return [...this.#entries.values()].every(({ attempted, kept }) => attempted || kept !== undefined);
    }
    #wakeWaiting() {
        if (this.#waiting.length === 0 || !this.#isAttempted())
            return;
        for (const wake of this.#waiting)
            wake();
        this.#waiting = [];
    }
}
const unexpected304 = { kind: "failed", because: "it was answered with status 304, though nothing is had" };
function stateOf({ kept, problem }) {
    const isTrusted = kept !== undefined && Date.now() - kept.checkedAt < trustedForMs;
    if (!isTrusted)
        return problem ?? { kind: "pending" };
    return { kind: "known", text: kept.text, ...(problem !== undefined && { stale: problem.because }) };
}
//# sourceMappingURL=key-sets.js.map