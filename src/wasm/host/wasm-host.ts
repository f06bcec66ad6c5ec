/**
 * A proxy-wasm host for tests: it runs the module that Envoy will run, without Envoy. Plugins make up a chain in the order
 * in which they are started; streams go through it when the test says so; time stands still until the test moves it.
 */
import { byteString, type Octets } from "./byte-string.js";
import type { Callout, HttpAnswer } from "./callouts.js";
import { compiledModule, type ModuleSource } from "./compiled-module.js";
import { HttpStream, type StreamOptions } from "./http-stream.js";
import type { Hostcall, LogLine } from "./journal.js";
import { type FailurePolicy, PluginSlot } from "./plugin-slot.js";
import { type TcpOptions, TcpStream } from "./tcp-stream.js";
import type { WasmTrap } from "./trap.js";
import type { Vm } from "./vm.js";
import { World, type WorldOptions } from "./world.js";

/** What a host is made of. */
export interface HostOptions extends WorldOptions {
  /** The module of plugins that name none of their own. */
  readonly module: ModuleSource;
}

/** How a plugin is started. Everything has a default. */
export interface PluginOptions {
  readonly module?: ModuleSource;
  /** Default `plugin`, or `plugin-2` and so on. */
  readonly name?: string;
  readonly rootId?: string;
  /** Plugins of one id, module and VM configuration share a virtual machine, and shared data. */
  readonly vmId?: string;
  readonly vmConfiguration?: Octets;
  /** The environment that the module sees. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default `closed`. */
  readonly failurePolicy?: FailurePolicy;
  /** Envoy's `allow_on_headers_stop_iteration`; default false. */
  readonly allowOnHeadersStopIteration?: boolean;
}

/** A plugin that runs. */
export interface RunningPlugin {
  readonly name: string;
  /** Milliseconds between its ticks; 0 if it has no timer. */
  readonly tickPeriodMs: number;
  /** Set once its virtual machine has trapped. */
  readonly trap: WasmTrap | undefined;
  /** The size of its memory in pages of 64 KiB. */
  readonly memoryPages: number;
}

/** Runs plugins. */
export class WasmHost {
  readonly #options: HostOptions;
  readonly #world: World;
  readonly #slots: PluginSlot[] = [];
  readonly #machines = new Map<string, Vm>();
  #streams = 0;

  constructor(options: HostOptions) {
    this.#options = options;
    this.#world = new World(options);
  }

  /** What was logged, oldest first. */
  get logs(): readonly LogLine[] {
    return this.#world.logs.entries;
  }

  /** What modules asked of the host, oldest first. */
  get hostcalls(): readonly Hostcall[] {
    return this.#world.hostcalls.entries;
  }

  /** The calls that plugins made to other services, oldest first. */
  get calls(): readonly Callout[] {
    return this.#world.callouts.entries;
  }

  /** The calls that wait for an answer. */
  get pendingCalls(): readonly Callout[] {
    return this.calls.filter(({ state }) => state === "pending");
  }

  /** Every trap that happened. */
  get traps(): readonly WasmTrap[] {
    return this.#world.traps;
  }

  /** The wall clock as plugins see it. */
  get now(): Date {
    return new Date(Number(this.#world.clock.wallNs / 1_000_000n));
  }

  /** The names of all metrics. */
  get metricNames(): readonly string[] {
    return this.#world.metrics.names();
  }

  /**
   * Starts a plugin at the end of the chain.
   * @param configuration text, bytes, or an object that becomes JSON
   * @throws PluginStartError if it traps or says no; ModuleRefused if Envoy would not load the module
   */
  startPlugin(configuration: Octets | object = "", options: PluginOptions = {}): RunningPlugin {
    const count = this.#slots.length + 1;
    const slot = new PluginSlot({
      settings: {
        name: options.name ?? (count === 1 ? "plugin" : `plugin-${count}`),
        rootId: options.rootId ?? "",
        configuration: configurationBytes(configuration),
      },
      vm: {
        code: compiledModule(options.module ?? this.#options.module),
        vmId: options.vmId ?? "",
        configuration: byteString(options.vmConfiguration ?? ""),
        env: options.env ?? {},
        world: this.#world,
      },
      failurePolicy: options.failurePolicy ?? "closed",
      headersMayWait: options.allowOnHeadersStopIteration ?? false,
      machines: this.#machines,
    });
    this.#slots.push(slot);
    return {
      name: slot.name,
      get tickPeriodMs() {
        return slot.plugin.tickPeriodMs;
      },
      get trap() {
        return slot.plugin.vm.failure;
      },
      get memoryPages() {
        return slot.plugin.vm.memory.pages;
      },
    };
  }

  /** Ends all plugins, last one first. */
  stopPlugins(): void {
    for (const slot of this.#slots.splice(0).reverse()) slot.plugin.end();
    this.#machines.clear();
  }

  /** Opens an HTTP stream through the chain. */
  openStream(options: StreamOptions = {}): HttpStream {
    this.#streams += 1;
    return new HttpStream(this.#world, { number: this.#streams, slots: this.#slots, options });
  }

  /** Opens a TCP connection through the chain. */
  openConnection(options: TcpOptions = {}): TcpStream {
    return new TcpStream({ slots: this.#slots, options });
  }

  /** Lets time pass: ticks and time limits fire on the way. */
  tick(ms: number): void {
    this.#world.clock.advance(ms);
  }

  /** Answers an HTTP call. */
  respondTo(call: Callout | undefined, answer: HttpAnswer = {}): void {
    if (call === undefined) throw new Error("there is no such call: the plugin has not made it");
    if (call.kind !== "http") throw new Error(`the call to ${call.cluster} is a gRPC call: use its own verbs`);
    call.respond(answer);
  }

  /** The value of a counter or gauge, or the number of values that a histogram recorded; undefined if there is none. */
  metric(name: string): number | undefined {
    const metric = this.#world.metrics.named(name);
    if (metric === undefined) return undefined;
    return metric.kind === "histogram" ? metric.recorded.length : Number(metric.value);
  }

  /** What a histogram recorded, oldest first. */
  recorded(name: string): readonly number[] {
    return (this.#world.metrics.get("histogram", name)?.recorded ?? []).map(Number);
  }

  /** Shared data of a virtual machine id, by key. */
  sharedData(vmId = ""): ReadonlyMap<string, string> {
    return this.#world.shared.entries(vmId);
  }

  /** Forgets logs, host calls and calls: what follows is seen by itself. */
  clearRecords(): void {
    for (const journal of [this.#world.logs, this.#world.hostcalls, this.#world.callouts]) journal.clear();
  }
}

function configurationBytes(configuration: Octets | object): string {
  if (typeof configuration === "string" || configuration instanceof Uint8Array) return byteString(configuration);
  return byteString(JSON.stringify(configuration));
}
