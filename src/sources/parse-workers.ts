import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ParsedText } from "./parsed-text.js";

/** Documents that are parsed together, and who waits for them. */
interface Job {
  readonly texts: readonly string[];
  readonly finish: (parsed: readonly ParsedText[] | undefined) => void;
}

interface Worker {
  readonly process: ChildProcess;
  /** What it was given and has not answered, in that order. */
  readonly jobs: Job[];
}

/** A worker has its next job at hand while this process takes its time to give it one. */
const jobsAtHand = 2;

/** The compiled program has it; where the sources run as they are, nothing is there and every job comes back undone. */
const workerFile = new URL("./parse-worker.js", import.meta.url);

/**
 * Processes that parse documents, gone after `close`. They take 50 ms to start, as threads do; but what threads have used
 * stays with the process for good (some 40 MB after a thousand files), and a control plane lives long.
 */
export class ParseWorkers {
  readonly #workers = new Set<Worker>();
  readonly #queue: Job[] = [];

  constructor(count: number, file: URL = workerFile) {
    for (let started = 0; started < count && existsSync(file); started++) this.#start(file);
  }

  /** What each text says; `undefined` if nobody could tell, so that the caller has to find out by itself. */
  parse(texts: readonly string[]): Promise<readonly ParsedText[] | undefined> {
    return new Promise((finish) => {
      this.#queue.push({ texts, finish });
      this.#assign();
    });
  }

  /** Whatever is not parsed yet comes back undone. */
  close(): void {
    for (const worker of [...this.#workers]) {
      this.#lose(worker);
      worker.process.kill("SIGKILL");
    }
  }

  #start(file: URL): void {
    // None of this process's own flags, a debugger's port among them. What a worker dies of is found out again here.
    const process = fork(fileURLToPath(file), {
      execArgv: [],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const worker: Worker = { process, jobs: [] };
    this.#workers.add(worker);
    process.on("message", (parsed: readonly ParsedText[]) => {
      worker.jobs.shift()?.finish(parsed);
      this.#assign();
    });
    process.on("error", () => this.#lose(worker));
    process.on("exit", () => this.#lose(worker));
  }

  #assign(): void {
    for (const worker of this.#workers) {
      while (worker.jobs.length < jobsAtHand) {
        const job = this.#queue.shift();
        if (job === undefined) return;
        worker.jobs.push(job);
        // A worker that is gone already is heard of by `exit`.
        worker.process.send(job.texts, () => undefined);
      }
    }
    if (this.#workers.size === 0) for (const job of this.#queue.splice(0)) job.finish(undefined);
  }

  #lose(worker: Worker): void {
    this.#workers.delete(worker);
    for (const job of worker.jobs.splice(0)) job.finish(undefined);
    this.#assign();
  }
}
