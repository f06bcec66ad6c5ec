import { statSync } from "node:fs";
import { join } from "node:path";
import { FolderWatcher } from "./folder-watcher.js";
import { manifestFiles } from "./manifest-files.js";

export interface FileWatch {
  close(): void;
}

/** How long nothing must happen before it is told. */
const quietMs = 60;
/** Where folders cannot be watched, they are looked at this often. */
const pollMs = 1000;

/** Tells whenever a manifest or another file of that kind in these files and folders has changed, come or gone. */
export function watchFiles(paths: readonly string[], onChange: () => void): FileWatch {
  // In one form only, so that the paths of events are those of the files that were found.
  const roots = paths.map((path) => join(path).replace(/(?<=.)\/$/, ""));
  let timer: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let before = "";
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = look();
      if (now !== before) onChange();
      before = now;
    }, quietMs);
  };
  const watcher = new FolderWatcher(roots, { onFile: soon, onStructure: soon });
  const look = (): string => {
    const { files, folders } = manifestFiles(roots, () => undefined);
    const { failed } = watcher.watch(folders);
    if (failed) poll ??= setInterval(soon, pollMs);
    return files.map(stampOf).join("\n");
  };
  before = look();
  return {
    close: () => {
      clearTimeout(timer);
      clearInterval(poll);
      watcher.close();
    },
  };
}

function stampOf(file: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(file, { bigint: true });
    return `${file} ${mtimeNs} ${size} ${ino}`;
  } catch {
    return file;
  }
}
