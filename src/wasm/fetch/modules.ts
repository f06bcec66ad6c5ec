/**
 * The modules that plugins want: fetched here, at the rim, once for each place however many plugins want it, looked at
 * before anybody runs them, and kept. Nobody waits for them: what is not had yet is a state, too.
 */
import { stat } from "node:fs/promises";
import { addressGuard } from "../../fetching/address-guard.js";
import type { RegistryCredentials } from "./credentials.js";
import { fetchedModule } from "./fetched-module.js";
import { imageDigest } from "./image.js";
import { requestTimeoutMs } from "./limits.js";
import { isFixed, type ModuleSource } from "./module-source.js";
import { type ModuleStore, openModuleStore } from "./module-store.js";
import type { RegistryRules } from "./registry.js";

/** A module that is wanted. */
export interface WantedModule {
  /** Its name: the same for the same source, digest and credentials. */
  readonly place: string;
  /** What people call it. */
  readonly url: string;
  readonly source: ModuleSource;
  /** What it must be; empty: whatever it is. */
  readonly sha256: string;
  /** Ask whether there is a newer one even if one is kept. */
  readonly always: boolean;
  readonly credentials?: RegistryCredentials | undefined;
}

/** A module that may be run. */
export interface HadModule {
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly configSchema?: string;
}

/** What is known of a place. */
export type ModuleState =
  /** `stale`: why it could not be looked at again when it should have been. */
  | { readonly kind: "known"; readonly module: HadModule; readonly stale?: string }
  | { readonly kind: "pending" }
  | { readonly kind: "refused" | "failed" | "unusable"; readonly because: string };

/** One attempt to fetch. */
export interface ModuleFetch {
  /** What people call it. */
  readonly place: string;
  readonly outcome: "fetched" | "unchanged" | "kept" | "refused" | "failed" | "unusable";
  readonly because?: string;
}

export interface ModulesOptions {
  /** Where modules are kept, below this folder; absent: nowhere. */
  readonly stateDir?: string;
  /** Private addresses (CIDR) and hosts that may be fetched from. */
  readonly allowed?: readonly string[];
  /** PEM of authorities that https servers must be of, instead of the system's. */
  readonly roots?: string;
  /** Registries, by host and port, that are asked without TLS. */
  readonly withoutTls?: readonly string[];
  /** The pause after a first failure; it doubles up to five minutes. A second unless given. */
  readonly retryMs?: number;
  /** How often files are looked at for changes. A second unless given. */
  readonly fileMs?: number;
  /** How often places are looked at whose module may change (`always`). A minute unless given. */
  readonly alwaysMs?: number;
  /** How long one request may take; 30 seconds unless given. */
  readonly timeoutMs?: number;
  /** Told of each place whose state changes later than `want` returns. */
  readonly onState: (place: string, state: ModuleState) => void;
  readonly onFetch?: (fetch: ModuleFetch) => void;
  /** A module could not be kept. */
  readonly onStoreFailure?: (error: unknown) => void;
  readonly lookup?: RegistryRules["lookup"];
}

const longestPauseMs = 5 * 60_000;
const mostFetchesAtOnce = 4;

interface Entry {
  readonly wanted: WantedModule;
  state: ModuleState;
  failures: number;
  /** The digest of the image that was had last. */
  version: string | undefined;
  /** Of a file, as it was read last. */
  stamp: string;
  timer: ReturnType<typeof setTimeout> | undefined;
  readonly ended: AbortController;
}

/** Opens the cache. @throws TypeError if an allowed place is none; and if the folder cannot be used. */
export async function openModules(options: ModulesOptions): Promise<Modules> {
  const { allowed = [], roots, lookup, withoutTls, stateDir } = options;
  const store = stateDir === undefined ? undefined : await openModuleStore(stateDir);
  return new Modules(options, store, {
    guard: addressGuard(allowed),
    ...(roots !== undefined && { roots }),
    ...(lookup !== undefined && { lookup }),
    ...(withoutTls !== undefined && { withoutTls }),
  });
}

/** The cache at work. */
export class Modules {
  readonly #options: ModulesOptions;
  readonly #store: ModuleStore | undefined;
  readonly #rules: RegistryRules;
  readonly #entries = new Map<string, Entry>();
  readonly #queue: Entry[] = [];
  readonly #running = new Set<Promise<void>>();
  #waiting: (() => void)[] = [];

  /** @internal Made by `openModules`. */
  constructor(options: ModulesOptions, store: ModuleStore | undefined, rules: RegistryRules) {
    this.#options = options;
    this.#store = store;
    this.#rules = rules;
  }

  /** From now on these places are wanted and no others. */
  want(wanted: readonly WantedModule[]): void {
    const places = new Set(wanted.map(({ place }) => place));
    for (const [place, entry] of this.#entries) if (!places.has(place)) this.#drop(entry);
    for (const one of wanted) if (!this.#entries.has(one.place)) this.#add(one);
    this.#wakeWaiting();
  }

  /** What is known of a place; undefined: nobody wants it. */
  state(place: string): ModuleState | undefined {
    return this.#entries.get(place)?.state;
  }

  /** Resolves when every wanted place was tried once, after `timeoutMs` at the latest. */
  attempted(timeoutMs: number): Promise<void> {
    if (this.#isAttempted()) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Ends all fetching; what is being written is written to its end. */
  async close(): Promise<void> {
    for (const entry of this.#entries.values()) this.#drop(entry);
    await Promise.all(this.#running);
  }

  #add(wanted: WantedModule): void {
    const entry: Entry = {
      wanted,
      state: { kind: "pending" },
      failures: 0,
      version: undefined,
      stamp: "",
      timer: undefined,
      ended: new AbortController(),
    };
    this.#entries.set(wanted.place, entry);
    this.#queue.push(entry);
    this.#fetchNext();
  }

  #drop(entry: Entry): void {
    entry.ended.abort();
    clearTimeout(entry.timer);
    this.#entries.delete(entry.wanted.place);
  }

  #fetchNext(): void {
    while (this.#running.size < mostFetchesAtOnce) {
      const entry = this.#queue.shift();
      if (entry === undefined) return;
      if (entry.ended.signal.aborted) continue;
      const running = this.#attempt(entry).finally(() => {
        this.#running.delete(running);
        this.#fetchNext();
      });
      this.#running.add(running);
    }
  }

  async #attempt(entry: Entry): Promise<void> {
    if (entry.state.kind === "pending" && (await this.#takeKept(entry))) return;
    if (entry.wanted.source.kind === "file") await this.#look(entry, entry.wanted.source.path);
    else await this.#fetch(entry);
  }

  /** What is kept is enough, unless somebody asks to look every time; then it is what to go back to. */
  async #takeKept(entry: Entry): Promise<boolean> {
    const { wanted, ended } = entry;
    if (wanted.source.kind === "file") return false;
    const kept = await this.#store?.kept(wanted.place);
    if (kept === undefined || ended.signal.aborted) return false;
    const { digest, configSchema } = kept.about;
    const module = { digest, bytes: kept.bytes, ...(configSchema !== undefined && { configSchema }) };
    this.#learn(entry, { kind: "known", module }, "kept");
    return !wanted.always || isFixed(wanted.source);
  }

  /** A file is followed, so that a module that is built anew runs at once. */
  async #look(entry: Entry, path: string): Promise<void> {
    const found = await stat(path).catch(() => undefined);
    const stamp = found === undefined ? "none" : `${found.mtimeMs} ${found.size} ${found.ino}`;
    if (entry.ended.signal.aborted) return;
    if (stamp === entry.stamp) return this.#again(entry, this.#options.fileMs ?? 1000);
    entry.stamp = stamp;
    await this.#fetch(entry);
  }

  async #fetch(entry: Entry): Promise<void> {
    const { wanted, ended } = entry;
    const { source } = wanted;
    const found = (await this.#isUnchanged(entry)) ? "unchanged" : await this.#found(entry);
    if (ended.signal.aborted) return;
    if (found === "unchanged") return this.#hadAgain(entry);
    if (found.kind === "module") {
      const { digest, bytes, version, configSchema } = found;
      const about = { digest, ...(configSchema !== undefined && { configSchema }) };
      const same = entry.state.kind === "known" && entry.state.module.digest === digest;
      entry.failures = 0;
      this.#learn(entry, { kind: "known", module: { ...about, bytes } }, same ? "unchanged" : "fetched");
      entry.version = version;
      if (source.kind === "file") return this.#again(entry, this.#options.fileMs ?? 1000);
      await this.#keep({ place: wanted.place, ...about, ...(version !== undefined && { version }) }, bytes);
      if (wanted.always && !ended.signal.aborted) this.#again(entry, this.#options.alwaysMs ?? 60_000);
      return;
    }
    entry.failures++;
    const { kind, because } = found;
    const { state } = entry;
    const next: ModuleState = state.kind === "known" ? { ...state, stale: because } : { kind, because };
    this.#learn(entry, next, kind);
    const { retryMs = 1000, fileMs = 1000 } = this.#options;
    const pause = Math.min(retryMs * 2 ** Math.min(entry.failures - 1, 20), longestPauseMs);
    this.#again(entry, source.kind === "file" ? fileMs : pause);
  }

  #found({ wanted, ended }: Entry): ReturnType<typeof fetchedModule> {
    const { source, sha256, credentials } = wanted;
    const { timeoutMs = requestTimeoutMs } = this.#options;
    return fetchedModule({ source, sha256, credentials, signal: ended.signal, timeoutMs }, this.#rules);
  }

  /** Whether a tag still means the image that was had. */
  async #isUnchanged({ wanted, version, state, ended }: Entry): Promise<boolean> {
    const { source, credentials } = wanted;
    if (source.kind !== "image" || version === undefined || state.kind !== "known") return false;
    const { timeoutMs = requestTimeoutMs } = this.#options;
    const session = { credentials, timeoutMs, signal: ended.signal };
    const now = await imageDigest(source, session, this.#rules);
    return now.kind === "digest" && now.digest === version;
  }

  #hadAgain(entry: Entry): void {
    const { state } = entry;
    entry.failures = 0;
    if (state.kind === "known") this.#learn(entry, { kind: "known", module: state.module }, "unchanged");
    this.#again(entry, this.#options.alwaysMs ?? 60_000);
  }

  #again(entry: Entry, pauseMs: number): void {
    entry.timer = setTimeout(() => {
      this.#queue.push(entry);
      this.#fetchNext();
    }, pauseMs);
    entry.timer.unref();
  }

  async #keep(about: Parameters<ModuleStore["keep"]>[0], bytes: Uint8Array): Promise<void> {
    try {
      await this.#store?.keep(about, bytes);
    } catch (error) {
      this.#options.onStoreFailure?.(error);
    }
  }

  #learn(entry: Entry, state: ModuleState, outcome: ModuleFetch["outcome"]): void {
    entry.state = state;
    const because = state.kind === "known" ? state.stale : "because" in state ? state.because : undefined;
    const { place, url } = entry.wanted;
    this.#options.onFetch?.({ place: url, outcome, ...(because !== undefined && { because }) });
    this.#options.onState(place, state);
    this.#wakeWaiting();
  }

  #isAttempted(): boolean {
    return [...this.#entries.values()].every(({ state }) => state.kind !== "pending");
  }

  #wakeWaiting(): void {
    if (this.#waiting.length === 0 || !this.#isAttempted()) return;
    for (const wake of this.#waiting) wake();
    this.#waiting = [];
  }
}
