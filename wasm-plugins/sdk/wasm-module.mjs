/** Reads and rewrites WebAssembly modules as far as filters are concerned. No compiler needed. */

const typeSection = 1;
const importSection = 2;
const functionSection = 3;
const exportSection = 7;
const startSection = 8;
const functionNames = 1;

const p = (count) => Array.from({ length: count }, () => "i32");
const returning = (parameters) => ({ parameters, results: ["i32"] });
const silent = (parameters) => ({ parameters, results: [] });

/** What a filter may import: proxy-wasm 0.2.1 as Envoy 1.40 offers it, and the parts of WASI that it offers. */
export const hostFunctions = {
  env: {
    proxy_log: returning(p(3)),
    proxy_get_log_level: returning(p(1)),
    proxy_get_current_time_nanoseconds: returning(p(1)),
    proxy_set_tick_period_milliseconds: returning(p(1)),
    proxy_set_effective_context: returning(p(1)),
    proxy_done: returning(p(0)),
    proxy_get_buffer_bytes: returning(p(5)),
    proxy_get_buffer_status: returning(p(3)),
    proxy_set_buffer_bytes: returning(p(5)),
    proxy_get_header_map_size: returning(p(2)),
    proxy_get_header_map_pairs: returning(p(3)),
    proxy_set_header_map_pairs: returning(p(3)),
    proxy_get_header_map_value: returning(p(5)),
    proxy_add_header_map_value: returning(p(5)),
    proxy_replace_header_map_value: returning(p(5)),
    proxy_remove_header_map_value: returning(p(3)),
    proxy_get_property: returning(p(4)),
    proxy_set_property: returning(p(4)),
    proxy_continue_stream: returning(p(1)),
    proxy_close_stream: returning(p(1)),
    proxy_send_local_response: returning(p(8)),
    proxy_http_call: returning(p(10)),
    proxy_grpc_call: returning(p(12)),
    proxy_grpc_stream: returning(p(9)),
    proxy_grpc_send: returning(p(4)),
    proxy_grpc_cancel: returning(p(1)),
    proxy_grpc_close: returning(p(1)),
    proxy_get_status: returning(p(3)),
    proxy_get_shared_data: returning(p(5)),
    proxy_set_shared_data: returning(p(5)),
    proxy_register_shared_queue: returning(p(3)),
    proxy_resolve_shared_queue: returning(p(5)),
    proxy_enqueue_shared_queue: returning(p(3)),
    proxy_dequeue_shared_queue: returning(p(3)),
    proxy_define_metric: returning(p(4)),
    proxy_increment_metric: returning(["i32", "i64"]),
    proxy_record_metric: returning(["i32", "i64"]),
    proxy_get_metric: returning(p(2)),
    proxy_call_foreign_function: returning(p(6)),
  },
  wasi_snapshot_preview1: {
    random_get: returning(p(2)),
    clock_time_get: returning(["i32", "i64", "i32"]),
    fd_write: returning(p(4)),
    environ_sizes_get: returning(p(2)),
    environ_get: returning(p(2)),
    args_sizes_get: returning(p(2)),
    args_get: returning(p(2)),
    proc_exit: silent(p(1)),
  },
};

/** What the host calls in a filter, with the signatures it insists on. */
export const callbackSignatures = {
  _initialize: silent(p(0)),
  proxy_abi_version_0_2_1: silent(p(0)),
  proxy_on_memory_allocate: returning(p(1)),
  proxy_on_vm_start: returning(p(2)),
  proxy_on_configure: returning(p(2)),
  proxy_on_context_create: silent(p(2)),
  proxy_on_done: returning(p(1)),
  proxy_on_log: silent(p(1)),
  proxy_on_delete: silent(p(1)),
  proxy_on_tick: silent(p(1)),
  proxy_on_queue_ready: silent(p(2)),
  proxy_on_foreign_function: silent(p(3)),
  proxy_on_new_connection: returning(p(1)),
  proxy_on_downstream_data: returning(p(3)),
  proxy_on_upstream_data: returning(p(3)),
  proxy_on_downstream_connection_close: silent(p(2)),
  proxy_on_upstream_connection_close: silent(p(2)),
  proxy_on_request_headers: returning(p(3)),
  proxy_on_request_body: returning(p(3)),
  proxy_on_request_trailers: returning(p(2)),
  proxy_on_response_headers: returning(p(3)),
  proxy_on_response_body: returning(p(3)),
  proxy_on_response_trailers: returning(p(2)),
  proxy_on_http_call_response: silent(p(5)),
  proxy_on_grpc_receive_initial_metadata: silent(p(3)),
  proxy_on_grpc_receive: silent(p(3)),
  proxy_on_grpc_receive_trailing_metadata: silent(p(3)),
  proxy_on_grpc_close: silent(p(3)),
};

/** What to use in place of functions of the compiler's library that no proxy offers. */
const replacements = {
  "env.abort": "compile with --use abort=waymark_abort",
  "env.seed": "use randomU64() in place of Math.random()",
  "env.Date.now": "use getCurrentTimeMs() in place of Date.now()",
  "env.trace": "use log() in place of trace()",
};

/** The parts of a module that decide whether a proxy runs it, and what speaks against it. */
export function checkedModule(bytes) {
  const module = readModule(bytes);
  const exported = new Map(module.exports.map((it) => [it.name, it]));
  const problems = [
    ...(module.hasStart ? ["it has a start section, which crashes Envoy: compile with --exportStart _initialize"] : []),
    ...["_initialize", "proxy_abi_version_0_2_1", "proxy_on_memory_allocate", "memory"]
      .filter((name) => !exported.has(name))
      .map((name) => `it does not export ${name}: does its first line export * from an entry point of the SDK?`),
    ...module.imports.flatMap(importProblems),
    ...module.exports.flatMap((it) => exportProblems(it, module)),
    ...(module.hasNames ? [] : ["it has no names for its functions, so that traces of traps would be empty"]),
  ];
  return { ...module, problems };
}

function importProblems({ module, name, kind, type }) {
  const wanted = hostFunctions[module]?.[name];
  if (kind !== "function" || wanted === undefined) {
    const advice = replacements[`${module}.${name}`] ?? (name.startsWith("console.") ? "use log()" : undefined);
    return [`it imports ${module}.${name}, which no proxy offers${advice === undefined ? "" : `: ${advice}`}`];
  }
  return sameType(type, wanted) ? [] : [`it imports ${module}.${name} as ${shown(type)}; it is ${shown(wanted)}`];
}

function exportProblems({ name, kind, index }, module) {
  const wanted = callbackSignatures[name];
  if (wanted === undefined) {
    return name.startsWith("proxy_on_") ? [`it exports ${name}, which no host calls`] : [];
  }
  if (kind !== "function") return [`its export ${name} is no function`];
  const type = module.functionType(index);
  return sameType(type, wanted) ? [] : [`it exports ${name} as ${shown(type)}; the host wants ${shown(wanted)}`];
}

function sameType(a, b) {
  return shown(a) === shown(b);
}

function shown({ parameters, results }) {
  return `(${parameters.join(" ")}) -> (${results.join(" ")})`;
}

/** Sections of a module, its imports, exports and function types. Throws on bytes that are no module. */
export function readModule(bytes) {
  const view = new Reader(bytes);
  if (bytes.length < 8 || view.word() !== 0x6d736100 || view.word() !== 1)
    throw new Error("this is no WebAssembly module");
  const found = { types: [], imports: [], functions: [], exports: [], hasStart: false, hasNames: false };
  for (const section of sections(bytes)) readSection(section, found);
  const imported = found.imports.filter((it) => it.kind === "function");
  return {
    imports: found.imports,
    exports: found.exports,
    hasStart: found.hasStart,
    hasNames: found.hasNames,
    size: bytes.length,
    functionType: (index) =>
      index < imported.length ? imported[index].type : found.types[found.functions[index - imported.length]],
  };
}

const kinds = ["function", "table", "memory", "global", "tag"];
const valueTypes = { 127: "i32", 126: "i64", 125: "f32", 124: "f64", 123: "v128", 112: "funcref", 111: "externref" };

function readSection({ id, content }, found) {
  const view = new Reader(content);
  if (id === typeSection) {
    found.types = view.list(() => {
      view.byte();
      const parameters = view.list(() => valueTypes[view.byte()] ?? "?");
      return { parameters, results: view.list(() => valueTypes[view.byte()] ?? "?") };
    });
  }
  if (id === importSection) found.imports = view.list(() => importIn(view, found.types));
  if (id === functionSection) found.functions = view.list(() => view.number());
  if (id === exportSection) {
    found.exports = view.list(() => ({ name: view.text(), kind: kinds[view.byte()] ?? "?", index: view.number() }));
  }
  if (id === startSection) found.hasStart = true;
  if (id === 0 && view.text() === "name") found.hasNames = true;
}

function importIn(view, types) {
  const module = view.text();
  const name = view.text();
  const kind = kinds[view.byte()] ?? "?";
  if (kind === "function") return { module, name, kind, type: types[view.number()] };
  if (kind === "table") view.byte();
  if (kind === "global") {
    view.byte();
    view.byte();
  } else {
    const limits = view.byte();
    view.number();
    if (limits & 1) view.number();
  }
  return { module, name, kind };
}

function* sections(bytes) {
  const view = new Reader(bytes, 8);
  while (!view.done) {
    const id = view.byte();
    const size = view.number();
    yield { id, content: view.take(size) };
  }
}

/**
 * The module with the names that traces show, and no others: those of functions, without the long way to the files of the
 * SDK and of the compiler's library.
 */
export function withShortNames(bytes) {
  const parts = [bytes.subarray(0, 8)];
  for (const { id, content } of sections(bytes)) {
    const names = id === 0 ? shortened(content) : undefined;
    const body = names ?? content;
    parts.push(Uint8Array.of(id), number(body.length), body);
  }
  return joined(parts);
}

function shortened(content) {
  const view = new Reader(content);
  if (view.text() !== "name") return undefined;
  const parts = [text("name")];
  while (!view.done) {
    const kind = view.byte();
    const size = view.number();
    const body = new Reader(view.take(size));
    if (kind !== functionNames) continue;
    const names = body.list(() => [body.number(), shortName(body.text())]);
    const list = joined([number(names.length), ...names.flatMap(([index, name]) => [number(index), text(name)])]);
    parts.push(Uint8Array.of(kind), number(list.length), list);
  }
  return joined(parts);
}

function shortName(name) {
  return (
    name
      .replaceAll("~lib/@waymark/proxy-wasm/assembly/", "sdk/")
      .replaceAll(
        /(?:\.\.\/|wasm-plugins\/|node_modules\/@waymark\/)*(?:sdk|proxy-wasm)\/assembly\/memory\//g,
        "sdk/memory/",
      )
      // The filter's own folder, which the file's name in it says as well.
      .replaceAll(/(?:[\w.@~-]+\/)+assembly\//g, "")
      .replaceAll(/sdk\/(?:[a-z-]+\/)*([a-z-]+\/)(?=[a-zA-Z_])/g, "sdk/$1")
      .replaceAll("~lib/", "")
  );
}

class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  byte() {
    if (this.done) throw new Error("this WebAssembly module is cut off");
    return this.bytes[this.at++];
  }

  word() {
    return this.byte() | (this.byte() << 8) | (this.byte() << 16) | (this.byte() << 24);
  }

  number() {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error("this WebAssembly module has a number that is too long");
  }

  take(size) {
    if (this.at + size > this.bytes.length) throw new Error("this WebAssembly module is cut off");
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  text() {
    return new TextDecoder().decode(this.take(this.number()));
  }

  list(item) {
    return Array.from({ length: Math.min(this.number(), this.bytes.length) }, item);
  }
}

function number(value) {
  const bytes = [];
  let rest = value;
  do {
    bytes.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

function text(value) {
  const bytes = new TextEncoder().encode(value);
  return joined([number(bytes.length), bytes]);
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
