/**
 * The least that a filter needs of a host: it answers with bytes that lie ready, remembers nothing and checks nothing, so
 * that what is measured is the filter.
 */
import { readFileSync } from "node:fs";

const root = 1;
const pluginConfiguration = 7;
const ok = 0;
const notFound = 1;
const text = new TextEncoder();

/** A filter in a VM of its own. */
export class LeanHost {
  #exports;
  #allocate;
  #bytes = new Uint8Array(0);
  #words = new Uint32Array(0);
  #configuration;
  #headers;
  #body;
  #nextId = root + 1;
  replies = 0;

  /** @param {{ path: string, configuration?: string, headers?: readonly string[], body?: Uint8Array }} filter */
  constructor({ path, configuration = "", headers = [], body = new Uint8Array(0) }) {
    this.#configuration = text.encode(configuration);
    this.#headers = headers.map((value) => text.encode(value));
    this.#body = body;
    const module = new WebAssembly.Module(readFileSync(path));
    const known = { env: this.#env(), wasi_snapshot_preview1: {} };
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      imports[from] ??= {};
      imports[from][name] = known[from]?.[name] ?? (() => ok);
    }
    const { exports } = new WebAssembly.Instance(module, imports);
    this.#exports = exports;
    this.#allocate = exports.proxy_on_memory_allocate ?? exports.malloc;
    this.#look();
    exports._initialize?.();
    exports.proxy_on_context_create(root, 0);
    exports.proxy_on_vm_start?.(root, 0);
    if (exports.proxy_on_configure?.(root, this.#configuration.length) === 0) {
      throw new Error(`${path} refuses its configuration`);
    }
  }

  /** 64 KiB each. */
  get pages() {
    return this.#exports.memory.buffer.byteLength / 65_536;
  }

  /** So many streams, one after the other: what Envoy calls, in its order, as far as the filter exports it. */
  streams(count) {
    const { proxy_on_context_create: create, proxy_on_delete: remove } = this.#exports;
    const { proxy_on_request_headers: request, proxy_on_response_headers: response } = this.#exports;
    const { proxy_on_response_body: body, proxy_on_log: log, proxy_on_done: done } = this.#exports;
    const bodySize = this.#body.length;
    for (let rest = count; rest > 0; rest--) {
      const id = this.#nextId++;
      create(id, root);
      request?.(id, 14, 1);
      response?.(id, 4, bodySize === 0 ? 1 : 0);
      if (bodySize > 0) body?.(id, bodySize, 1);
      log?.(id);
      done?.(id);
      remove(id);
    }
  }

  #look() {
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    this.#words = new Uint32Array(this.#exports.memory.buffer);
  }

  #give(bytes, at, size) {
    const place = this.#allocate(bytes.length);
    if (this.#bytes.length === 0) this.#look(); // memory has grown
    if (bytes.length > 64) this.#bytes.set(bytes, place);
    else for (let i = 0; i < bytes.length; i++) this.#bytes[place + i] = bytes[i];
    this.#words[at >> 2] = place;
    this.#words[size >> 2] = bytes.length;
    return ok;
  }

  #env() {
    return {
      proxy_get_header_map_value: (_map, key, keySize, at, size) => {
        if (this.#bytes.length === 0) this.#look();
        const value = this.#headers[this.#bytes[key + keySize - 1] - 0x30];
        return value === undefined ? notFound : this.#give(value, at, size);
      },
      proxy_replace_header_map_value: (_map, _key, _keySize, value, size) => {
        this.#setAt = value;
        this.#setSize = size;
        return ok;
      },
      proxy_get_buffer_bytes: (kind, _start, _most, at, size) =>
        this.#give(kind === pluginConfiguration ? this.#configuration : this.#body, at, size),
      proxy_send_local_response: () => {
        this.replies++;
        return ok;
      },
    };
  }

  #setAt = 0;
  #setSize = 0;

  /** The value that was set last, to see that the filter did its work; right after `streams()` only. */
  get lastValue() {
    this.#look();
    return new TextDecoder().decode(this.#bytes.slice(this.#setAt, this.#setAt + this.#setSize));
  }
}
