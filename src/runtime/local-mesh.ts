/**
 * A whole mesh on one machine: the control plane, one Envoy for each waypoint, one Envoy that plays the node proxies of
 * all pods, and somebody to answer at every pod's ports. Whatever changes in the manifests, this follows.
 */

import type {
  ControlPlane,
  ControlPlaneEvent,
  ControlPlaneOptions,
  KeyFetching,
  MeshState,
  ModuleFetching,
} from "../control-plane-types.js";
import { localNodeProxy } from "../control-plane-types.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { AuthorityFilePaths } from "../identity/authority-files.js";
import type { ClientFront, Workload } from "../ir/node.js";
import type { Logger } from "../log.js";
import type { Resource } from "../model/resource.js";
import { busyPlaces } from "./busy-places.js";
import { type FrontPorts, reserveFrontPorts } from "./front-ports.js";
import { isLoopback } from "./local-addresses.js";
import { type LocalRewrite, localRewrite } from "./local-rewrite.js";
import { type MeshView, meshView } from "./mesh-view.js";
import { unsettledProxies } from "./proxy-readiness.js";
import { type RunningSet, runningSet } from "./running-set.js";
import type { Listening } from "./socket-server.js";
import { startFailures, workloadStarter } from "./workload-listeners.js";
import { type UserWorkload, type WorkloadListener, type WorkloadPlan, workloadPlan } from "./workload-plan.js";

export interface LocalMeshOptions {
  readonly folder: string | readonly string[];
  readonly watch: boolean;
  readonly stateDir: string;
  readonly templates?: string;
  /** An authority given by its operator, instead of one of our own in the state folder. */
  readonly authority?: AuthorityFilePaths;
  readonly userWorkloads: readonly UserWorkload[];
  /** How key sets that issuers publish are fetched; absent: from public addresses. */
  readonly keys?: KeyFetching;
  readonly modules?: ModuleFetching;
  /**
   * How long what is no longer in the manifests still answers, because proxies must learn of it first; 1500 unless given.
   */
  readonly lingerMs?: number;
  /** Every object as the mesh is to have it, once its addresses are on this machine; absent: as it is. */
  readonly rewrite?: (resource: Resource) => Resource;
  readonly log: Logger;
  /** What happens, in order; `diagnostics` includes what the runtime itself has to say. */
  readonly onEvent: (event: LocalMeshEvent) => void;
}

export type LocalMeshEvent =
  | ControlPlaneEvent
  /** What can be used changed, and it is up: identities, services, waypoints, workloads. */
  | { readonly kind: "mesh"; readonly view: MeshView }
  | LogEvent;

/** A line of a process or of the runtime itself. */
export interface LogEvent {
  readonly kind: "log";
  /** `waymark`, or the name of an Envoy: `shop/waypoint`, `node proxy`. */
  readonly source: string;
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
}

/** An Envoy that runs. */
export interface RunningProxy {
  /** `http://127.0.0.1:40001`. */
  readonly adminUrl: string;
  readonly pid: number | undefined;
  /** The body of a GET of its admin interface. */
  admin(path: string): Promise<string>;
  stop(): Promise<void>;
}

/** What a mesh is made of, to be replaced in tests. */
export interface MeshParts {
  readonly startControlPlane: (options: ControlPlaneOptions) => Promise<ControlPlane>;
  /** Resolves when the process has an admin address. */
  readonly startProxy: (proxy: {
    readonly name: string;
    readonly bootstrap: string;
    readonly onLog: (entry: LogEvent) => void;
  }) => Promise<RunningProxy>;
}

export interface LocalMesh {
  view(): MeshView;
  state(): MeshState;
  diagnostics(): readonly Diagnostic[];
  /** Of a waypoint (`shop/waypoint`) or of the node proxy (`local`). */
  proxy(name: string): RunningProxy | undefined;
  /** Resolves with nothing when everything runs what the manifests say, or after `timeoutMs` with what is missing. */
  settled(timeoutMs: number): Promise<readonly string[]>;
  /** Stops everything that was started; safe to call twice. */
  close(): Promise<void>;
}

/** @throws when the control plane or an Envoy cannot be started at all; nothing is left running then. */
export async function startLocalMesh(options: LocalMeshOptions, parts: MeshParts): Promise<LocalMesh> {
  const mesh = new Mesh(options, parts, await reserveFrontPorts());
  try {
    await mesh.start();
  } catch (error) {
    await mesh.close();
    throw error;
  }
  return mesh;
}

class Mesh implements LocalMesh {
  readonly #options: LocalMeshOptions;
  readonly #parts: MeshParts;
  readonly #ports: FrontPorts;
  readonly #addresses: LocalRewrite = localRewrite();
  readonly #workloads: RunningSet<WorkloadListener, Listening>;
  readonly #proxies: RunningSet<string, RunningProxy>;
  #control: ControlPlane | undefined;
  #plan: WorkloadPlan = { listeners: [], diagnostics: [] };
  #told: readonly Diagnostic[] = [];
  #own: readonly Diagnostic[] = [];
  #shown = "";
  #following: Promise<void> | undefined;
  #again = false;
  #settling = false;
  #closing: Promise<void> | undefined;

  constructor(options: LocalMeshOptions, parts: MeshParts, ports: FrontPorts) {
    this.#options = options;
    this.#parts = parts;
    this.#ports = ports;
    const lingerMs = options.lingerMs ?? 1500;
    const startWorkload = workloadStarter((message) => this.#log("warn", message));
    this.#workloads = runningSet({
      start: (_key, listener: WorkloadListener) => startWorkload(listener),
      stop: (listening) => listening.close(1000),
      same: (one, other) => JSON.stringify(one) === JSON.stringify(other),
      lingerMs,
    });
    this.#proxies = runningSet({
      start: (name, bootstrap) =>
        parts.startProxy({ name, bootstrap, onLog: (entry) => this.#emit(entry) }).then((proxy) => {
          this.#log("debug", `Envoy of ${name} runs, admin at ${proxy.adminUrl}`);
          return proxy;
        }),
      stop: (proxy) => proxy.stop(),
      same: (one, other) => one === other,
      lingerMs,
    });
  }

  async start(): Promise<void> {
    const { folder, watch, stateDir, templates, authority, keys, modules, log } = this.#options;
    const { rewrite: own = (resource: Resource) => resource } = this.#options;
    this.#control = await this.#parts.startControlPlane({
      folder,
      watch,
      stateDir,
      xds: { host: "127.0.0.1", port: 0 },
      ...(templates !== undefined && { templates }),
      ...(authority !== undefined && { authority }),
      ...(keys !== undefined && { keys }),
      ...(modules !== undefined && { modules }),
      rewrite: (resource) => own(this.#addresses.rewrite(resource)),
      nodeProxy: { fronts: (clients) => this.#fronts(clients) },
      log,
      onEvent: (event) => this.#heard(event),
    });
    const { node, waypoints } = this.state();
    this.#own = await busyPlaces([
      ...node.pods.map(({ workload }) => ({ what: `Pod ${workload.name}`, address: workload.address, port: 15008 })),
      ...waypoints.map(({ settings, hbone }) => ({ what: `waypoint ${settings.name}`, ...hbone })),
    ]);
    const failures = await this.#follow();
    if (failures.length > 0) throw new Error(failures.join("\n"));
  }

  view(): MeshView {
    const used = new Set(this.#plan.listeners.map(({ address }) => address));
    const state = this.state();
    for (const { hbone } of state.waypoints) used.add(hbone.address);
    for (const { address } of state.node.clients) used.add(address);
    return meshView({
      state,
      proxyUrl: (client) => `http://127.0.0.1:${this.#ports.portFor(client.name)}`,
      adminUrl: (waypoint) => this.proxy(waypoint)?.adminUrl ?? null,
      listeners: this.#plan.listeners,
      addresses: this.#addresses.mappings(used),
    });
  }

  state(): MeshState {
    if (this.#control === undefined) throw new Error("the control plane has not started");
    return this.#control.state();
  }

  diagnostics(): readonly Diagnostic[] {
    return [...this.#told, ...this.#plan.diagnostics, ...this.#own];
  }

  proxy(name: string): RunningProxy | undefined {
    return this.#proxies.running().get(name);
  }

  async settled(timeoutMs: number): Promise<readonly string[]> {
    const deadline = Date.now() + timeoutMs;
    for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 1.5, 250)) {
      const missing = await this.#missing();
      if (missing.length === 0 || Date.now() > deadline || this.#closing !== undefined) return missing;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#following?.catch(() => undefined);
    // Proxies first: while they drain, the applications behind them still answer.
    await this.#proxies.close();
    await Promise.allSettled([this.#workloads.close(), this.#control?.close(), this.#ports.close()]);
  }

  #fronts(clients: readonly Workload[]): readonly ClientFront[] {
    return clients.map((workload) => ({
      workload,
      address: "127.0.0.1",
      port: this.#ports.portFor(workload.name),
    }));
  }

  #heard(event: ControlPlaneEvent): void {
    if (event.kind !== "diagnostics") this.#emit(event);
    if (event.kind === "diagnostics") {
      this.#told = event.diagnostics;
      if (this.#control !== undefined) this.#tellDiagnostics();
    }
    if (event.kind === "change" && this.#control !== undefined) void this.#changed();
  }

  async #changed(): Promise<void> {
    for (const failure of await this.#follow()) this.#log("error", failure);
    if (this.#settling) return;
    this.#settling = true;
    const missing = await this.settled(30_000);
    this.#settling = false;
    if (missing.length === 0) this.#tellView();
    else this.#log("warn", `still not in effect after 30 s: ${missing.join("; ")}`);
  }

  /** Brings what runs in line with the manifests; calls while it is at it make it look once more. */
  async #follow(): Promise<readonly string[]> {
    if (this.#following !== undefined) {
      this.#again = true;
      await this.#following;
      return [];
    }
    let failures: readonly string[] = [];
    this.#following = (async () => {
      do {
        this.#again = false;
        failures = await this.#followed();
      } while (this.#again && this.#closing === undefined);
    })();
    await this.#following.finally(() => {
      this.#following = undefined;
    });
    return failures;
  }

  async #followed(): Promise<readonly string[]> {
    const control = this.#control;
    if (control === undefined || this.#closing !== undefined) return [];
    const state = control.state();
    const moved = new Set(this.#addresses.mappings().map(({ to }) => to));
    this.#plan = workloadPlan(state.resources, {
      userWorkloads: this.#options.userWorkloads,
      isMoved: (address) => moved.has(address) || !isLoopback(address),
    });
    const listeners = new Map(
      this.#plan.listeners.map((listener) => [`${listener.address}:${listener.port}`, listener]),
    );
    const refused = await this.#workloads.keep(listeners);
    this.#plan = { ...this.#plan, diagnostics: [...this.#plan.diagnostics, ...startFailures(refused, listeners)] };
    this.#tellDiagnostics();
    const bootstraps = new Map(
      state.waypoints.map(({ settings: { name } }) => [name as string, control.bootstrap({ waypoint: name })]),
    );
    bootstraps.set(localNodeProxy, control.bootstrap({ nodeProxy: localNodeProxy }));
    const failed = await this.#proxies.keep(bootstraps);
    return [...failed].map(([name, error]) => `the Envoy of ${name} did not start: ${messageOf(error)}`);
  }

  async #missing(): Promise<readonly string[]> {
    if (this.#following !== undefined) await this.#following.catch(() => undefined);
    const control = this.#control;
    if (control === undefined) return ["the control plane has not started"];
    const pending = control.pending().map(({ waypoint, because }) => `${waypoint} is ${because.replace("-", " ")}`);
    if (pending.length > 0) return pending;
    const { node, waypoints } = control.state();
    const fronts = this.#fronts(node.clients).map(({ address, port }) => `${address}:${port}`);
    const expected = new Map(
      waypoints.map(({ settings, hbone }) => [settings.name as string, [`${hbone.address}:${hbone.port}`]]),
    );
    expected.set(localNodeProxy, fronts);
    return await unsettledProxies(this.#proxies.running(), expected);
  }

  #tellDiagnostics(): void {
    this.#emit({ kind: "diagnostics", diagnostics: this.diagnostics() });
  }

  #tellView(): void {
    const view = this.view();
    const text = JSON.stringify(view);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#emit({ kind: "mesh", view });
  }

  #log(level: LogEvent["level"], message: string): void {
    this.#emit({ kind: "log", source: "waymark", level, message });
  }

  #emit(event: LocalMeshEvent): void {
    if (this.#closing === undefined || event.kind === "log") this.#options.onEvent(event);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
