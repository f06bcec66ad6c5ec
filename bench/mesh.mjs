/** The parts that the benches of whole meshes share: a folder, its control plane, and proxies that connect to it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startChild } from "./child.mjs";
import { openDeltaStream } from "./delta-stream.mjs";
import { inScratch } from "./scratch.mjs";
import { field, message } from "./wire.mjs";
import { writeWorld } from "./world.mjs";

const api = "type.googleapis.com/envoy";
/** What a waypoint Envoy subscribes to; the wildcard stands for the names that it would ask for one by one. */
const subscriptions = [
  [`${api}.config.cluster.v3.Cluster`, []],
  [`${api}.config.listener.v3.Listener`, []],
  [`${api}.config.endpoint.v3.ClusterLoadAssignment`, ["*"]],
  [`${api}.config.route.v3.RouteConfiguration`, ["*"]],
  [`${api}.config.core.v3.TypedExtensionConfig`, ["*"]],
  [`${api}.extensions.transport_sockets.tls.v3.Secret`, ["default", "ROOTCA"]],
];

const patienceMs = 90_000;
const pollMs = 250;

/** Path of a script beside this file. */
export function script(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

/**
 * Runs `work` with the manifests of a shape in a temporary folder that is gone afterwards.
 * @template T
 * @param {import("./world.mjs").Shape} shape
 * @param {(place: { folder: string, scratch: string, write: (file: import("./world.mjs").ManifestFile) => void }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export function inWorld(shape, work) {
  return inScratch(async (scratch) => {
    const folder = join(scratch, "mesh");
    mkdirSync(folder);
    writeWorld(folder, shape);
    return await work({ folder, scratch, write: ({ path, text }) => writeFileSync(join(folder, path), text) });
  });
}

/** Starts the control plane of a world. */
export function startPlane({ folder, scratch }, onEvent = () => {}) {
  const args = [script("plane.mjs"), folder, join(scratch, "state")];
  return startChild(process.execPath, args, { onEvent, env: { WAYMARK_CACHE: join(scratch, "cache") } });
}

/**
 * Connects a light client for each of these waypoints.
 * @returns {Promise<{ responses: () => number, close: () => void }>} `responses`: how many all of them have got
 */
export async function connectWaypoints({ host, port }, names) {
  let responses = 0;
  const streams = [];
  for (const name of names) {
    // Node.metadata (3), a Struct: fields (1) of key (1) and Value (2) with string_value (3).
    const metadata = field(3, field(1, message(field(1, "WAYPOINT"), field(2, field(3, name)))));
    const stream = await openDeltaStream({
      host,
      port,
      nodeId: `waypoint~${name}`,
      nodeFields: [metadata],
      onResponse: () => void responses++,
      onEnd: (why) => {
        throw new Error(`the stream of ${name} ended: ${why}`);
      },
    });
    for (const [typeUrl, wanted] of subscriptions) stream.subscribe(typeUrl, wanted);
    streams.push(stream);
  }
  return {
    responses: () => responses,
    close: () => {
      for (const stream of streams) stream.close();
    },
  };
}

/** Waits until every waypoint has acknowledged all that it was sent. */
export async function untilInEffect(plane) {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(pollMs)) {
    const { pending } = await plane.ask({ pending: true });
    if (pending.length === 0) return;
  }
  const { pending } = await plane.ask({ pending: true });
  throw new Error(`not in effect after ${patienceMs} ms: ${JSON.stringify(pending.slice(0, 5))}`);
}
