import { keyOf } from "./resource.js";
// A group that changes a bad resource ten thousand times may see the oldest bytes offered again; it is still refused.
const rememberedRejections = 10_000;
/**
 * What the clients of one group said about bytes. Envoy acknowledges extension bytes silently when they come a second
 * time though it refused them the first time, so only this memory keeps bad bytes from being taken for good ones.
 */
export class Verdicts {
    #rejected = new Map();
    #offered = new WeakMap();
    #offers = 0;
    #accepted = new Map();
    /** These bytes go to a client: of two accepted forms, the one that was offered later is the newer one. */
    offered(item) {
        if (!this.#offered.has(item))
            this.#offered.set(item, ++this.#offers);
    }
    /** A client acknowledged these bytes, perhaps long after others acknowledged newer ones. */
    accept(item, isCurrent) {
        const key = keyOf(item);
        const before = this.#accepted.get(key) ?? [];
        if ((before[0] === item && isCurrent) || this.isRejected(item))
            return;
        // Bytes that were published again are newer than what was published between.
        if (isCurrent)
            this.#offered.set(item, ++this.#offers);
        const known = [item, ...before.filter(({ version }) => version !== item.version)];
        known.sort((a, b) => (this.#offered.get(b) ?? 0) - (this.#offered.get(a) ?? 0));
        // Two are kept: the newest may still be refused by another client of the group.
        this.#accepted.set(key, known.slice(0, 2));
    }
    /** A client refused these bytes: they are not sent again, and count as never accepted. */
    reject(item, by) {
        const { typeUrl, name, version } = item;
        const key = `${keyOf(item)}\0${version}`;
        if (!this.#rejected.has(key))
            this.#rejected.set(key, { typeUrl, name, version, ...by });
        for (const oldest of this.#rejected.keys()) {
            if (this.#rejected.size <= rememberedRejections)
                break;
            this.#rejected.delete(oldest);
        }
        const kept = (this.#accepted.get(keyOf(item)) ?? []).filter((known) => known.version !== version);
        if (kept.length > 0)
            this.#accepted.set(keyOf(item), kept);
        else
            this.#accepted.delete(keyOf(item));
    }
    isRejected(item) {
        return this.#rejected.size > 0 && this.#rejected.has(`${keyOf(item)}\0${item.version}`);
    }
    /** The newest bytes of this name that a client accepted and none refused. */
    lastAccepted(ref) {
        return this.#accepted.get(keyOf(ref))?.[0];
    }
    /** Forgets what was accepted under a name that is gone; rejections stay. */
    forgetAccepted(ref) {
        this.#accepted.delete(keyOf(ref));
    }
    get rejections() {
        return [...this.#rejected.values()];
    }
    get accepted() {
        return [...this.#accepted.values()].flatMap(([newest]) => (newest === undefined ? [] : [newest]));
    }
    /** Takes over what an earlier process remembered. */
    restore(memory) {
        for (const known of memory.rejections)
            this.#rejected.set(`${keyOf(known)}\0${known.version}`, known);
        for (const item of memory.accepted)
            this.accept(item, false);
    }
}
//# sourceMappingURL=verdicts.js.map