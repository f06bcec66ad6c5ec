/**
 * A whole control plane in a process of its own, as `waymark serve` runs it. Arguments: the manifest folder and the state
 * folder. Tells where it listens, then answers `{"bootstrap":"ns/name"}`, `{"pending":true}` and `{"follow":true}`
 * (from then on every change, acknowledgement and refusal is told).
 */

import { createInterface } from "node:readline";
import { giveBackMemory } from "../dist/cli/heap.js";
import { startControlPlane } from "../dist/control-plane.js";
import { createLogger } from "../dist/log.js";

const [folder, stateDir] = process.argv.slice(2);
const told = new Set(["change", "ack", "nack"]);
let following = false;

const plane = await startControlPlane({
  folder,
  stateDir,
  watch: true,
  xds: { host: "127.0.0.1", port: 0 },
  log: createLogger({ level: "error" }),
  onEvent: (event) => {
    if (following && told.has(event.kind)) tell({ event });
  },
});
giveBackMemory();
const { host, port } = plane.xdsAddress;
tell({ host, port, ready_ms: performance.now() });

for await (const line of createInterface({ input: process.stdin })) {
  const wanted = JSON.parse(line);
  if (wanted.bootstrap !== undefined) tell({ bootstrap: plane.bootstrap({ waypoint: wanted.bootstrap }) });
  else if (wanted.pending) tell({ pending: plane.pending() });
  else if (wanted.follow) {
    following = true;
    tell({ following });
  }
}
await plane.close();
process.exit(0);

function tell(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
