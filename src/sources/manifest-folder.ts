import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceChange } from "../model/resource-set.js";
import { Claims } from "./claims.js";
import type { DocumentCache } from "./document-cache.js";
import { defaultCacheFolder, noCache, openDocumentCache } from "./document-cache.js";
import type { FileReading } from "./file-reading.js";
import { readFile } from "./file-reading.js";
import type { FileContent } from "./manifest-files.js";
import { fileContent, manifestFiles } from "./manifest-files.js";

export interface ReadOptions {
  /** The folder for parsed documents between runs; `false`: none. By default `$WAYMARK_CACHE` or the user's cache folder. */
  readonly cache?: string | false;
  /** Larger files are not read. By default 16 MiB. */
  readonly maxFileBytes?: number;
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

/** A set of manifest files and folders, as it was when it was last looked at. */
export class ManifestFolder {
  readonly #paths: readonly string[];
  readonly #maxFileBytes: number;
  #cache: DocumentCache;
  readonly #claims = new Claims();
  readonly #readings = new Map<string, FileReading>();
  #folders: ReadonlySet<string> = new Set();
  #walkDiagnostics: readonly Diagnostic[] = [];

  constructor(paths: readonly string[], { cache = defaultCacheFolder(), maxFileBytes }: ReadOptions = {}) {
    this.#paths = paths;
    this.#maxFileBytes = maxFileBytes ?? defaultMaxFileBytes;
    this.#cache = cache === false ? noCache : openDocumentCache(cache, paths);
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
    const present = new Set(files);
    for (const file of this.#readings.keys()) if (!present.has(file)) this.#forget(file);
    return this.reread(files, look);
  }

  /** Looks at these files again, known ones and new ones. */
  async reread(files: Iterable<string>, look: Look = {}): Promise<readonly ResourceChange[]> {
    const rest = restfully();
    for (const file of files) {
      const content = fileContent(file, this.#maxFileBytes);
      if (content.kind === "absent") this.#forget(file);
      else if (content.stamp !== this.#readings.get(file)?.stamp) await this.#take(file, content, { look, rest });
      await rest();
    }
    return this.#claims.changes();
  }

  async #take(
    file: string,
    content: Exclude<FileContent, { readonly kind: "absent" }>,
    { look, rest }: { readonly look: Look; readonly rest: () => Promise<void> | undefined },
  ): Promise<void> {
    const reading = readFile(file, content, { cache: this.#cache, before: this.#readings.get(file) });
    let step = reading.next();
    for (; !step.done; step = reading.next()) await rest();
    const isFresh = content.kind === "text" && Math.abs(Date.now() - content.modifiedMs) < freshMs;
    if (isFresh && look.postpone !== undefined && this.#claims.wouldLose(step.value)) return look.postpone(file);
    this.#readings.set(file, step.value);
    this.#claims.replace(file, step.value);
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

  diagnostics(): readonly Diagnostic[] {
    const files = [...this.#readings.keys()].sort();
    return [...this.#walkDiagnostics, ...files.flatMap((file) => this.#diagnosticsOf(file))];
  }

  /** Leaves the parsed documents for the next run, and lets go of them: later edits are few and cheap to parse. */
  saveCache(): void {
    this.#cache.save();
    this.#cache = noCache;
  }

  #diagnosticsOf(file: string): readonly Diagnostic[] {
    const reading = this.#readings.get(file);
    const documents = reading?.documents.flatMap(({ outcome }) => outcome.diagnostics) ?? [];
    return [...(reading?.diagnostics ?? []), ...documents, ...this.#claims.diagnosticsOf(file)];
  }

  #forget(file: string): void {
    this.#readings.delete(file);
    this.#claims.replace(file, undefined);
  }
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
