/**
 * One virtual machine: an instance of a module, the contexts that it knows, and the bookkeeping of a call into it. A call
 * has a current context; a module may name another one for its host calls; and what it orders (resume, reply, close)
 * happens when the call is over.
 */
import { type AbiVersion, type LogLevel, logLevels, status } from "../abi.js";
import type { CompiledModule } from "./compiled-module.js";
import type { Context, Machine } from "./context.js";
import { GuestMemory } from "./guest-memory.js";
import type { HostFunctions } from "./host-function.js";
import { hostFunctions } from "./host-functions.js";
import { MetricTable } from "./metrics.js";
import { WasmTrap } from "./trap.js";
import type { World } from "./world.js";

/** What a virtual machine is made of. */
export interface VmOptions {
  readonly code: CompiledModule;
  readonly vmId: string;
  readonly configuration: string;
  readonly env: Readonly<Record<string, string>>;
  readonly world: World;
}

type Guest = (...args: number[]) => unknown;

/** A running instance of a module. */
export class Vm implements Machine {
  readonly options: VmOptions;
  readonly abi: AbiVersion;
  readonly metrics: MetricTable;
  readonly contexts = new Map<number, Context>();
  /** Set when it trapped: nothing is called any more. */
  failure: WasmTrap | undefined;
  /** The context that was called; undefined between calls. */
  current: Context | undefined;
  /** What the running host call has to say about itself. */
  note: readonly (string | number | bigint)[] = [];
  #effective = 0;
  #restricted = false;
  #stopNext = false;
  #nextContext = 1;
  readonly #after: (() => void)[] = [];
  readonly #exports: Readonly<Record<string, unknown>>;
  readonly #callbacks = new Map<string, Guest | undefined>();
  readonly #tokens = new Map<number, number>();
  readonly #memory: GuestMemory;

  /** Instantiates the module and lets it initialize itself; a trap on the way shows in `failure`. */
  constructor(options: VmOptions) {
    this.options = options;
    const { report, module } = options.code;
    this.abi = report.abiVersion ?? "0.2.1";
    this.metrics = new MetricTable(options.world.metrics);
    const imports = importsFor(this, report.imports);
    const instance = new WebAssembly.Instance(module, imports.functions);
    this.#exports = instance.exports;
    this.#memory = new GuestMemory(imports.memory ?? (instance.exports["memory"] as WebAssembly.Memory));
    this.#initialize();
  }

  get memory(): GuestMemory {
    return this.#memory;
  }

  get world(): World {
    return this.options.world;
  }

  get vmId(): string {
    return this.options.vmId;
  }

  get configuration(): string {
    return this.options.configuration;
  }

  get env(): Readonly<Record<string, string>> {
    return this.options.env;
  }

  /** The context that host calls act on. */
  get acting(): Context {
    const context = this.contexts.get(this.#effective) ?? this.current;
    if (context === undefined) throw new Error("a host call outside of any context");
    return context;
  }

  /** Makes a context known; the answer is its number. */
  adopt(context: Context): number {
    const id = this.#nextContext;
    this.#nextContext += 1;
    this.contexts.set(id, context);
    return id;
  }

  has(callback: string): boolean {
    return this.#callback(callback) !== undefined;
  }

  /**
   * Calls an export for a context, without what has to follow (see `settle`).
   * @returns undefined if there is no such export, or it trapped
   */
  call(context: Context, name: string, args: readonly number[]): number | undefined {
    const callback = this.#callback(name);
    if (callback === undefined || this.failure !== undefined) return undefined;
    const before = { current: this.current, effective: this.#effective };
    this.current = context;
    this.#effective = 0;
    try {
      const result = callback(context.id, ...args);
      return typeof result === "number" ? result >>> 0 : 0;
    } catch (error) {
      this.#fail(name, error);
      return undefined;
    } finally {
      this.current = before.current;
      this.#effective = before.effective;
    }
  }

  /** Does what the module ordered during a call. Everybody who calls does this when the call's result is judged. */
  settle(): void {
    this.#stopNext = false;
    for (let action = this.#after.shift(); action !== undefined; action = this.#after.shift()) action();
  }

  /** Puts off an action until the call is over. */
  later(action: () => void): void {
    this.#after.push(action);
  }

  /** Whatever the module returns now, the filters behind it are not to go on. */
  get nextStopped(): boolean {
    return this.#stopNext;
  }

  stopNext(): void {
    this.#stopNext = true;
  }

  setEffective(id: number): number {
    if (!this.contexts.has(id)) return status.badArgument;
    this.#effective = id;
    return status.ok;
  }

  /** A number for a call: the two lowest bits say its kind. */
  token(kind: number): number {
    const next = (this.#tokens.get(kind) ?? 0) + 4;
    this.#tokens.set(kind, next);
    return next | kind;
  }

  /** Copies a byte string into the module, at an address of its choice, and tells it where. */
  hand(value: string | Buffer, pointerAt: number, sizeAt: number): number {
    const address = value.length === 0 ? 0 : this.#allocated(value.length);
    if (address === undefined || !this.#memory.write(address, value)) return status.invalidMemoryAccess;
    const told = this.#memory.setWord(pointerAt, address) && this.#memory.setWord(sizeAt, value.length);
    return told ? status.ok : status.invalidMemoryAccess;
  }

  log(level: number, message: string): void {
    this.world.log(
      logLevels[level] as LogLevel,
      message,
      this.current === undefined ? undefined : this.acting.root.pluginName,
    );
  }

  /** Called by the import functions before anything else. */
  enter(name: string): void {
    // WASI and the log are there from the beginning, the rest of the ABI is not.
    if (this.#restricted && name.startsWith("proxy_") && name !== "proxy_log") {
      throw new Error(`restricted_callback: ${name} may not be called while the module starts or allocates`);
    }
  }

  #initialize(): void {
    const initialize = this.#callback("_initialize");
    this.#early(() => {
      if (initialize === undefined) this.#callback("_start")?.();
      else {
        initialize();
        this.#callback("main")?.(0, 0);
      }
    });
  }

  #early(run: () => void): void {
    this.#restricted = true;
    try {
      run();
    } catch (error) {
      this.#fail("_initialize", error);
    } finally {
      this.#restricted = false;
    }
  }

  #allocated(size: number): number | undefined {
    const allocate = this.#callback("malloc") ?? this.#callback("proxy_on_memory_allocate");
    const before = this.#restricted;
    this.#restricted = true;
    try {
      const address = allocate?.(size);
      return typeof address === "number" && address !== 0 ? address >>> 0 : undefined;
    } finally {
      this.#restricted = before;
    }
  }

  #fail(callback: string, error: unknown): void {
    this.failure = new WasmTrap(callback, error, this.options.code.sourceMap);
    this.world.log("critical", this.failure.message, this.current?.root.pluginName);
    this.world.traps.push(this.failure);
  }

  #callback(name: string): Guest | undefined {
    if (this.#callbacks.has(name)) return this.#callbacks.get(name);
    const found = this.#exports[name];
    const callback = typeof found === "function" ? (found as Guest) : undefined;
    this.#callbacks.set(name, callback);
    return callback;
  }
}

function importsFor(
  vm: Vm,
  wanted: readonly { readonly module: string; readonly name: string; readonly kind: string }[],
): { readonly functions: Record<string, HostFunctions>; readonly memory?: WebAssembly.Memory } {
  const offered = hostFunctions(vm);
  const functions: Record<string, HostFunctions> = {};
  let memory: WebAssembly.Memory | undefined;
  for (const { module, name, kind } of wanted) {
    const group = functions[module] ?? {};
    functions[module] = group;
    if (kind === "memory") {
      memory = new WebAssembly.Memory({ initial: 1, maximum: 16_384 });
      group[name] = memory as never;
    } else group[name] = offered(module, name);
  }
  return { functions, ...(memory !== undefined && { memory }) };
}
