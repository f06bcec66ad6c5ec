import { readFile, writeFile } from "node:fs/promises";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { fixedText } from "../validation/fixes.js";
import { unifiedDiff } from "../validation/unified-diff.js";

/** Corrects the files of these findings, or with `dryRun` only says what would change. */
export async function applyFixes(
  diagnostics: readonly Diagnostic[],
  dryRun: boolean,
): Promise<{ readonly changed: number; readonly diff: string }> {
  const fixable = diagnostics.filter(({ fix }) => fix !== undefined);
  const files = [...new Set(fixable.flatMap(({ origin }) => origin?.document?.source.file ?? []))];
  const diffs: string[] = [];
  let changed = 0;
  for (const file of files) {
    const text = await readFile(file, "utf8");
    const fixed = fixedText(
      text,
      fixable.filter(({ origin }) => origin?.document?.source.file === file),
    );
    changed += fixed.settled.length;
    diffs.push(unifiedDiff(file, text, fixed.text));
    if (!dryRun && fixed.text !== text) await writeFile(file, fixed.text);
  }
  return { changed, diff: diffs.join("") };
}
