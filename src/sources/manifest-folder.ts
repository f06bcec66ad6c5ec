import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceChange } from "../model/resource-set.js";
import { Claims } from "./claims.js";
import type { DocumentCache } from "./document-cache.js";
import { defaultCacheFolder, noCache, openDocumentCache } from "./document-cache.js";
import type { FilePlan, FileReading } from "./file-reading.js";
import { planReading, readAsPlanned } from "./file-reading.js";
import type { Inspector } from "./inspector.js";
import type { FileContent } from "./manifest-files.js";
import { contentOf, fileContent, manifestFiles } from "./manifest-files.js";
import { Parsing } from "./parsing.js";

export interface ReadOptions {
  /** The folder for parsed documents between runs; `false`: none. By default `$WAYMARK_CACHE` or the user's cache folder. */
  readonly cache?: string | false;
  /** Larger files are not read. By default 16 MiB. */
  readonly maxFileBytes?: number;
  /** Texts that are no files, by the name to show: standard input as `-`. */
  readonly given?: ReadonlyMap<string, Buffer>;
  /** Looks at every object besides. */
  readonly inspector?: Inspector;
}

/** A document, and where it stands. */
export interface ReadText {
  readonly file: string;
  readonly text: string;
  /** Counted from 1. */
  readonly firstLine: number;
}

/** Everything that was read. */
export interface Manifests {
  /** In the order of file names, then of documents. */
  readonly resources: readonly Resource[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many objects there were of kinds that waymark does not read, by `apiVersion/Kind`, sorted. */
  readonly unknownKinds: ReadonlyMap<string, number>;
  readonly documents: number;
  readonly files: number;
}

const defaultMaxFileBytes = 16 * 2 ** 20;

/** How long reading may keep others waiting. */
const breathMs = 12;

/** A file that was written less long ago may be half written. */
export const freshMs = 40;

/** How to look at files. */
export interface Look {
  /** Told of files that would lose objects but may be half written; they stay as they were until looked at again. */
  readonly postpone?: (file: string) => void;
}

interface OpenedFile {
  readonly plan: FilePlan;
  /** Whether it had just been written when it was opened. */
  readonly isFresh: boolean;
}

/** A set of manifest files and folders, as it was when it was last looked at. */
export class ManifestFolder {
  readonly #paths: readonly string[];
  readonly #maxFileBytes: number;
  readonly #given: ReadonlyMap<string, Buffer>;
  readonly #inspector: Inspector | undefined;
  #cache: DocumentCache;
  readonly #claims = new Claims();
  readonly #readings = new Map<string, FileReading>();
  /** Files whose own text there is something to say about. */
  readonly #flawed = new Set<string>();
  #folders: ReadonlySet<string> = new Set();
  #walkDiagnostics: readonly Diagnostic[] = [];

  constructor(paths: readonly string[], options: ReadOptions = {}) {
    const { cache = defaultCacheFolder(), maxFileBytes, given = new Map(), inspector } = options;
    this.#paths = paths;
    this.#maxFileBytes = maxFileBytes ?? defaultMaxFileBytes;
    this.#given = given;
    this.#inspector = inspector;
    this.#cache = cache === false ? noCache : openDocumentCache(cache, [...paths, ...given.keys()], inspector?.rules);
  }

  /** The folders to watch: where a change may be one of the manifests. */
  get folders(): ReadonlySet<string> {
    return this.#folders;
  }

  /** Looks at everything; files whose stamp is the same are not read again. */
  async rescan(look: Look = {}): Promise<readonly ResourceChange[]> {
    const diagnostics: Diagnostic[] = [];
    const { files, folders } = manifestFiles(this.#paths, (found) => diagnostics.push(found));
    this.#walkDiagnostics = diagnostics;
    this.#folders = folders;
    const present = new Set([...files, ...this.#given.keys()]);
    for (const file of this.#readings.keys()) if (!present.has(file)) this.#forget(file);
    return this.reread(present, look);
  }

  /** Looks at these files again, known ones and new ones. */
  async reread(files: Iterable<string>, look: Look = {}): Promise<readonly ResourceChange[]> {
    const rest = restfully();
    // An edit of one file is to be read at once, however large the file: workers take too long to start.
    const parsing = new Parsing({ fewestFiles: this.#readings.size === 0 ? 1 : 2 });
    try {
      const opened: OpenedFile[] = [];
      for (const file of files) {
        const found = this.#opened(file, parsing);
        if (found !== undefined) opened.push(found);
        await rest();
      }
      parsing.allExpected();
      const how = { cache: this.#cache, inspector: this.#inspector, rest };
      for (const file of opened) this.#take(await readAsPlanned(file.plan, how), file.isFresh, look);
    } finally {
      parsing.close();
    }
    return this.#claims.changes();
  }

  /** Nothing, if the file is as it was read before, or gone. */
  #opened(file: string, parsing: Parsing): OpenedFile | undefined {
    const content = this.#contentOf(file);
    const before = this.#readings.get(file);
    if (content.kind === "absent") this.#forget(file);
    if (content.kind === "absent" || content.stamp === before?.stamp) return undefined;
    const isFresh = content.kind === "text" && Math.abs(Date.now() - content.modifiedMs) < freshMs;
    return { plan: planReading(file, content, { before, cache: this.#cache, parsing }), isFresh };
  }

  #contentOf(file: string): FileContent {
    const given = this.#given.get(file);
    if (given !== undefined) return contentOf(file, given, this.#maxFileBytes);
    return fileContent(file, this.#maxFileBytes);
  }

  #take(reading: FileReading, isFresh: boolean, { postpone }: Look): void {
    if (isFresh && postpone !== undefined && this.#claims.wouldLose(reading)) postpone(reading.file);
    else {
      this.#readings.set(reading.file, reading);
      if (isFlawed(reading)) this.#flawed.add(reading.file);
      else this.#flawed.delete(reading.file);
      this.#claims.replace(reading.file, reading);
    }
  }

  /** Whether the file was read, so that what it held is known. */
  knows(file: string): boolean {
    return this.#readings.has(file);
  }

  manifests(): Manifests {
    const documents = [...this.#readings.values()].flatMap((reading) => reading.documents);
    return {
      resources: this.#claims.resources(),
      diagnostics: this.diagnostics(),
      unknownKinds: counted(documents.flatMap(({ outcome }) => outcome.foreign)),
      documents: documents.length,
      files: this.#readings.size,
    };
  }

  /** Every document that was read, in the order of file names. */
  texts(): readonly ReadText[] {
    const readings = [...this.#readings.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
    return readings.flatMap(({ file, documents }) =>
      documents.map(({ text, firstLine }) => ({ file, text, firstLine })),
    );
  }

  /** Asked after every edit: only files with something to say are looked at. */
  diagnostics(): readonly Diagnostic[] {
    const files = [...new Set([...this.#flawed, ...this.#claims.suspects()])].sort();
    return [...this.#walkDiagnostics, ...files.flatMap((file) => this.#diagnosticsOf(file))];
  }

  /** Leaves the parsed documents for the next run, and lets go of them: later edits are few and cheap to parse. */
  saveCache(): void {
    if (this.#inspector?.isSound !== false) this.#cache.save();
    this.#cache = noCache;
  }

  #diagnosticsOf(file: string): readonly Diagnostic[] {
    const reading = this.#readings.get(file);
    const documents = reading?.documents.flatMap(({ outcome }) => outcome.diagnostics) ?? [];
    return [...(reading?.diagnostics ?? []), ...documents, ...this.#claims.diagnosticsOf(file)];
  }

  #forget(file: string): void {
    this.#readings.delete(file);
    this.#flawed.delete(file);
    this.#claims.replace(file, undefined);
  }
}

function isFlawed({ diagnostics, documents }: FileReading): boolean {
  return diagnostics.length > 0 || documents.some(({ outcome }) => outcome.diagnostics.length > 0);
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of [...names].sort()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** A function to be called often; now and then it lets everything run that is waiting. */
function restfully(): () => Promise<void> | undefined {
  let rested = performance.now();
  return () => {
    if (performance.now() - rested < breathMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        rested = performance.now();
        resolve();
      });
    });
  };
}
