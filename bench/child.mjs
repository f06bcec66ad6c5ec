/**
 * A process under measurement: told one JSON object a line, answers one JSON object a line, stopped by its own handle.
 * Lines with a member `event` are no answers: they come when something happens.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const patienceMs = 300_000;
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
 * @param {{ onEvent?: (event: any) => void, env?: Record<string, string> }} [options] `env`: beside that of this process
 * @returns {Promise<Child>}
 */
export async function startChild(command, args, { onEvent = () => {}, env = {} } = {}) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, ...env } });
  const gone = once(child, "exit");
  gone.catch(() => {});
  const killOnExit = () => child.kill("SIGKILL");
  process.once("exit", killOnExit);
  const answers = new Answers();
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    const told = JSON.parse(line);
    if (told.event === undefined) answers.give(told);
    else onEvent(told.event);
  });
  lines.on("close", () =>
    answers.end(`${command} ended or took too long (exit code ${child.exitCode ?? child.signalCode})`),
  );
  const nextAnswer = async () => {
    const timer = setTimeout(killOnExit, patienceMs);
    return await answers.next().finally(() => clearTimeout(timer));
  };
  await once(child, "spawn");
  return {
    hello: await nextAnswer(),
    ask: async (wanted) => {
      child.stdin.write(`${JSON.stringify(wanted)}\n`);
      return await nextAnswer();
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

/** Answers come in the order of the questions. */
class Answers {
  #waiting = [];
  #given = [];
  #ended;

  give(answer) {
    const next = this.#waiting.shift();
    if (next === undefined) this.#given.push(answer);
    else next.resolve(answer);
  }

  end(why) {
    this.#ended = why;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(why));
  }

  next() {
    if (this.#given.length > 0) return Promise.resolve(this.#given.shift());
    if (this.#ended !== undefined) return Promise.reject(new Error(this.#ended));
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }
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
