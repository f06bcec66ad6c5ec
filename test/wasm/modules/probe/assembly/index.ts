// A filter that does what its configuration says: a script, a section a callback, a host call a line. Whatever a call
// returned is logged, so that two hosts can be compared line by line. `test/wasm/probe/README.md` has the language.
import * as host from "./host";

const out = memory.data(8);
const outSize = memory.data(8);
const outWord = memory.data(16);

class Script {
  sections: Map<string, string[]> = new Map();
}

const empty = new Script();
const scripts = new Map<u32, Script>();
const parents = new Map<u32, u32>();
let lastStream: u32 = 0;
let lastCas: u32 = 0;
let lastQueue: u32 = 0;
let lastCall: u32 = 0;
const metrics: u32[] = [];

export function proxy_abi_version_0_2_1(): void {}
export function proxy_on_memory_allocate(size: usize): usize {
  return heap.alloc(size);
}

function say(text: string): void {
  const bytes = String.UTF8.encode(text);
  host.proxy_log(2, changetype<usize>(bytes), bytes.byteLength);
}

// Bytes that are no plain ASCII are shown as %XX.
function shown(p: usize, n: i32): string {
  let text = "";
  for (let i = 0; i < n; i++) {
    const byte = load<u8>(p + i);
    if (byte >= 0x20 && byte < 0x7f && byte != 0x25) text += String.fromCharCode(byte);
    else text += "%" + (byte < 16 ? "0" : "") + byte.toString(16);
  }
  return text;
}

function taken(): string {
  const n = load<u32>(outSize);
  const p = load<u32>(out);
  const text = n == 0 ? "" : shown(p, n);
  if (p != 0) heap.free(p);
  return text;
}

function hexValue(code: i32): i32 {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return 0;
}

// Undoes the %XX of a script's word; `-` alone is the empty string.
function bytesOf(word: string): ArrayBuffer {
  if (word == "-") return new ArrayBuffer(0);
  const raw = String.UTF8.encode(word);
  const source = Uint8Array.wrap(raw);
  const result = new Uint8Array(source.length);
  let n = 0;
  for (let i = 0; i < source.length; i++) {
    if (source[i] == 0x25 && i + 2 < source.length) {
      result[n++] = <u8>(hexValue(source[i + 1]) * 16 + hexValue(source[i + 2]));
      i += 2;
    } else result[n++] = source[i];
  }
  return result.buffer.slice(0, n);
}

function pairsOf(words: string[], from: i32): ArrayBuffer {
  const count = (words.length - from) / 2;
  const parts: ArrayBuffer[] = [];
  let size = 4 + count * 8;
  for (let i = 0; i < count * 2; i++) {
    const part = bytesOf(words[from + i]);
    parts.push(part);
    size += part.byteLength + 1;
  }
  const result = new ArrayBuffer(size);
  const base = changetype<usize>(result);
  store<u32>(base, count);
  let at = base + 4 + count * 8;
  for (let i = 0; i < parts.length; i++) {
    store<u32>(base + 4 + i * 4, parts[i].byteLength);
    memory.copy(at, changetype<usize>(parts[i]), parts[i].byteLength);
    at += parts[i].byteLength + 1;
  }
  return result;
}

function pairsShown(): string {
  const n = load<u32>(outSize);
  const p = load<u32>(out);
  if (n == 0) return "(none)";
  const count = load<u32>(p);
  let at = p + 4 + count * 8;
  let text = "";
  for (let i: u32 = 0; i < count; i++) {
    const name = load<u32>(p + 4 + i * 8);
    const value = load<u32>(p + 8 + i * 8);
    if (i > 0) text += " | ";
    text += shown(at, name);
    at += name + 1;
    text += "=" + shown(at, value);
    at += value + 1;
  }
  heap.free(p);
  return text;
}

function pathOf(word: string): ArrayBuffer {
  const bytes = bytesOf(word);
  const view = Uint8Array.wrap(bytes);
  for (let i = 0; i < view.length; i++) if (view[i] == 0x2f) view[i] = 0;
  return bytes;
}

function hexOf(p: usize, n: i32): string {
  let text = "";
  for (let i = 0; i < n; i++) {
    const byte = load<u8>(p + i);
    text += (byte < 16 ? "0" : "") + byte.toString(16);
  }
  return text;
}

function num(words: string[], at: i32): i32 {
  return at < words.length ? <i32>parseInt(words[at]) : 0;
}

function str(words: string[], at: i32): string {
  return at < words.length ? words[at] : "-";
}

function metric(words: string[], at: i32): i32 {
  const word = str(words, at);
  if (!word.startsWith("$")) return <i32>parseInt(word);
  return metrics[<i32>parseInt(word.substring(1))];
}

function cleared(): void {
  store<u32>(out, 0);
  store<u32>(outSize, 0);
}

function headerCall(verb: string, words: string[]): string | null {
  const map = num(words, 1);
  if (verb == "get") {
    const key = bytesOf(str(words, 2));
    const status = host.proxy_get_header_map_value(map, changetype<usize>(key), key.byteLength, out, outSize);
    return status.toString() + (status == 0 ? " '" + taken() + "'" : "");
  }
  if (verb == "del") {
    const key = bytesOf(str(words, 2));
    return host.proxy_remove_header_map_value(map, changetype<usize>(key), key.byteLength).toString();
  }
  if (verb == "add" || verb == "set") {
    const key = bytesOf(str(words, 2));
    const value = bytesOf(str(words, 3));
    const kp = changetype<usize>(key);
    const vp = changetype<usize>(value);
    return (verb == "add"
      ? host.proxy_add_header_map_value(map, kp, key.byteLength, vp, value.byteLength)
      : host.proxy_replace_header_map_value(map, kp, key.byteLength, vp, value.byteLength)
    ).toString();
  }
  if (verb == "pairs") {
    const status = host.proxy_get_header_map_pairs(map, out, outSize);
    return status.toString() + (status == 0 ? " " + pairsShown() : "");
  }
  if (verb == "setpairs") {
    const pairs = pairsOf(words, 2);
    return host.proxy_set_header_map_pairs(map, changetype<usize>(pairs), pairs.byteLength).toString();
  }
  if (verb == "setraw") {
    const raw = bytesOf(str(words, 2));
    return host.proxy_set_header_map_pairs(map, changetype<usize>(raw), raw.byteLength).toString();
  }
  if (verb == "size") {
    const status = host.proxy_get_header_map_size(map, outWord);
    return status.toString() + (status == 0 ? " " + load<u32>(outWord).toString() : "");
  }
  return null;
}

function bufferCall(verb: string, words: string[]): string | null {
  if (verb == "body") {
    const status = host.proxy_get_buffer_bytes(num(words, 1), num(words, 2), num(words, 3), out, outSize);
    return status.toString() + (status == 0 ? " '" + taken() + "'" : "");
  }
  if (verb == "setbody") {
    const data = bytesOf(str(words, 4));
    return host
      .proxy_set_buffer_bytes(num(words, 1), num(words, 2), num(words, 3), changetype<usize>(data), data.byteLength)
      .toString();
  }
  if (verb == "bufstatus") {
    const status = host.proxy_get_buffer_status(num(words, 1), outWord, outWord + 4);
    return status.toString() + (status == 0 ? " " + load<u32>(outWord).toString() : "");
  }
  return null;
}

function streamCall(verb: string, words: string[]): string | null {
  if (verb == "reply") {
    const body = bytesOf(str(words, 2));
    const details = bytesOf("probe");
    const pairs = pairsOf(words, 4);
    return host
      .proxy_send_local_response(
        num(words, 1),
        changetype<usize>(details),
        details.byteLength,
        changetype<usize>(body),
        body.byteLength,
        changetype<usize>(pairs),
        pairs.byteLength,
        num(words, 3),
      )
      .toString();
  }
  if (verb == "resume") return host.proxy_continue_stream(num(words, 1)).toString();
  if (verb == "close") return host.proxy_close_stream(num(words, 1)).toString();
  if (verb == "effective") {
    const id = words.length > 1 ? num(words, 1) : lastStream;
    return host.proxy_set_effective_context(id).toString();
  }
  if (verb == "done") return host.proxy_done().toString();
  return null;
}

function calloutCall(verb: string, words: string[]): string | null {
  const first = bytesOf(str(words, 1));
  if (verb == "call" || verb == "callt") {
    const body = bytesOf(str(words, 3));
    const pairs = pairsOf(words, verb == "call" ? 4 : 6);
    const trailers = verb == "call" ? new ArrayBuffer(0) : pairsOf(words.slice(4, 6), 0);
    const status = host.proxy_http_call(
      changetype<usize>(first), first.byteLength, changetype<usize>(pairs), pairs.byteLength,
      changetype<usize>(body), body.byteLength, changetype<usize>(trailers), trailers.byteLength, num(words, 2), outWord,
    );
    lastCall = load<u32>(outWord);
    return status.toString() + " token " + lastCall.toString();
  }
  if (verb == "gcall" || verb == "gstream") {
    const service = bytesOf(str(words, 2));
    const method = bytesOf(str(words, 3));
    const none = new ArrayBuffer(0);
    store<u32>(outWord, 0);
    let status = 0;
    if (verb == "gcall") {
      const message = bytesOf(str(words, 5));
      const pairs = pairsOf(words, 6);
      status = host.proxy_grpc_call(
        changetype<usize>(first), first.byteLength, changetype<usize>(service), service.byteLength,
        changetype<usize>(method), method.byteLength, changetype<usize>(pairs), words.length > 6 ? pairs.byteLength : 0,
        changetype<usize>(message), message.byteLength, num(words, 4), outWord,
      );
    } else {
      status = host.proxy_grpc_stream(
        changetype<usize>(first), first.byteLength, changetype<usize>(service), service.byteLength,
        changetype<usize>(method), method.byteLength, changetype<usize>(none), 0, outWord,
      );
    }
    if (status == 0) lastCall = load<u32>(outWord);
    return status.toString() + " token " + load<u32>(outWord).toString();
  }
  if (verb == "gsend") {
    const message = bytesOf(str(words, 1));
    return host.proxy_grpc_send(lastCall, changetype<usize>(message), message.byteLength, num(words, 2)).toString();
  }
  if (verb == "gclose") return host.proxy_grpc_close(words.length > 1 ? num(words, 1) : lastCall).toString();
  if (verb == "gcancel") return host.proxy_grpc_cancel(words.length > 1 ? num(words, 1) : lastCall).toString();
  if (verb == "status") {
    cleared();
    const status = host.proxy_get_status(outWord, out, outSize);
    return status.toString() + " " + load<u32>(outWord).toString() + " '" + taken() + "'";
  }
  return null;
}

function sharedCall(verb: string, words: string[]): string | null {
  const key = bytesOf(str(words, 1));
  const kp = changetype<usize>(key);
  if (verb == "sget") {
    const status = host.proxy_get_shared_data(kp, key.byteLength, out, outSize, outWord);
    if (status != 0) return status.toString();
    lastCas = load<u32>(outWord);
    return "0 '" + taken() + "'";
  }
  if (verb == "sset") {
    const value = bytesOf(str(words, 2));
    const word = str(words, 3);
    const cas = word == "last" ? lastCas : word == "stale" ? lastCas + 1000000 : num(words, 3);
    return host.proxy_set_shared_data(kp, key.byteLength, changetype<usize>(value), value.byteLength, cas).toString();
  }
  if (verb == "qreg") {
    const status = host.proxy_register_shared_queue(kp, key.byteLength, outWord);
    lastQueue = load<u32>(outWord);
    return status.toString();
  }
  if (verb == "qres") {
    const name = bytesOf(str(words, 2));
    const status = host.proxy_resolve_shared_queue(kp, key.byteLength, changetype<usize>(name), name.byteLength, outWord);
    if (status == 0) lastQueue = load<u32>(outWord);
    return status.toString();
  }
  if (verb == "qput") {
    const token = words.length > 2 ? num(words, 2) : lastQueue;
    return host.proxy_enqueue_shared_queue(token, kp, key.byteLength).toString();
  }
  if (verb == "qget") {
    const status = host.proxy_dequeue_shared_queue(words.length > 1 ? num(words, 1) : lastQueue, out, outSize);
    return status.toString() + (status == 0 ? " '" + taken() + "'" : "");
  }
  return null;
}

function metricCall(verb: string, words: string[]): string | null {
  if (verb == "mdef") {
    const name = bytesOf(str(words, 2));
    const status = host.proxy_define_metric(num(words, 1), changetype<usize>(name), name.byteLength, outWord);
    if (status == 0) metrics.push(load<u32>(outWord));
    return status.toString() + (status == 0 ? " type " + (load<u32>(outWord) & 3).toString() : "");
  }
  if (verb == "minc") return host.proxy_increment_metric(metric(words, 1), num(words, 2)).toString();
  if (verb == "mrec") return host.proxy_record_metric(metric(words, 1), num(words, 2)).toString();
  if (verb == "mget") {
    const status = host.proxy_get_metric(metric(words, 1), outWord);
    return status.toString() + (status == 0 ? " " + load<u64>(outWord).toString() : "");
  }
  return null;
}

function otherCall(verb: string, words: string[]): string {
  if (verb == "prop" || verb == "propx") {
    const path = pathOf(str(words, 1));
    const status = host.proxy_get_property(changetype<usize>(path), path.byteLength, out, outSize);
    if (status != 0) return status.toString();
    if (verb == "prop") return "0 '" + taken() + "'";
    return "0 " + hexOf(load<u32>(out), load<u32>(outSize));
  }
  if (verb == "setprop") {
    const path = pathOf(str(words, 1));
    const value = bytesOf(str(words, 2));
    return host
      .proxy_set_property(changetype<usize>(path), path.byteLength, changetype<usize>(value), value.byteLength)
      .toString();
  }
  if (verb == "tick") return host.proxy_set_tick_period_milliseconds(num(words, 1)).toString();
  if (verb == "time") return host.proxy_get_current_time_nanoseconds(outWord).toString();
  if (verb == "loglevel") return host.proxy_get_log_level(outWord).toString() + " " + load<u32>(outWord).toString();
  if (verb == "log") {
    const message = bytesOf(str(words, 2));
    return host.proxy_log(num(words, 1), changetype<usize>(message), message.byteLength).toString();
  }
  if (verb == "foreign") {
    cleared();
    const name = bytesOf(str(words, 1));
    const data = bytesOf(str(words, 2));
    const status = host.proxy_call_foreign_function(
      changetype<usize>(name), name.byteLength, changetype<usize>(data), data.byteLength, out, outSize,
    );
    return status.toString() + (status == 0 ? " '" + taken() + "'" : "");
  }
  if (verb == "wild") return host.proxy_log(2, 0xffffff00, 0x1000).toString();
  return "no such verb";
}

function sink(depth: i32): i32 {
  return depth == -1 ? 0 : sink(depth + 1) + 1;
}

function doTrap(kind: string): void {
  if (kind == "oob") store<u8>(0xfffffff0, 1);
  else if (kind == "stack") sink(0);
  else if (kind == "throw") throw new Error("thrown by the script");
  else if (kind == "memory") {
    while (true) if (memory.grow(1024) < 0) unreachable();
  } else unreachable();
}

function answer(verb: string, words: string[]): string {
  let result = headerCall(verb, words);
  if (result == null) result = bufferCall(verb, words);
  if (result == null) result = streamCall(verb, words);
  if (result == null) result = calloutCall(verb, words);
  if (result == null) result = sharedCall(verb, words);
  if (result == null) result = metricCall(verb, words);
  return result == null ? otherCall(verb, words) : result;
}

function run(context: u32, callback: string, detail: string, eos: bool): i32 {
  const root = parents.has(context) ? parents.get(context) : context;
  if (root != context) lastStream = context;
  const script = scripts.has(root) ? scripts.get(root) : empty;
  if (!script.sections.has(callback)) return callback == "configure" || callback == "vm_start" || callback == "done" ? 1 : 0;
  say("on " + callback + (detail == "" ? "" : " " + detail));
  const lines = script.sections.get(callback);
  for (let i = 0; i < lines.length; i++) {
    const words = lines[i].split(" ");
    const verb = words[0];
    if (verb == "return") return num(words, 1);
    if (verb == "ifeos") {
      if (!eos) return words.length > 1 ? num(words, 1) : 0;
      continue;
    }
    if (verb == "ifnoteos") {
      if (eos) return words.length > 1 ? num(words, 1) : 0;
      continue;
    }
    if (verb == "ifheader") {
      const key = bytesOf(words[2]);
      if (host.proxy_get_header_map_value(num(words, 1), changetype<usize>(key), key.byteLength, out, outSize) != 0) return 0;
      taken();
      continue;
    }
    if (verb == "trap") {
      doTrap(str(words, 1));
      continue;
    }
    say(lines[i] + " -> " + answer(verb, words));
  }
  return callback == "configure" || callback == "vm_start" || callback == "done" ? 1 : 0;
}

function parsed(text: string): Script {
  const script = new Script();
  const lines = text.split("\n");
  let current: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i].trim();
    if (line == "") continue;
    if (line.startsWith("on ")) {
      current = [];
      script.sections.set(line.substring(3), current);
    } else current.push(line);
  }
  return script;
}

export function proxy_on_context_create(context: u32, parent: u32): void {
  if (parent != 0) parents.set(context, parent);
}
export function proxy_on_vm_start(context: u32, size: i32): i32 {
  return 1;
}
export function proxy_on_configure(context: u32, size: i32): i32 {
  cleared();
  host.proxy_get_buffer_bytes(7, 0, size, out, outSize);
  const text = size == 0 ? "" : String.UTF8.decodeUnsafe(load<u32>(out), load<u32>(outSize));
  scripts.set(context, parsed(text));
  return run(context, "configure", "", false);
}
function sized(n: i32, eos: i32): string {
  return "n=" + n.toString() + " eos=" + eos.toString();
}
export function proxy_on_request_headers(c: u32, n: i32, eos: i32): i32 { return run(c, "request_headers", sized(n, eos), eos != 0); }
export function proxy_on_request_body(c: u32, n: i32, eos: i32): i32 { return run(c, "request_body", sized(n, eos), eos != 0); }
export function proxy_on_request_trailers(c: u32, n: i32): i32 { return run(c, "request_trailers", "n=" + n.toString(), true); }
export function proxy_on_response_headers(c: u32, n: i32, eos: i32): i32 { return run(c, "response_headers", "eos=" + eos.toString(), eos != 0); }
export function proxy_on_response_body(c: u32, n: i32, eos: i32): i32 { return run(c, "response_body", sized(n, eos), eos != 0); }
export function proxy_on_response_trailers(c: u32, n: i32): i32 { return run(c, "response_trailers", "n=" + n.toString(), true); }
export function proxy_on_done(c: u32): i32 { return run(c, "done", "", false); }
export function proxy_on_log(c: u32): void { run(c, "log", "", false); }
export function proxy_on_delete(c: u32): void {
  run(c, "delete", "", false);
  if (parents.has(c)) parents.delete(c);
}
export function proxy_on_tick(c: u32): void { run(c, "tick", "", false); }
export function proxy_on_queue_ready(c: u32, token: u32): void { run(c, "queue_ready", "", false); }
export function proxy_on_http_call_response(c: u32, token: u32, h: i32, b: i32, t: i32): void {
  run(c, "http_call_response", "token=" + token.toString() + " headers=" + (h == 0 ? "0" : "some") + " body=" + b.toString() + " trailers=" + t.toString(), true);
}
export function proxy_on_grpc_receive_initial_metadata(c: u32, token: u32, n: i32): void { run(c, "grpc_initial_metadata", "token=" + token.toString(), true); }
export function proxy_on_grpc_receive(c: u32, token: u32, n: i32): void { run(c, "grpc_receive", "token=" + token.toString() + " n=" + n.toString(), true); }
export function proxy_on_grpc_receive_trailing_metadata(c: u32, token: u32, n: i32): void { run(c, "grpc_trailing_metadata", "token=" + token.toString(), true); }
export function proxy_on_grpc_close(c: u32, token: u32, code: i32): void { run(c, "grpc_close", "token=" + token.toString() + " code=" + code.toString(), true); }
export function proxy_on_new_connection(c: u32): i32 { return run(c, "new_connection", "", false); }
export function proxy_on_downstream_data(c: u32, n: i32, eos: i32): i32 { return run(c, "downstream_data", sized(n, eos), eos != 0); }
export function proxy_on_upstream_data(c: u32, n: i32, eos: i32): i32 { return run(c, "upstream_data", sized(n, eos), eos != 0); }
export function proxy_on_downstream_connection_close(c: u32, how: i32): void { run(c, "downstream_close", "how=" + how.toString(), true); }
export function proxy_on_upstream_connection_close(c: u32, how: i32): void { run(c, "upstream_close", "how=" + how.toString(), true); }
