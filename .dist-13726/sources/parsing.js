import { availableParallelism } from "node:os";
import { ParseWorkers } from "./parse-workers.js";
import { parsedText, quicklyParsedText } from "./parsed-text.js";
/** Less text (in UTF-16 code units) than this takes no longer to parse here than threads take to start. */
const fewestForThreads = 300_000;
/** About 40 ms of work: long enough to be worth a message, short enough to share evenly. */
const jobSize = 32_000;
/** The documents of one look at the manifests: parsed here when asked for, or, if they are many, by threads meanwhile. */
export class Parsing {
    #fewestFiles;
    #threads;
    #workers;
    /** Not given to any thread. */
    #waiting = [];
    #waitingSize = 0;
    #files = 0;
    #lastFile;
    constructor({ fewestFiles = 1, threads = defaultThreads() } = {}) {
        this.#fewestFiles = fewestFiles;
        this.#threads = threads;
    }
    /** A document that will be asked for later; those of one file in a row. */
    expect(text, file) {
        const quick = quicklyParsedText(text);
        if (quick !== undefined)
            return { text, parsed: quick };
        const document = { text };
        if (file !== this.#lastFile)
            this.#files++;
        this.#lastFile = file;
        this.#queue(document);
        return document;
    }
    /** No more documents are to come. */
    allExpected() {
        if (this.#workers !== undefined)
            this.#send(this.#workers);
    }
    /** Ends the threads. */
    close() {
        this.#workers?.close();
    }
    #queue(document) {
        this.#waiting.push(document);
        this.#waitingSize += document.text.length;
        if (this.#workers === undefined) {
            if (this.#threads === 0 || this.#files < this.#fewestFiles || this.#waitingSize < fewestForThreads)
                return;
            this.#workers = new ParseWorkers(this.#threads);
            this.#send(this.#workers);
        }
        else if (this.#waitingSize >= jobSize)
            this.#send(this.#workers);
    }
    #send(workers) {
        for (const documents of jobsOf(this.#waiting)) {
            const job = workers.parse(documents.map(({ text }) => text));
            for (const [index, document] of documents.entries())
                document.parsed = job.then((parsed) => parsed?.[index]);
        }
        this.#waiting = [];
        this.#waitingSize = 0;
    }
}
/** What the document says. */
export async function parsedDocument({ text, parsed }) {
    return (await parsed) ?? parsedText(text);
}
function jobsOf(documents) {
    const jobs = [];
    let size = jobSize;
    for (const document of documents) {
        if (size >= jobSize) {
            jobs.push([]);
            size = 0;
        }
        jobs.at(-1)?.push(document);
        size += document.text.length;
    }
    return jobs;
}
function defaultThreads() {
    const processors = availableParallelism();
    return processors === 1 ? 0 : Math.min(processors, 4);
}
//# sourceMappingURL=parsing.js.map