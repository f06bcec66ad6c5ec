/** As little of a proxy-wasm host as the SDK's own tests need: one stream at a time, maps and buffers to look at afterwards. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readModule } from "../wasm-module.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");

/**
 * The module of a filter of `test/assembly`, or of any other source, built if it is not there or out of date. By a process of its
 * own: the compiler is large, and most of the time not needed. Rejects with what the build says.
 */
export async function filterModule(name: string, entry = entryOf(name)): Promise<Uint8Array<ArrayBuffer>> {
  const out = join(cache, "sdk-tests", `${name}.wasm`);
  const script = join(root, "wasm-plugins", "sdk", "build.mjs");
  await promisify(execFile)(process.execPath, [script, entry, out, cache], { cwd: root });
  return new Uint8Array(await readFile(out));
}

/** Where built filters are kept between runs. */
export const cache = join(root, ".cache", "wasm");

function entryOf(name: string): string {
  return join("wasm-plugins", "sdk", "test", "assembly", `${name}.ts`);
}

type Callback = (...parameters: number[]) => number;

const rootId = 1;
const text = new TextDecoder();

/** Status codes of the ABI. */
const ok = 0;
const notFound = 1;
const unimplemented = 12;

/** A plugin in a VM of its own. */
export class LeanHost {
  readonly logs: string[] = [];
  readonly requestHeaders = new Map<string, Uint8Array>();
  readonly responseHeaders = new Map<string, Uint8Array>();
  readonly shared = new Map<string, Uint8Array>();
  /** Local replies: status and body. */
  readonly replies: { readonly status: number; readonly body: string }[] = [];
  body: Uint8Array = new Uint8Array(0);
  callData: Uint8Array = new Uint8Array(0);
  readonly #instance: WebAssembly.Instance;
  readonly #memory: WebAssembly.Memory;
  readonly #configuration: Uint8Array;
  #nextId = rootId + 1;

  constructor(wasm: Uint8Array<ArrayBuffer>, configuration = "") {
    this.#configuration = new TextEncoder().encode(configuration);
    const env: Record<string, Callback> = {};
    const known = this.#functions();
    for (const { name } of readModule(wasm).imports) env[name] = known[name] ?? (() => unimplemented);
    this.#instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), {
      env,
      wasi_snapshot_preview1: { random_get: () => 0 },
    });
    this.#memory = this.#instance.exports["memory"] as WebAssembly.Memory;
    this.call("_initialize");
    this.call("proxy_on_context_create", rootId, 0);
  }

  /** Whether the plugin accepts its configuration. */
  configure(): boolean {
    return (
      this.call("proxy_on_vm_start", rootId, 0) === 1 &&
      this.call("proxy_on_configure", rootId, this.#configuration.length) === 1
    );
  }

  get pages(): number {
    return this.#memory.buffer.byteLength / 65_536;
  }

  /** The whole life of a stream. */
  stream({ pieces = [] }: { readonly pieces?: readonly Uint8Array[] } = {}): void {
    const id = this.#nextId++;
    this.call("proxy_on_context_create", id, rootId);
    this.call("proxy_on_request_headers", id, this.requestHeaders.size, pieces.length === 0 ? 1 : 0);
    for (const [index, piece] of pieces.entries()) {
      this.body = piece;
      this.call("proxy_on_request_body", id, piece.length, index === pieces.length - 1 ? 1 : 0);
    }
    this.call("proxy_on_response_headers", id, this.responseHeaders.size, 1);
    this.call("proxy_on_log", id);
    this.call("proxy_on_done", id);
    this.call("proxy_on_delete", id);
  }

  /** Asks the filter `oracle`; undefined if it has no answer. */
  ask(question: number, data: Uint8Array): Uint8Array | undefined {
    this.callData = data;
    this.call("proxy_on_foreign_function", rootId, question, data.length);
    const answer = this.shared.get("answer");
    return answer?.[0] === 1 ? answer.subarray(1) : undefined;
  }

  /** Calls an export if there is one. */
  call(name: string, ...parameters: number[]): number | undefined {
    return (this.#instance.exports[name] as Callback | undefined)?.(...parameters);
  }

  #view(): Uint8Array {
    return new Uint8Array(this.#memory.buffer);
  }

  #bytes(at: number, size: number): Uint8Array {
    return this.#view().slice(at, at + size);
  }

  #text(at: number, size: number): string {
    return text.decode(this.#bytes(at, size));
  }

  #put(at: number, value: number): void {
    new DataView(this.#memory.buffer).setUint32(at, value, true);
  }

  /** Hands bytes to the filter, in memory that it allocates in the middle of its call. */
  #give(bytes: Uint8Array | undefined, at: number, size: number): number {
    if (bytes === undefined) return notFound;
    const place = bytes.length === 0 ? 0 : (this.call("proxy_on_memory_allocate", bytes.length) ?? 0);
    this.#view().set(bytes, place);
    this.#put(at, place);
    this.#put(size, bytes.length);
    return ok;
  }

  #functions(): Record<string, Callback> {
    const map = (kind: number): Map<string, Uint8Array> => (kind === 0 ? this.requestHeaders : this.responseHeaders);
    const set: Callback = (kind = 0, key = 0, keySize = 0, value = 0, size = 0) => {
      map(kind).set(this.#text(key, keySize), this.#bytes(value, size));
      return ok;
    };
    return {
      proxy_log: (_level, at = 0, size = 0) => {
        this.logs.push(this.#text(at, size));
        return ok;
      },
      proxy_get_header_map_value: (kind = 0, key = 0, keySize = 0, at = 0, size = 0) =>
        this.#give(map(kind).get(this.#text(key, keySize)), at, size),
      proxy_replace_header_map_value: set,
      proxy_add_header_map_value: set,
      proxy_remove_header_map_value: (kind = 0, key = 0, size = 0) => {
        map(kind).delete(this.#text(key, size));
        return ok;
      },
      proxy_get_header_map_pairs: (kind = 0, at = 0, size = 0) => this.#give(pairs(map(kind)), at, size),
      proxy_get_buffer_bytes: (kind, start = 0, most = 0, at = 0, size = 0) =>
        this.#give(this.#buffer(kind ?? 0).slice(start, start + (most >>> 0)), at, size),
      proxy_send_local_response: (status = 0, _details, _size, at = 0, size = 0) => {
        this.replies.push({ status, body: this.#text(at, size) });
        return ok;
      },
      proxy_get_shared_data: (key = 0, keySize = 0, at = 0, size = 0) =>
        this.#give(this.shared.get(this.#text(key, keySize)), at, size),
      proxy_set_shared_data: (key = 0, keySize = 0, at = 0, size = 0) => {
        this.shared.set(this.#text(key, keySize), this.#bytes(at, size));
        return ok;
      },
      proxy_define_metric: () => ok,
      proxy_increment_metric: () => ok,
    };
  }

  #buffer(kind: number): Uint8Array {
    if (kind === 7) return this.#configuration;
    return kind === 8 ? this.callData : this.body;
  }
}

function pairs(map: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts = [...map].flatMap(([name, value]) => [Buffer.from(name), value]);
  const sizes = Uint32Array.from([map.size, ...parts.map((part) => part.length)]);
  return Buffer.concat([new Uint8Array(sizes.buffer), ...parts.flatMap((part) => [part, Uint8Array.of(0)])]);
}

/** Two questions in one, as the filter `oracle` takes them apart. */
export function both(first: Uint8Array, second: Uint8Array): Uint8Array {
  return Buffer.concat([new Uint8Array(Uint32Array.of(first.length).buffer), first, second]);
}
