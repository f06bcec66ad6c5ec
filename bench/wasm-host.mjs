/** What testing a plugin costs without Envoy: the life of one stream, and a host for each test. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { WasmHost } from "../dist/wasm/host/index.js";

const path = fileURLToPath(new URL("../test/wasm/modules/header/header.wasm", import.meta.url));
const rounds = 15;
const streams = 2_000;

/**
 * Prints the figures of the plugin host.
 * @param {import("./figures.mjs").Figures} figures
 */
export async function wasmHost(figures) {
  figures.say("the life of a stream: ten request headers, a filter that adds one header each way");
  const module = readFileSync(path);
  for (const recordHostcalls of [true, false]) {
    const host = new WasmHost({ module, recordHostcalls });
    host.startPlugin();
    oneRound(host);
    const perStream = Array.from({ length: rounds }, () => oneRound(host));
    figures.many(`wasm.host.stream.us${recordHostcalls ? "" : ".no-journal"}`, perStream);
  }
  const perHost = Array.from({ length: rounds }, () => timed(200, () => new WasmHost({ module }).startPlugin()));
  figures.many("wasm.host.start.us", perHost);
}

function oneRound(host) {
  return timed(streams, () => {
    const stream = host.openStream();
    stream.requestHeaders(requestHeaders);
    stream.responseHeaders(responseHeaders);
  });
}

/** Microseconds a call. */
function timed(times, call) {
  const from = process.hrtime.bigint();
  for (let done = 0; done < times; done += 1) call();
  return Number(process.hrtime.bigint() - from) / 1e3 / times;
}

const requestHeaders = {
  ":method": "GET",
  ":path": "/cart?user=1",
  ":authority": "shop.test",
  ":scheme": "http",
  accept: "*/*",
  "user-agent": "bench",
  cookie: "a=1; b=2",
  "x-request-id": "00000000-0000-4000-8000-000000000000",
  "x-forwarded-proto": "http",
  "accept-encoding": "gzip",
};
const responseHeaders = { ":status": "200", "content-type": "text/plain", "content-length": "0" };
