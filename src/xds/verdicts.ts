import { keyOf, type Resource, type ResourceRef } from "./resource.js";

/** Bytes that a client of the group refused. */
export interface Rejection extends ResourceRef {
  readonly version: string;
  /** Node id of the first client that refused them. */
  readonly node: string;
  /** Its `error_detail.message`. */
  readonly detail: string;
}

// A group that changes a bad resource ten thousand times may see the oldest bytes offered again; it is still refused.
const rememberedRejections = 10_000;

/**
 * What the clients of one group said about bytes. Envoy acknowledges extension bytes silently when they come a second
 * time though it refused them the first time, so only this memory keeps bad bytes from being taken for good ones.
 */
export class Verdicts {
  readonly #rejected = new Map<string, Rejection>();
  readonly #offered = new WeakMap<Resource, number>();
  #offers = 0;
  readonly #accepted = new Map<string, readonly Resource[]>();

  /** These bytes go to a client: of two accepted forms, the one that was offered later is the newer one. */
  offered(item: Resource): void {
    if (!this.#offered.has(item)) this.#offered.set(item, ++this.#offers);
  }

  /** A client acknowledged these bytes, perhaps long after others acknowledged newer ones. */
  accept(item: Resource, isCurrent: boolean): void {
    const key = keyOf(item);
    const before = this.#accepted.get(key) ?? [];
    if ((before[0] === item && isCurrent) || this.isRejected(item)) return;
    // Bytes that were published again are newer than what was published between.
    if (isCurrent) this.#offered.set(item, ++this.#offers);
    const known = [item, ...before.filter(({ version }) => version !== item.version)];
    known.sort((a, b) => (this.#offered.get(b) ?? 0) - (this.#offered.get(a) ?? 0));
    // Two are kept: the newest may still be refused by another client of the group.
    this.#accepted.set(key, known.slice(0, 2));
  }

  /** A client refused these bytes: they are not sent again, and count as never accepted. */
  reject(item: Resource, by: { readonly node: string; readonly detail: string }): void {
    const { typeUrl, name, version } = item;
    const key = `${keyOf(item)}\0${version}`;
    if (!this.#rejected.has(key)) this.#rejected.set(key, { typeUrl, name, version, ...by });
    for (const oldest of this.#rejected.keys()) {
      if (this.#rejected.size <= rememberedRejections) break;
      this.#rejected.delete(oldest);
    }
    const kept = (this.#accepted.get(keyOf(item)) ?? []).filter((known) => known.version !== version);
    if (kept.length > 0) this.#accepted.set(keyOf(item), kept);
    else this.#accepted.delete(keyOf(item));
  }

  isRejected(item: ResourceRef & { readonly version: string }): boolean {
    return this.#rejected.size > 0 && this.#rejected.has(`${keyOf(item)}\0${item.version}`);
  }

  /** The newest bytes of this name that a client accepted and none refused. */
  lastAccepted(ref: ResourceRef): Resource | undefined {
    return this.#accepted.get(keyOf(ref))?.[0];
  }

  /** Forgets what was accepted under a name that is gone; rejections stay. */
  forgetAccepted(ref: ResourceRef): void {
    this.#accepted.delete(keyOf(ref));
  }

  get rejections(): readonly Rejection[] {
    return [...this.#rejected.values()];
  }

  get accepted(): readonly Resource[] {
    return [...this.#accepted.values()].flatMap(([newest]) => (newest === undefined ? [] : [newest]));
  }

  /** Takes over what an earlier process remembered. */
  restore(memory: { readonly accepted: readonly Resource[]; readonly rejections: readonly Rejection[] }): void {
    for (const known of memory.rejections) this.#rejected.set(`${keyOf(known)}\0${known.version}`, known);
    for (const item of memory.accepted) this.accept(item, false);
  }
}
