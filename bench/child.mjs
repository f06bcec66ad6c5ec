/** A process under measurement: told one JSON object a line, answers one JSON object a line, stopped by its own handle. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const patienceMs = 120_000;
const graceMs = 5_000;

/**
 * @typedef {object} Child
 * @property {Record<string, unknown>} hello its first line
 * @property {(command: object) => Promise<Record<string, any>>} ask
 * @property {() => number | undefined} rssMb resident memory; undefined where /proc does not tell
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<Child>}
 */
export async function startChild(command, args) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const gone = once(child, "exit");
  gone.catch(() => {});
  const killOnExit = () => child.kill("SIGKILL");
  process.once("exit", killOnExit);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const timer = setTimeout(killOnExit, patienceMs);
    const { value, done } = await lines.next();
    clearTimeout(timer);
    if (done) throw new Error(`${command} ended or took too long (exit code ${child.exitCode ?? child.signalCode})`);
    return JSON.parse(value);
  };
  await once(child, "spawn");
  return {
    hello: await nextLine(),
    ask: async (wanted) => {
      child.stdin.write(`${JSON.stringify(wanted)}\n`);
      return await nextLine();
    },
    rssMb: () => residentMb(child.pid),
    stop: async () => {
      child.stdin.end();
      const timer = setTimeout(killOnExit, graceMs);
      await gone;
      clearTimeout(timer);
      process.removeListener("exit", killOnExit);
    },
  };
}

/** Resident memory of a process in MiB, as Linux counts it. */
export function residentMb(pid) {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}
