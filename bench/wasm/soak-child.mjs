/**
 * A million streams through one plugin on the Node host, in a process of its own (`--expose-gc`). Arguments: the module, how
 * many streams, and after how many the first look is taken. Answers with one JSON object: both looks, and the time a stream took.
 */
import { WasmHost } from "../../dist/wasm/host/index.js";

const [module, total, settled] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const paths = ["/plain", "/refused", "/shared", "/answered", "/forsaken", "/body"];
const piece = "é".repeat(2048);

const host = new WasmHost({ module, recordHostcalls: false });
const plugin = host.startPlugin();

run(settled);
const early = look();
const from = process.cpuUsage();
run(total - settled);
const { user, system } = process.cpuUsage(from);
const cpuUs = (user + system) / (total - settled);
process.stdout.write(JSON.stringify({ early, end: look(), cpuUs, pages: plugin.memoryPages }));

function run(count) {
  for (let number = 0; number < count; number++) {
    oneStream(paths[number % paths.length], number);
    if (number % 1_000 === 0) host.clearRecords();
  }
}

function oneStream(path, number) {
  const stream = host.openStream();
  const withBody = path === "/body";
  const headers = {
    ":method": withBody ? "POST" : "GET",
    ":path": path,
    "x-number": String(number),
    "x-long": "a".repeat(300),
  };
  stream.requestHeaders(headers, { endOfStream: !withBody });
  if (withBody) {
    stream.requestBody(piece, { endOfStream: false });
    stream.requestBody("end");
  }
  if (path === "/answered") stream.respondTo(stream.calls[0], { body: "yes" });
  if (path === "/forsaken") stream.disconnect();
  else if (stream.localReply === undefined) stream.responseHeaders({ ":status": "200" });
  if (stream.state !== "ended") throw new Error(`the stream of ${path} did not end: ${stream.state}`);
}

/** What is left once nobody is at work. */
function look() {
  host.clearRecords();
  host.tick(1_000); // the plugin counts its objects
  globalThis.gc();
  return {
    pages: plugin.memoryPages,
    objects: host.metric("soak_live_objects"),
    hostHeapMb: process.memoryUsage().heapUsed / 1024 / 1024,
  };
}
