import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isPassedOver } from "../sources/manifest-files.js";

/** Changes of sources, one after the other. */
export interface SourceChanges {
  /** Resolves with true when something is another than at the last call; with false once `ended` is aborted. */
  next(ended: AbortSignal): Promise<boolean>;
}

/** How often sources are looked at. They are few, and editors replace files in ways that watches of the system lose. */
const lookMs = 200;

/** Follows the AssemblyScript below a folder, and other files. */
export async function sourceChanges(folder: string, files: readonly string[]): Promise<SourceChanges> {
  const look = async (): Promise<string> =>
    [await stampOfFolder(folder), ...(await Promise.all(files.map(stampOf)))].join("\n");
  let known = await look();
  return {
    async next(ended) {
      while (!ended.aborted) {
        const now = await look();
        if (now !== known) {
          known = now;
          return true;
        }
        await pause(lookMs, undefined, { signal: ended }).catch(() => undefined);
      }
      return false;
    },
  };
}

async function stampOfFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const stamps = entries
    .filter(({ name }) => !isPassedOver(name))
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return stampOfFolder(path);
      return entry.name.endsWith(".ts") ? stampOf(path) : "";
    });
  return (await Promise.all(stamps)).filter((stamp) => stamp !== "").join("\n");
}

/** What differs as soon as a file is another. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return `${path} ${found === undefined ? "gone" : `${found.mtimeMs} ${found.size} ${found.ino}`}`;
}
