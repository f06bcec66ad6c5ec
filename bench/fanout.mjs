/**
 * Fan-out: one resource, a thousand ADS streams, each on its own connection. How long from a publish until every stream
 * has acknowledged it, and what that costs the server. The same for go-control-plane's snapshot cache and delta server,
 * with the same client, the same bytes and the same box, in turns.
 */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startChild } from "./child.mjs";
import { openDeltaStream } from "./delta-stream.mjs";
import { inScratch } from "./scratch.mjs";
import { field, message } from "./wire.mjs";

const execute = promisify(execFile);
const folderOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const typeUrl = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";

const streams = 1_000;
const connectAtOnce = 50;
const rounds = 3;
const updates = [
  { label: "1kB", bytes: 1_000, times: 8 },
  { label: "100kB", bytes: 100_000, times: 5 },
];
/** Updates that are not counted: code is compiled and buffers have grown before the clock counts. */
const warmUps = 3;
const patienceMs = 60_000;
// CPU time is read when the acknowledgements, too, have been taken in.
const settleMs = 150;

/** @param {import("./figures.mjs").Figures} figures */
export async function fanout(figures) {
  figures.say(`fanout: ${streams} delta ADS streams on ${streams} connections, ${rounds} rounds in turns`);
  await inScratch(async (scratch) => {
    const servers = [
      { name: "waymark", command: process.execPath, args: [folderOf("fanout-waymark.mjs")] },
      ...(await goControlPlane(figures)),
    ];
    const taken = Object.fromEntries(servers.map(({ name }) => [name, new Map()]));
    for (let round = 0; round < rounds; round++) {
      // Whoever begins finds the quieter box: take turns.
      const order = round % 2 === 0 ? servers : [...servers].reverse();
      for (const server of order) await oneRound({ server, scratch, taken: taken[server.name] });
    }
    for (const { name } of servers) report(figures, name, taken[name]);
  });
}

function report(figures, server, taken) {
  for (const [what, samples] of taken) figures.many(`fanout.${server}.${what}`, samples);
}

async function goControlPlane(figures) {
  const binary = folderOf("../.cache/bench/go-control-plane");
  mkdirSync(folderOf("../.cache/bench"), { recursive: true });
  try {
    await execute("go", ["build", "-o", binary, "."], { cwd: folderOf("go") });
  } catch (error) {
    const reason =
      error.code === "ENOENT" ? "there is no go on PATH" : `go build: ${String(error.message).slice(0, 400)}`;
    figures.say(`  go-control-plane is left out: ${reason}`);
    return [];
  }
  return [{ name: "gcp", command: binary, args: [] }];
}

/** One life of one server: connect everybody, then the updates of each size. */
async function oneRound({ server, scratch, taken }) {
  const child = await startChild(server.command, server.args);
  const crowd = new Crowd();
  const keep = (what, value) => {
    if (value !== undefined) taken.set(what, [...(taken.get(what) ?? []), value]);
  };
  let version = 0;
  const publish = async (bytes) => {
    const file = join(scratch, "update.bin");
    writeFileSync(file, routeTable(bytes, ++version));
    await child.ask({ load: file, version: String(version) });
    const all = crowd.all();
    const start = performance.now();
    const [, last] = await Promise.all([child.ask({ publish: true }), all]);
    return last - start;
  };
  try {
    await crowd.connect(String(child.hello.address));
    for (let time = 0; time < warmUps; time++) await publish(updates[0].bytes);
    keep("connected_rss_mb", child.rssMb());
    for (const { label, bytes, times } of updates) {
      for (let time = 0; time < times; time++) {
        const before = await child.ask({ usage: true });
        const clientBefore = process.cpuUsage();
        keep(`${label}_ms`, await publish(bytes));
        await pause(settleMs);
        const client = process.cpuUsage(clientBefore);
        const after = await child.ask({ usage: true });
        keep(`${label}_cpu_ms`, after.cpu_ms - before.cpu_ms);
        keep(`${label}_client_cpu_ms`, (client.user + client.system) / 1000);
      }
      keep(`${label}_rss_mb`, child.rssMb());
    }
  } finally {
    crowd.close();
    await child.stop();
  }
}

/** All the streams, and the moment at which the last of them has acknowledged. */
class Crowd {
  #open = [];
  #waiting;

  async connect(address) {
    const [host, port] = address.split(":");
    for (let from = 0; from < streams; from += connectAtOnce) {
      const batch = Array.from({ length: connectAtOnce }, (_, index) => this.#stream(host, Number(port), from + index));
      this.#open.push(...(await Promise.all(batch)));
    }
    for (const stream of this.#open) stream.subscribe(typeUrl, ["routes"]);
  }

  /** Resolves with the time of the last acknowledgement when each stream has got one more response. */
  all() {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.#waiting.left} streams got nothing`)), patienceMs);
      this.#waiting = {
        left: streams,
        done: () => {
          clearTimeout(timer);
          resolve(performance.now());
        },
        failed: (why) => {
          clearTimeout(timer);
          reject(new Error(why));
        },
      };
    });
  }

  close() {
    for (const stream of this.#open) stream.close();
  }

  #stream(host, port, index) {
    return openDeltaStream({
      host,
      port,
      nodeId: `waypoint-${index}`,
      onResponse: ({ resources }) => {
        if (resources.length === 1 && this.#waiting !== undefined && --this.#waiting.left === 0) this.#waiting.done();
      },
      onEnd: (why) => this.#waiting?.failed(`stream ${index} ended: ${why}`),
    });
  }
}

/**
 * A serialized RouteConfiguration of about `bytes` bytes in which `version` is one header value, as an edit would be.
 * Fields: RouteConfiguration name 1, virtual_hosts 2; VirtualHost name 1, domains 2, routes 3; Route match 1 (prefix 1),
 * route 2 (cluster 1), response_headers_to_add 10 (header 1 (key 1, value 2)).
 */
function routeTable(bytes, version) {
  const routes = [];
  for (let size = 0; size < bytes - 100; ) {
    const number = String(routes.length).padStart(6, "0");
    const cluster = `inbound-vip|80|http|reviews-${number}.shop.svc.cluster.local`;
    const stamp = field(10, field(1, message(field(1, "x-version"), field(2, String(version).padStart(6, "0")))));
    const route = message(
      field(1, field(1, `/api/${number}`)),
      field(2, field(1, cluster)),
      routes.length === 0 ? stamp : Buffer.alloc(0),
    );
    routes.push(field(3, route));
    size += route.length + 2;
  }
  const host = message(field(1, "reviews"), field(2, "*"), ...routes);
  return message(field(1, "routes"), field(2, host));
}
