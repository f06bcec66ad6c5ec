/**
 * A slot may refer to a plugin only once the proxy has the plugin: in between, requests would find none. Proxies are told
 * of a plugin by a listener of its own; they ask for it, compile it, and acknowledge it. Only then they get the slots that
 * run it.
 */
import { resourceTypes } from "../envoy/generated.js";
import { isPluginResource } from "../envoy/names.js";
import { typeUrl } from "../protos.js";
import type { XdsCache } from "../xds/cache.js";
import type { XdsEvent } from "../xds/events.js";
import type { Resource, ResourceRef } from "../xds/resource.js";
import type { SnapshotChange } from "../xds/snapshot.js";

const extension = typeUrl(resourceTypes.extension);

/** A proxy that does not answer must not keep the others' edits for ever. */
const longestWaitMs = 15_000;

interface Waiting {
  /** Plugins that proxies of the group have. */
  readonly had: Set<string>;
  readonly slots: Map<string, Resource>;
  /** Plugins that slots which are still published refer to. */
  readonly removals: Map<string, ResourceRef>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export interface PluginOrderOptions {
  readonly cache: Pick<XdsCache, "publishChange" | "snapshot" | "status">;
  /** What waited could not be published. */
  readonly onFailure: (group: string, error: unknown) => void;
}

/** Publishes, and holds back what must wait. */
export class PluginOrder {
  readonly #options: PluginOrderOptions;
  readonly #groups = new Map<string, Waiting>();

  constructor(options: PluginOrderOptions) {
    this.#options = options;
  }

  /** Publishes an edit, except for slots that must wait. @throws like the cache */
  publish(group: string, { upserts = [], removals = [] }: SnapshotChange): void {
    const waiting = this.#waiting(group);
    for (const { name } of [...upserts, ...removals]) {
      waiting.slots.delete(name);
      waiting.removals.delete(name);
    }
    const late = upserts.filter((resource) => this.#mustWait(group, resource, waiting));
    if (late.length > 0 && !this.#hasProxies(group)) late.splice(0);
    if (late.length === 0 && waiting.slots.size === 0) {
      this.#remember(waiting, { upserts, removals });
      this.#options.cache.publishChange(group, { upserts, removals });
      return;
    }
    for (const slot of late) waiting.slots.set(slot.name, slot);
    const lateRemovals = removals.filter(({ typeUrl: type, name }) => type === extension && isPluginResource(name));
    for (const removal of lateRemovals) waiting.removals.set(removal.name, removal);
    waiting.timer ??= setTimeout(() => this.#release(group), longestWaitMs).unref();
    this.#options.cache.publishChange(group, {
      upserts: upserts.filter((resource) => !late.includes(resource)),
      removals: removals.filter((removal) => !lateRemovals.includes(removal)),
    });
  }

  /**
   * A proxy has a plugin, or what stands in for one that it refused. Until it has that, it would make what is new of
   * the refused bytes, and refuse it, too.
   */
  heard(event: XdsEvent): void {
    if (event.kind !== "ack" && event.kind !== "nack") return;
    if (event.typeUrl !== extension || !event.names.some(isPluginResource)) return;
    const waiting = this.#waiting(event.group);
    const plugins = event.names.filter(isPluginResource);
    if (event.kind === "nack") {
      for (const name of plugins) waiting.had.delete(name);
      return;
    }
    for (const name of plugins) waiting.had.add(name);
    const ready = [...waiting.slots.values()].every((slot) =>
      pluginsOf(slot).every((plugin) => waiting.had.has(plugin)),
    );
    // In the middle of the stream's own work nothing is published.
    if (ready && waiting.slots.size > 0) setImmediate(() => this.#release(event.group));
  }

  /** The group is gone. */
  forget(group: string): void {
    clearTimeout(this.#groups.get(group)?.timer);
    this.#groups.delete(group);
  }

  close(): void {
    for (const group of [...this.#groups.keys()]) this.forget(group);
  }

  /** What is new is in no listener that works already, so nobody would notice the gap. */
  #mustWait(group: string, resource: Resource, { had }: Waiting): boolean {
    if (resource.typeUrl !== extension) return false;
    if (pluginsOf(resource).every((plugin) => had.has(plugin))) return false;
    return this.#options.cache.snapshot(group)?.find(extension, resource.name) !== undefined;
  }

  #hasProxies(group: string): boolean {
    return this.#options.cache.status().some((status) => status.group === group && status.streams.length > 0);
  }

  #release(group: string): void {
    const waiting = this.#groups.get(group);
    if (waiting === undefined || waiting.slots.size + waiting.removals.size === 0) return;
    clearTimeout(waiting.timer);
    waiting.timer = undefined;
    const change = { upserts: [...waiting.slots.values()], removals: [...waiting.removals.values()] };
    waiting.slots.clear();
    waiting.removals.clear();
    this.#remember(waiting, change);
    try {
      this.#options.cache.publishChange(group, change);
    } catch (error) {
      this.#options.onFailure(group, error);
    }
  }

  /** Whoever gets a slot gets its plugins with it, and loses them with the last one. */
  #remember({ had }: Waiting, { upserts = [], removals = [] }: SnapshotChange): void {
    for (const resource of upserts) for (const plugin of pluginsOf(resource)) had.add(plugin);
    for (const { name } of removals) had.delete(name);
  }

  #waiting(group: string): Waiting {
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
function pluginsOf({ requires, typeUrl: type }: Resource): readonly string[] {
  if (type !== extension) return [];
  return requires.filter((ref) => ref.typeUrl === extension && isPluginResource(ref.name)).map(({ name }) => name);
}
