import { setTimeout as pause } from "node:timers/promises";

const patienceMs = 30_000;

/** Resolves when what is found has `wanted` in it. @throws with what was found last, when it has not for half a minute */
export async function until(wanted: string, found: () => Promise<string> | string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let last = ""; ; await pause(50)) {
    last = await found();
    if (last.includes(wanted)) return;
    if (Date.now() > deadline) throw new Error(`wanted ${wanted}, got ${last}`);
  }
}
