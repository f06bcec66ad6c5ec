import type { HeaderEdits } from "../ir/route.js";
import type { HeaderChange } from "./headers.js";

/** Edits in the order in which they take effect. */
export type EditSequence = readonly (HeaderEdits | undefined)[];

/** What a sequence of edits does to each header. The host is no header for them. */
export function headerChanges(sequence: EditSequence): readonly HeaderChange[] {
  const found = new Map<string, HeaderChange>();
  for (const edits of sequence) {
    for (const name of edits?.remove ?? []) found.set(name, { name, keeps: false, values: [] });
    for (const { name, value } of edits?.set ?? []) found.set(name, { name, keeps: false, values: [value] });
    for (const { name, value } of edits?.add ?? []) {
      const { keeps, values } = found.get(name) ?? { keeps: true, values: [] };
      found.set(name, { name, keeps, values: [...values, value] });
    }
  }
  return [...found.values()].filter(({ name }) => !isHost(name));
}

/** The host that a sequence of edits writes; undefined: none. */
export function hostWritten(sequence: EditSequence): string | undefined {
  return sequence
    .flatMap((edits) => [...(edits?.set ?? []), ...(edits?.add ?? [])])
    .filter(({ name }) => isHost(name))
    .at(-1)?.value;
}

function isHost(name: string): boolean {
  return name === "host" || name.startsWith(":");
}
