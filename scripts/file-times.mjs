/** When files were changed: how scripts tell what is out of date. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Milliseconds; 0 for a file that is not there. */
export async function modified(path) {
  return await stat(path).then(
    (it) => it.mtimeMs,
    () => 0,
  );
}

/** The latest change below a folder, of entries that count. Folders count, too: deleting a file changes nothing else. */
export async function newestUnder(folder, counts) {
  const entries = await readdir(folder, { withFileTypes: true });
  const times = entries
    .filter(({ name }) => counts(name))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newestUnder(path, counts) : modified(path);
    });
  return Math.max(await modified(folder), ...(await Promise.all(times)));
}
