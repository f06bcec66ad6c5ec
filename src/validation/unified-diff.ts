const context = 3;

/** The unified diff of two texts that have the same number of lines; empty if they are the same. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const changed = old.flatMap((line, index) => (line === now[index] ? [] : [index]));
  if (changed.length === 0) return "";
  const hunks = spans(changed, old.length).map(({ from, to }) => hunk(old, now, { from, to }));
  return [`--- a/${file}`, `+++ b/${file}`, ...hunks, ""].join("\n");
}

interface Span {
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

function spans(changed: readonly number[], length: number): readonly Span[] {
  const found: { from: number; to: number }[] = [];
  for (const index of changed) {
    const span = { from: Math.max(0, index - context), to: Math.min(length, index + context + 1) };
    const last = found.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = span.to;
    else found.push(span);
  }
  return found;
}

function hunk(old: readonly string[], now: readonly string[], { from, to }: Span): string {
  // What follows the last line break is no line.
  const end = to === old.length && old.at(-1) === "" ? to - 1 : to;
  const size = `${from + 1},${end - from}`;
  const lines: string[] = [`@@ -${size} +${size} @@`];
  for (let index = from; index < end; ) {
    let until = index;
    while (until < end && old[until] !== now[until]) until++;
    if (until === index) lines.push(` ${old[index++]}`);
    else {
      lines.push(
        ...old.slice(index, until).map((line) => `-${line}`),
        ...now.slice(index, until).map((line) => `+${line}`),
      );
      index = until;
    }
  }
  return lines.join("\n");
}
