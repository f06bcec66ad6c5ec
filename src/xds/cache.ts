import { type Clock, systemClock } from "./clock.js";
import type { XdsRequest } from "./dialect.js";
import type { XdsEvent } from "./events.js";
import { type Changes, Group, type StreamStatus, type Watcher } from "./group.js";
import type { Resource } from "./resource.js";
import { ResponseMemo } from "./response-memo.js";
import { emptySnapshot, identityChanges, newInconsistencies, type Snapshot, type SnapshotChange } from "./snapshot.js";
import { type StreamHost, type StreamParts, XdsStream } from "./stream.js";
import type { Rejection } from "./verdicts.js";

export interface CacheOptions {
  /** Hears everything that happens on all streams; must not throw. */
  readonly onEvent?: (event: XdsEvent) => void;
  /** Default: the clock of this process. */
  readonly clock?: Clock;
}

/** A refused resource of the current snapshot. */
export interface RefusedResource extends Rejection {
  /** Version that is sent in its place; absent: a stub, or nothing. */
  readonly standIn?: string;
}

/** The last refusal of one type by one node. */
export interface NodeError {
  readonly node: string;
  readonly typeUrl: string;
  /** `error_detail.message`. */
  readonly detail: string;
}

export interface GroupStatus {
  readonly group: string;
  /** Number of resources; absent: not published. */
  readonly resources?: number;
  /** What the snapshot holds and clients refused: it is not in effect everywhere. */
  readonly refused: readonly RefusedResource[];
  readonly errors: readonly NodeError[];
  readonly streams: readonly StreamStatus[];
}

/** What a group remembers of its clients' answers, to be kept over a restart. */
export interface GroupMemory {
  readonly accepted: readonly Resource[];
  readonly rejections: readonly Rejection[];
}

/** A snapshot that refers to what it does not hold: a bug of its maker, never served. */
export class InconsistentSnapshotError extends Error {
  override readonly name: string = "InconsistentSnapshotError";
  readonly group: string;
  readonly inconsistencies: readonly string[];

  constructor(group: string, inconsistencies: readonly string[]) {
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
  readonly #groups = new Map<string, Group>();
  readonly #errors = new Map<string, NodeError & { readonly group: string }>();
  readonly #options: CacheOptions;
  readonly #clock: Clock;
  readonly #memo = new ResponseMemo();
  #revision = 0;

  constructor(options: CacheOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Replaces the snapshot of a group. Throws InconsistentSnapshotError, and then serves what it served before. */
  publish(group: string, snapshot: Snapshot): void {
    const at = this.#clock.now();
    const before = this.#groups.get(group)?.snapshot;
    const touched = identityChanges(before ?? emptySnapshot, snapshot);
    const wrong = newInconsistencies(snapshot, touched);
    if (wrong.length > 0) throw new InconsistentSnapshotError(group, wrong);
    const state = this.#group(group);
    state.snapshot = snapshot;
    const changes = before === undefined ? "everything" : newVersions(touched, { before, after: snapshot });
    if (changes !== "everything" && changes.size === 0) return;
    this.#revision++;
    if (changes !== "everything") forgetRemoved(state, changes);
    state.wake(changes, at);
  }

  /** Edits the snapshot of a group; the first edit of an unpublished group publishes it. Throws like `publish`. */
  publishChange(group: string, change: SnapshotChange): void {
    this.publish(group, (this.#groups.get(group)?.snapshot ?? emptySnapshot).with(change));
  }

  /** Unpublishes a group. Its open streams keep what they have and wait for it to be published again. */
  remove(group: string): void {
    const state = this.#groups.get(group);
    if (state === undefined) return;
    state.snapshot = undefined;
    if (state.watchers.size === 0) this.#groups.delete(group);
  }

  /** The published snapshot of a group. */
  snapshot(group: string): Snapshot | undefined {
    return this.#groups.get(group)?.snapshot;
  }

  /** Names of the published groups, sorted. */
  get groups(): readonly string[] {
    return [...this.#groups.values()].flatMap((group) => (group.snapshot === undefined ? [] : [group.name])).sort();
  }

  /** What clients of this group accepted last and what they refused. */
  memory(group: string): GroupMemory {
    const verdicts = this.#groups.get(group)?.verdicts;
    return { accepted: verdicts?.accepted ?? [], rejections: verdicts?.rejections ?? [] };
  }

  /** Takes over the memory of an earlier process; call it before publishing. */
  restore(group: string, memory: GroupMemory): void {
    this.#group(group).verdicts.restore(memory);
  }

  /** What is published, refused and connected, sorted by group. */
  status(): readonly GroupStatus[] {
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
  open<R extends XdsRequest>(group: string, parts: StreamParts<R>): XdsStream<R> {
    const state = this.#group(group);
    const stream = new XdsStream(state, parts, this.#hostFor(state));
    state.watchers.add(stream);
    return stream;
  }

  #hostFor(group: Group): StreamHost {
    return {
      clock: this.#clock,
      memo: this.#memo,
      revision: () => this.#revision,
      record: (event) => this.#record(event),
      closed: (stream: Watcher) => {
        group.watchers.delete(stream);
        if (group.watchers.size === 0 && group.snapshot === undefined) this.#groups.delete(group.name);
      },
    };
  }

  #group(name: string): Group {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const group = new Group(name);
    this.#groups.set(name, group);
    return group;
  }

  #record(event: XdsEvent): void {
    if (event.kind === "nack") {
      const { node, group, typeUrl, detail } = event;
      const key = `${group}\0${node}\0${typeUrl}`;
      this.#errors.delete(key);
      this.#errors.set(key, { node, typeUrl, detail, group });
      for (const oldest of this.#errors.keys()) {
        if (this.#errors.size <= rememberedErrors) break;
        this.#errors.delete(oldest);
      }
    }
    this.#options.onEvent?.(event);
  }
}

const rememberedErrors = 1_000;

function nodeError({ node, typeUrl, detail }: NodeError): NodeError {
  return { node, typeUrl, detail };
}

function newVersions(
  touched: ReadonlyMap<string, readonly string[]>,
  of: { before: Snapshot; after: Snapshot },
): Exclude<Changes, "everything"> {
  const changed = new Map<string, readonly string[]>();
  for (const [typeUrl, names] of touched) {
    const differing = names.filter(
      (name) => of.before.find(typeUrl, name)?.version !== of.after.find(typeUrl, name)?.version,
    );
    if (differing.length > 0) changed.set(typeUrl, differing);
  }
  return changed;
}

function forgetRemoved(group: Group, changes: ReadonlyMap<string, readonly string[]>): void {
  for (const [typeUrl, names] of changes) {
    for (const name of names) {
      if (group.snapshot?.find(typeUrl, name) === undefined) group.verdicts.forgetAccepted({ typeUrl, name });
    }
  }
}

function refusedNow(group: Group): RefusedResource[] {
  return group.verdicts.rejections
    .filter(({ typeUrl, name, version }) => group.snapshot?.find(typeUrl, name)?.version === version)
    .map((rejection) => {
      const standIn = group.verdicts.lastAccepted(rejection)?.version;
      return { ...rejection, ...(standIn === undefined ? {} : { standIn }) };
    });
}
