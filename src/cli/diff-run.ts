import type { MeshDiff } from "../diff/mesh-diff.js";
import { diffMarkdown } from "../diff/render-markdown.js";
import { diffText } from "../diff/render-text.js";
import { diff } from "../diff.js";
import { GitProblem } from "../sources/git-revision.js";
import { type DiffSources, type DiffWords, diffSources } from "./diff-sources.js";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import type { DiffCommandOptions } from "./options.js";
import { type Output, processOutput, type Style, styled } from "./output.js";
import { startProgress } from "./progress.js";

/** Compares and prints; says how to end. */
export async function runDiff(
  words: DiffWords,
  options: DiffCommandOptions,
  output: Output = processOutput(options.format !== "text"),
): Promise<ExitCode> {
  const progress = startProgress(process.stderr);
  try {
    const { base, head }: DiffSources = await diffSources(words);
    const found = await diff(base, head, {
      requestsPerPort: options.maxRequests,
      onProgress: (doing) => progress.doing(doing),
    });
    progress.end();
    output.text(rendered(found, options, output.colour));
    return exitCodeOf(found, options);
  } catch (error) {
    if (error instanceof GitProblem) throw new UsageError(error.message);
    throw error;
  } finally {
    progress.end();
  }
}

function rendered(found: MeshDiff, { format, maxCharacters }: DiffCommandOptions, colour: boolean): string {
  if (format === "json") return `${JSON.stringify(found, null, 2)}\n`;
  if (format === "markdown") return diffMarkdown(found, maxCharacters);
  const style = (name: Style) => (text: string) => styled(text, name, colour);
  return diffText(found, { strong: style("bold"), quiet: style("dim"), change: style("yellow") });
}

/** A comparison of half of the manifests is a finding whether or not changes are. */
function exitCodeOf({ base, head, requests }: MeshDiff, { exitCode }: DiffCommandOptions): ExitCode {
  if (base.unread.length + head.unread.length > 0) return exitCodes.findings;
  return exitCode && requests.length > 0 ? exitCodes.findings : exitCodes.fine;
}
