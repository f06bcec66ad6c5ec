import type { MeshTestSuite } from "../mesh-tests/mesh-test.js";
import { type FileWatch, watchFiles } from "../sources/watch-files.js";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import { interruption } from "./interruption.js";
import type { TestOptions } from "./options.js";
import type { Output } from "./output.js";

interface Watched {
  readonly output: Output;
  /** @throws UsageError where there is no test to run */
  readonly runOnce: () => Promise<{ readonly suites: readonly MeshTestSuite[] }>;
}

/** Runs the tests, and again whenever a test or a manifest changes, until interrupted. */
export async function watchedTests(
  paths: readonly string[],
  { format }: TestOptions,
  { output, runOnce }: Watched,
): Promise<ExitCode> {
  if (format !== "text") throw new UsageError(`--watch prints text, not ${format}`);
  const stopped = interruption(() => process.exit(130));
  const changes = new Changes(paths);
  let isStopped = false;
  const end = stopped.asked.then(() => {
    isStopped = true;
  });
  while (!isStopped) {
    changes.watchAlso(await ranIn(runOnce, output));
    output.note("Watching; Ctrl-C ends it.");
    await Promise.race([changes.next(), end]);
  }
  changes.close();
  stopped.dispose();
  return exitCodes.fine;
}

/** The manifests that were tested. A mistake may be mended by the next edit. */
async function ranIn(runOnce: Watched["runOnce"], output: Output): Promise<readonly string[]> {
  try {
    const { suites } = await runOnce();
    return suites.flatMap(({ manifests }) => manifests);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.note(error.message);
    return [];
  }
}

/** Changes since they were last asked for; those that happen while tests run are not missed. */
class Changes {
  #watched: readonly string[];
  #watch: FileWatch;
  #happened = false;
  #tell: () => void = () => undefined;

  constructor(paths: readonly string[]) {
    this.#watched = paths;
    this.#watch = this.#start();
  }

  /** What is tested is known only when the tests have been read; and when they cannot be, it was known before. */
  watchAlso(manifests: readonly string[]): void {
    const wanted = [...new Set([...this.#watched, ...manifests])];
    if (wanted.length === this.#watched.length) return;
    this.#watched = wanted;
    this.#watch.close();
    this.#watch = this.#start();
  }

  async next(): Promise<void> {
    if (!this.#happened) {
      await new Promise<void>((resolve) => {
        this.#tell = resolve;
      });
    }
    this.#happened = false;
  }

  close(): void {
    this.#watch.close();
  }

  #start(): FileWatch {
    return watchFiles(this.#watched, () => {
      this.#happened = true;
      this.#tell();
    });
  }
}
