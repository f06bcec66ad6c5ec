/** A real Envoy under measurement: its listeners by name, and the CPU time of its threads as the kernel counts it. */
import { readdirSync, readFileSync } from "node:fs";
import { startEnvoy } from "../../dist/runtime/envoy-process.js";
import { openProcessGuard } from "../../dist/runtime/process-guard.js";

/**
 * Starts it and waits until it is ready.
 * @param {{ binary: string, scratch: string, bootstrap: string }} run
 */
export async function runEnvoy({ binary, scratch, bootstrap }) {
  const guard = await openProcessGuard(scratch);
  const said = [];
  const envoy = await startEnvoy({
    binary,
    name: "bench",
    bootstrap: { text: bootstrap },
    guard,
    logLevel: "error",
    concurrency: 1,
    log: (line) => said.push(line),
  });
  const stop = async () => {
    await envoy.stop();
    guard.close();
  };
  try {
    await envoy.ready({ timeoutMs: 120_000 });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    stop,
    cpuUs: () => cpuUs(envoy.pid, () => true),
    workerCpuUs: () => cpuUs(envoy.pid, (thread) => thread.startsWith("wrk:")),
    pid: envoy.pid,
    ports: () => portsOf(envoy),
  };
}

/** Microseconds that threads of a process have run. The scheduler counts nanoseconds; `/proc/PID/stat` only ticks of ten milliseconds. */
function cpuUs(pid, counts) {
  let ns = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const folder = `/proc/${pid}/task/${thread}`;
    if (!counts(readFileSync(`${folder}/comm`, "utf8"))) continue;
    ns += Number(readFileSync(`${folder}/schedstat`, "utf8").split(" ")[0]);
  }
  return ns / 1e3;
}

async function portsOf(envoy) {
  const { text } = await envoy.admin("/listeners?format=json");
  const { listener_statuses: listeners } = JSON.parse(text);
  return new Map(listeners.map((it) => [it.name, it.local_address.socket_address.port_value]));
}
