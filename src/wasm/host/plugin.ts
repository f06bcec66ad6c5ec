/** A plugin: a module with a configuration, and the context of its own that timers, calls and queues report to. */
import { status } from "../abi.js";
import type { Callout, CallResponse, GrpcEvent } from "./callouts.js";
import { bufferTypes, Context, type GuestBuffer, type Machine, mapTypes, type RootContext } from "./context.js";
import type { HeaderMap } from "./header-map.js";
import type { PropertySource } from "./properties.js";

/** What a plugin is configured with. Texts are byte strings. */
export interface PluginSettings {
  readonly name: string;
  readonly rootId: string;
  readonly configuration: string;
}

/** The context of a plugin in one virtual machine. */
export class Plugin extends Context implements RootContext {
  readonly settings: PluginSettings;
  /** Calls that are under way. */
  readonly calls = new Map<number, Callout>();
  lastStatus = { code: 0, message: "" };
  #configuring = false;
  #tickMs = 0;
  #stopTick: () => void = () => undefined;
  #httpResponse: CallResponse | undefined;
  #grpc: GrpcEvent | undefined;

  constructor(vm: Machine, settings: PluginSettings) {
    super(vm);
    this.settings = settings;
  }

  get root(): Plugin {
    return this;
  }

  get pluginName(): string {
    return this.settings.name;
  }

  get tickPeriodMs(): number {
    return this.#tickMs;
  }

  /** Creates the context in the module and starts it; what failed, or undefined if nothing did. */
  start(): "vm-start" | "configure" | "trap" | undefined {
    this.#run("proxy_on_context_create", [0]);
    const started = this.#run("proxy_on_vm_start", [this.vm.configuration.length]);
    if (this.vm.failure !== undefined) return "trap";
    if (started === 0) return "vm-start";
    this.#configuring = true;
    const configured = this.#run("proxy_on_configure", [this.settings.configuration.length]);
    this.#configuring = false;
    if (this.vm.failure !== undefined) return "trap";
    return configured === 0 ? "configure" : undefined;
  }

  /** Ends it: the module is told that it is done. */
  end(): void {
    this.setTickPeriod(0);
    for (const call of this.calls.values()) call.cancel();
    this.calls.clear();
    this.#run("proxy_on_done", []);
    this.#run("proxy_on_delete", []);
  }

  setTickPeriod(ms: number): void {
    this.#tickMs = ms;
    this.#stopTick();
    if (ms > 0) this.#stopTick = this.vm.world.clock.after(ms, () => this.#tick());
  }

  queueReady(token: number): void {
    this.#run("proxy_on_queue_ready", [token]);
  }

  /** Takes the answer to a call into the module. */
  deliverHttp(token: number, response: CallResponse | undefined): void {
    this.#httpResponse = response;
    // A broken connection has a status, and no response at all.
    if (response === undefined) this.lastStatus = { code: brokenConnection, message: "reset" };
    this.vm.later(() => {
      this.#httpResponse = undefined;
      this.lastStatus = { ...this.lastStatus, message: "" };
    });
    const { headers, body, trailers } = response ?? {};
    this.#run("proxy_on_http_call_response", [token, headers?.size ?? 0, body?.length ?? 0, trailers?.size ?? 0]);
  }

  /** Takes what a gRPC service did into the module. */
  deliverGrpc(token: number, event: GrpcEvent): void {
    this.#grpc = event;
    this.vm.later(() => {
      this.#grpc = undefined;
      this.lastStatus = { ...this.lastStatus, message: "" };
    });
    if (event.kind === "message") this.#run("proxy_on_grpc_receive", [token, event.message.length]);
    else if (event.kind === "close") {
      this.lastStatus = { code: event.status, message: event.message };
      this.#run("proxy_on_grpc_close", [token, event.status]);
    } else {
      const what = event.kind === "initial-metadata" ? "initial" : "trailing";
      this.#run(`proxy_on_grpc_receive_${what}_metadata`, [token, event.metadata.size]);
    }
  }

  headersToRead(type: number): HeaderMap | undefined {
    if (type === mapTypes.callHeaders) return this.#httpResponse?.headers;
    if (type === mapTypes.callTrailers) return this.#httpResponse?.trailers;
    const wanted = type === mapTypes.grpcInitialMetadata ? "initial-metadata" : "trailing-metadata";
    const asked = type === mapTypes.grpcInitialMetadata || type === mapTypes.grpcTrailingMetadata;
    return asked && this.#grpc !== undefined && this.#grpc.kind === wanted ? this.#grpc.metadata : undefined;
  }

  headersToChange(): undefined {
    return undefined;
  }

  buffer(type: number): GuestBuffer | undefined {
    if (type === bufferTypes.vmConfiguration) return { bytes: Buffer.from(this.vm.configuration, "latin1") };
    if (type === bufferTypes.pluginConfiguration) {
      return this.#configuring ? { bytes: Buffer.from(this.settings.configuration, "latin1") } : undefined;
    }
    if (type === bufferTypes.callBody) {
      return this.#httpResponse === undefined ? undefined : { bytes: this.#httpResponse.body };
    }
    if (type === bufferTypes.grpcMessage && this.#grpc?.kind === "message") return { bytes: this.#grpc.message };
    return { bytes: nothing };
  }

  get properties(): PropertySource {
    return {
      property: (path) => (path.length === 1 ? this.ownProperty(path[0] ?? "") : undefined),
      setProperty: () => false,
    };
  }

  /** The properties that every context of the plugin has. */
  ownProperty(name: string): string | undefined {
    if (name === "plugin_name") return this.settings.name;
    if (name === "plugin_root_id") return this.settings.rootId;
    return name === "plugin_vm_id" ? this.vm.vmId : undefined;
  }

  override resume(type: number): number {
    return type === upstreamStream ? status.unimplemented : status.ok;
  }

  #tick(): void {
    const period = this.#tickMs;
    this.#run("proxy_on_tick", []);
    // The module may have changed or stopped the timer meanwhile.
    if (this.#tickMs === period && period > 0) this.setTickPeriod(period);
  }

  #run(callback: string, args: readonly number[]): number | undefined {
    const result = this.vm.call(this, callback, args);
    this.vm.settle();
    return result;
  }
}

const nothing = Buffer.alloc(0);
const brokenConnection = 9;
const upstreamStream = 3;
