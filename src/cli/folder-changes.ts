import { type FSWatcher, watch } from "node:fs";

/** Changes of sources, one after the other. */
export interface FolderChanges {
  /** Resolves with true when something changed and stayed as it is for a moment; with false once `ended` does. */
  next(ended: Promise<unknown>): Promise<boolean>;
  close(): void;
}

/** An editor writes a file in several steps. */
const settledMs = 150;

/** Watches the sources below a folder, and another file if one is named. */
export function changesUnder(folder: string, file?: string): FolderChanges {
  let changed = false;
  let tell: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      tell();
    }, settledMs);
  };
  const watchers: FSWatcher[] = [
    watch(folder, { recursive: true }, (_, name) => {
      // What is built may lie beside its source.
      if (name === null || /\.(ts|json)$/.test(name)) heard();
    }),
  ];
  if (file !== undefined) watchers.push(watch(file, heard));
  // A folder that goes away ends nothing: the next build says what is missing.
  for (const watcher of watchers) watcher.on("error", heard);
  return {
    async next(ended) {
      const change = new Promise<boolean>((resolve) => {
        tell = () => resolve(true);
        if (changed) tell();
      });
      const isChange = await Promise.race([change, ended.then(() => false)]);
      changed = false;
      return isChange;
    },
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
