/** A plugin's place in the chain: it outlives the virtual machine, and decides what happens when that one breaks. */
import { Plugin, type PluginSettings } from "./plugin.js";
import { Vm, type VmOptions } from "./vm.js";

/**
 * What happens to new streams when the virtual machine has trapped: they are answered 503 (`closed`), pass the plugin by
 * (`open`), or get a new virtual machine, at most one a second (`reload`).
 */
export type FailurePolicy = "closed" | "open" | "reload";

/** A plugin would not start. */
export class PluginStartError extends Error {
  override readonly name = "PluginStartError";
}

/** How a plugin runs. */
export interface SlotOptions {
  readonly settings: PluginSettings;
  readonly vm: VmOptions;
  readonly failurePolicy: FailurePolicy;
  /** Envoy's `allow_on_headers_stop_iteration`: a pause on headers lets the body arrive. */
  readonly headersMayWait: boolean;
  /** Machines that run already: plugins of one id, code and configuration share one. */
  readonly machines: Map<string, Vm>;
}

const reloadBackoffMs = 1_000;

/** A place in the chain. */
export class PluginSlot {
  readonly headersMayWait: boolean;
  readonly #options: SlotOptions;
  #plugin: Plugin;
  #startedAtMs: number;

  /** @throws PluginStartError if the module traps, or refuses to start or its configuration */
  constructor(options: SlotOptions) {
    this.#options = options;
    this.headersMayWait = options.headersMayWait;
    this.#plugin = startedPlugin(options);
    this.#startedAtMs = this.#nowMs;
  }

  get name(): string {
    return this.#options.settings.name;
  }

  /** The plugin as it runs now. */
  get plugin(): Plugin {
    return this.#plugin;
  }

  /** The plugin for a stream that begins now; undefined if the stream is to pass it by. */
  forNewStream(): Plugin | undefined {
    if (this.#plugin.vm.failure === undefined) return this.#plugin;
    if (this.#options.failurePolicy === "open") return undefined;
    if (this.#options.failurePolicy === "reload" && this.#nowMs - this.#startedAtMs >= reloadBackoffMs) this.#reload();
    return this.#plugin;
  }

  #reload(): void {
    this.#startedAtMs = this.#nowMs;
    try {
      this.#plugin = startedPlugin(this.#options);
    } catch (error) {
      // The next stream tries again; until then streams fail.
      if (!(error instanceof PluginStartError)) throw error;
    }
  }

  get #nowMs(): number {
    return this.#options.vm.world.clock.nowMs;
  }
}

function startedPlugin({ settings, vm: options, machines }: SlotOptions): Plugin {
  const key = [options.vmId, options.configuration, options.code.report.digest].join("\0");
  const running = machines.get(key);
  const vm = running === undefined || running.failure !== undefined ? new Vm(options) : running;
  throwIfTrapped(vm, "while it initializes");
  const plugin = new Plugin(vm, settings);
  const failed = plugin.start();
  throwIfTrapped(vm, "while it starts");
  if (failed !== undefined) throw startError(vm, `proxy_on_${failed.replace("-", "_")} answered false`);
  machines.set(key, vm);
  return plugin;
}

function throwIfTrapped(vm: Vm, when: string): void {
  if (vm.failure !== undefined) throw startError(vm, `it traps ${when}\n${vm.failure.message}`);
}

function startError(vm: Vm, what: string): PluginStartError {
  const said = vm.world.logs.entries.slice(-5).map(({ level, message }) => `  [${level}] ${message}`);
  return new PluginStartError([`the plugin does not start: ${what}`, ...said].join("\n"));
}
