import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
/** A thread has its next job at hand while this one takes its time to give it one. */
const jobsAtHand = 2;
/** The compiled program has it; where the sources run as they are, nothing is there and every job comes back undone. */
const workerFile = new URL("./parse-worker.js", import.meta.url);
/** Threads that parse documents. They cost 50 ms and 20 MB each, and are gone after `close`. */
export class ParseWorkers {
    #threads = new Set();
    #queue = [];
    constructor(threads, file = workerFile) {
        for (let started = 0; started < threads && existsSync(file); started++)
            this.#start(file);
    }
    /** What each text says; `undefined` if nobody could tell, so that the caller has to find out by itself. */
    parse(texts) {
        return new Promise((finish) => {
            this.#queue.push({ texts, finish });
            this.#assign();
        });
    }
    /** Whatever is not parsed yet comes back undone. */
    close() {
        for (const thread of [...this.#threads]) {
            this.#lose(thread);
            void thread.worker.terminate();
        }
    }
    #start(file) {
        // None of this process's own flags: some of them are refused by threads.
        const worker = new Worker(file, { execArgv: [] });
        const thread = { worker, jobs: [] };
        this.#threads.add(thread);
        worker.on("message", (parsed) => {
            thread.jobs.shift()?.finish(parsed);
            this.#assign();
        });
        worker.on("error", () => this.#lose(thread));
        worker.on("exit", () => this.#lose(thread));
    }
    #assign() {
        for (const thread of this.#threads) {
            while (thread.jobs.length < jobsAtHand) {
                const job = this.#queue.shift();
                if (job === undefined)
                    return;
                thread.jobs.push(job);
                thread.worker.postMessage(job.texts);
            }
        }
        if (this.#threads.size === 0)
            for (const job of this.#queue.splice(0))
                job.finish(undefined);
    }
    #lose(thread) {
        this.#threads.delete(thread);
        for (const job of thread.jobs.splice(0))
            job.finish(undefined);
        this.#assign();
    }
}
//# sourceMappingURL=parse-workers.js.map