import { availableParallelism } from "node:os";
import { ParseWorkers } from "./parse-workers.js";
import type { ParsedText } from "./parsed-text.js";
import { parsedText, quicklyParsedText } from "./parsed-text.js";

/** A document that is to be parsed. */
export interface AwaitedDocument {
  readonly text: string;
  /** What it says, or what a worker was asked, where `undefined` is a failure. */
  parsed?: ParsedText | Promise<ParsedText | undefined>;
}

export interface ParsingOptions {
  /** Fewer files than this are parsed here, however large they are. By default 1. */
  readonly fewestFiles?: number;
  /** How many workers there may be. By default one a processor, 4 at most; none where there is one processor only. */
  readonly workers?: number;
}

/** Less text (in UTF-16 code units) than this takes no longer to parse here than workers take to start. */
const fewestForWorkers = 300_000;

/** About 40 ms of work: long enough to be worth a message, short enough to share evenly. */
const jobSize = 32_000;

/** The documents of one look at the manifests: parsed here when asked for, or, if they are many, by workers meanwhile. */
export class Parsing {
  readonly #fewestFiles: number;
  readonly #mostWorkers: number;
  #workers: ParseWorkers | undefined;
  /** Not given to any worker. */
  #waiting: AwaitedDocument[] = [];
  #waitingSize = 0;
  #files = 0;
  #lastFile: string | undefined;

  constructor({ fewestFiles = 1, workers = defaultWorkers() }: ParsingOptions = {}) {
    this.#fewestFiles = fewestFiles;
    this.#mostWorkers = workers;
  }

  /** A document that will be asked for later; those of one file in a row. */
  expect(text: string, file: string): AwaitedDocument {
    const quick = quicklyParsedText(text);
    if (quick !== undefined) return { text, parsed: quick };
    const document: AwaitedDocument = { text };
    if (file !== this.#lastFile) this.#files++;
    this.#lastFile = file;
    this.#queue(document);
    return document;
  }

  /** No more documents are to come. */
  allExpected(): void {
    if (this.#workers !== undefined) this.#send(this.#workers);
  }

  /** Ends the workers. */
  close(): void {
    this.#workers?.close();
  }

  #queue(document: AwaitedDocument): void {
    this.#waiting.push(document);
    this.#waitingSize += document.text.length;
    if (this.#workers === undefined) {
      if (this.#mostWorkers === 0 || this.#files < this.#fewestFiles || this.#waitingSize < fewestForWorkers) return;
      this.#workers = new ParseWorkers(this.#mostWorkers);
      this.#send(this.#workers);
    } else if (this.#waitingSize >= jobSize) this.#send(this.#workers);
  }

  #send(workers: ParseWorkers): void {
    for (const documents of jobsOf(this.#waiting)) {
      const job = workers.parse(documents.map(({ text }) => text));
      for (const [index, document] of documents.entries()) document.parsed = job.then((parsed) => parsed?.[index]);
    }
    this.#waiting = [];
    this.#waitingSize = 0;
  }
}

/** What the document says. */
export async function parsedDocument({ text, parsed }: AwaitedDocument): Promise<ParsedText> {
  return (await parsed) ?? parsedText(text);
}

function jobsOf(documents: readonly AwaitedDocument[]): readonly (readonly AwaitedDocument[])[] {
  const jobs: AwaitedDocument[][] = [];
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

function defaultWorkers(): number {
  const processors = availableParallelism();
  return processors === 1 ? 0 : Math.min(processors, 4);
}
