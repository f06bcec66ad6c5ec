/**
 * One delta ADS stream on a TCP connection of its own: the client of every bench that needs many proxies at once.
 *
 * It speaks just enough HTTP/2 and gRPC to be lighter than any server it measures: windows are opened wide once, payload
 * is copied once, response headers are skipped. What it leaves out it refuses (padding) or reports as the end of the stream.
 */
import { connect } from "node:net";
import { field, fieldsOf, message } from "./wire.mjs";

const frame = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goAway: 7, windowUpdate: 8 };
const flag = { ack: 1, endStream: 1, endHeaders: 4, padded: 8 };
const widestWindow = 2 ** 31 - 1;
const firstWindow = 65_535;
const frameHeaderSize = 9;
const grpcHeaderSize = 5;
const method = "/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources";

// One for all sockets: what was read is consumed before the next read begins.
const readBuffer = Buffer.allocUnsafe(256 * 1024);

/**
 * @typedef {object} DeltaResponse
 * @property {string} typeUrl
 * @property {string} nonce
 * @property {readonly { name: string, version: string, body: Buffer }[]} resources `body` is the google.protobuf.Any
 * @property {readonly string[]} removed
 * @property {number} size bytes of the DeltaDiscoveryResponse
 * @property {number} at `performance.now()` of its last byte
 */

/**
 * @typedef {object} DeltaStream
 * @property {(typeUrl: string, names: readonly string[]) => void} subscribe no names: wildcard
 * @property {() => void} close
 */

/**
 * Opens a stream. Every response is acknowledged right after `onResponse` returned.
 * @param {{
 *   host: string, port: number, nodeId: string, nodeFields?: readonly Buffer[],
 *   onResponse: (response: DeltaResponse) => void, onEnd: (why: string) => void,
 * }} options `nodeFields`: further encoded fields of envoy.config.core.v3.Node
 * @returns {Promise<DeltaStream>}
 */
export function openDeltaStream({ host, port, nodeId, nodeFields = [], onResponse, onEnd }) {
  const node = field(1, message(field(1, nodeId), ...nodeFields));
  let introduced = false;
  let closed = false;
  const end = (why) => {
    if (closed) return;
    closed = true;
    socket.destroy();
    onEnd(why);
  };
  // DeltaDiscoveryRequest: node 1, type_url 2, resource_names_subscribe 3, response_nonce 6.
  const send = (...fields) => {
    socket.write(dataFrame(introduced ? message(...fields) : message(node, ...fields)));
    introduced = true;
  };
  const consume = frameReader({
    onMessage: (bytes) => {
      const response = deltaResponse(bytes);
      onResponse(response);
      if (!closed) send(field(2, response.typeUrl), field(6, response.nonce));
    },
    reply: (bytes) => socket.write(bytes),
    end,
  });
  const socket = connect({ host, port, noDelay: true, onread: { buffer: readBuffer, callback: consume } });
  socket.on("error", (error) => end(error.message));
  socket.on("close", () => end("the connection was closed"));
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.write(opening(`${host}:${port}`));
      resolve({
        subscribe: (typeUrl, names) => send(field(2, typeUrl), ...names.map((name) => field(3, name))),
        close: () => {
          closed = true;
          socket.destroy();
        },
      });
    });
  });
}

/** The frames that come before the first request. */
function opening(authority) {
  const settings = Buffer.alloc(12);
  settings.writeUInt16BE(2, 0); // ENABLE_PUSH = 0
  settings.writeUInt16BE(4, 6); // INITIAL_WINDOW_SIZE
  settings.writeUInt32BE(widestWindow, 8);
  const window = Buffer.alloc(4);
  window.writeUInt32BE(widestWindow - firstWindow);
  const headers = Buffer.concat([
    header(":method", "POST"),
    header(":scheme", "http"),
    header(":path", method),
    header(":authority", authority),
    header("content-type", "application/grpc"),
    header("te", "trailers"),
  ]);
  return Buffer.concat([
    Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    frameOf({ type: frame.settings, payload: settings }),
    frameOf({ type: frame.windowUpdate, payload: window }),
    frameOf({ type: frame.headers, flags: flag.endHeaders, stream: 1, payload: headers }),
  ]);
}

/** HPACK, literal header field never put into a table, no Huffman code (RFC 7541 section 6.2.2). */
function header(name, value) {
  return Buffer.concat([
    Buffer.from([0, name.length]),
    Buffer.from(name),
    Buffer.from([value.length]),
    Buffer.from(value),
  ]);
}

function frameOf({ type, flags = 0, stream = 0, payload }) {
  const bytes = Buffer.alloc(frameHeaderSize + payload.length);
  bytes.writeUIntBE(payload.length, 0, 3);
  bytes[3] = type;
  bytes[4] = flags;
  bytes.writeUInt32BE(stream, 5);
  payload.copy(bytes, frameHeaderSize);
  return bytes;
}

function dataFrame(body) {
  const payload = Buffer.alloc(grpcHeaderSize + body.length);
  payload.writeUInt32BE(body.length, 1);
  body.copy(payload, grpcHeaderSize);
  return frameOf({ type: frame.data, stream: 1, payload });
}

/** Collects exactly `size` bytes from pieces of any size. */
class Collector {
  #bytes;
  #filled = 0;

  constructor(size) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  /** Takes what it still needs from `source[from, to)`; returns how much that was. */
  take(source, from, to) {
    const taken = source.copy(this.#bytes, this.#filled, from, to);
    this.#filled += taken;
    return taken;
  }

  get whole() {
    return this.#filled === this.#bytes.length ? this.#bytes : undefined;
  }
}

/** Cuts a byte stream into frames. Data goes on piece by piece, other frames when they are whole. */
function frameReader({ onMessage, reply, end }) {
  const onData = messageReader(onMessage);
  let head = new Collector(frameHeaderSize);
  let inside; // what is left of the frame that is being read
  const finish = () => {
    const { type, flags, control } = inside;
    inside = undefined;
    head = new Collector(frameHeaderSize);
    if (type === frame.settings && !(flags & flag.ack))
      reply(frameOf({ type, flags: flag.ack, payload: Buffer.alloc(0) }));
    if (type === frame.ping && !(flags & flag.ack)) reply(frameOf({ type, flags: flag.ack, payload: control.whole }));
    if (type === frame.reset || type === frame.goAway) end(`the server sent frame ${type}`);
    if ((type === frame.data || type === frame.headers) && flags & flag.endStream) end("the server ended the stream");
  };
  return (size, buffer) => {
    let at = 0;
    while (at < size || inside?.left === 0) {
      if (inside === undefined) {
        at += head.take(buffer, at, size);
        const bytes = head.whole;
        if (bytes !== undefined) inside = frameStart(bytes);
        continue;
      }
      const to = Math.min(size, at + inside.left);
      if (inside.type === frame.data) onData(buffer, at, to);
      else inside.control?.take(buffer, at, to);
      inside.left -= to - at;
      at = to;
      if (inside.left === 0) finish();
    }
    return true;
  };
}

function frameStart(bytes) {
  const left = bytes.readUIntBE(0, 3);
  const [type, flags] = [bytes[3], bytes[4]];
  if (type === frame.data && flags & flag.padded) throw new Error("padded data frames are not understood");
  return { left, type, flags, control: type === frame.ping ? new Collector(left) : undefined };
}

/** Cuts the payload of data frames into gRPC messages. */
function messageReader(onMessage) {
  let prefix = new Collector(grpcHeaderSize);
  let body;
  return (buffer, from, to) => {
    let at = from;
    while (at < to) {
      if (body === undefined) {
        at += prefix.take(buffer, at, to);
        const bytes = prefix.whole;
        if (bytes === undefined) return;
        if (bytes[0] !== 0) throw new Error("compressed messages are not understood");
        body = new Collector(bytes.readUInt32BE(1));
      } else at += body.take(buffer, at, to);
      const whole = body?.whole;
      if (whole === undefined) continue;
      prefix = new Collector(grpcHeaderSize);
      body = undefined;
      onMessage(whole);
    }
  };
}

/** DeltaDiscoveryResponse: resources 2 (version 1, resource 2, name 3), type_url 4, nonce 5, removed_resources 6. */
function deltaResponse(bytes) {
  const response = { typeUrl: "", nonce: "", resources: [], removed: [], size: bytes.length, at: performance.now() };
  for (const { number, value } of fieldsOf(bytes)) {
    if (number === 2) response.resources.push(resourceOf(value));
    if (number === 4) response.typeUrl = value.toString();
    if (number === 5) response.nonce = value.toString();
    if (number === 6) response.removed.push(value.toString());
  }
  return response;
}

function resourceOf(bytes) {
  const resource = { name: "", version: "", body: Buffer.alloc(0) };
  for (const { number, value } of fieldsOf(bytes)) {
    if (number === 1) resource.version = value.toString();
    if (number === 2) resource.body = value;
    if (number === 3) resource.name = value.toString();
  }
  return resource;
}
