import { Command, Option } from "commander";
import { exitCodesHelp } from "./exit.js";
import { wholeNumber } from "./option-values.js";
import type { DiffCommandOptions } from "./options.js";

/** The largest limit that can be asked for. */
const most = 999_999_999;

/** `waymark diff BASE HEAD`. */
export function diffCommand(): Command {
  return new Command("diff")
    .summary("tell what a change of manifests does to requests")
    .description(
      "Compares two folders, or two revisions of a git repository: which objects differ, what waypoints are sent, and which requests end otherwise, each kind shown by one request and the line that decides.",
    )
    .argument("<base>", "a folder; or a revision, or two as BASE..HEAD (BASE...HEAD: since they parted)")
    .argument(
      "[head-and-paths...]",
      "a folder; or a revision (default: the working tree), then paths of manifests in the repository",
    )
    .addOption(
      new Option("--format <format>", "how to print it; markdown is for a comment of a pull request")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .option("--exit-code", "end with exit code 1 if any request ends otherwise", false)
    .option("--max-requests <count>", "try at most so many requests for each service port", wholeNumber(1, most), 1000)
    .option(
      "--max-characters <count>",
      "cut markdown to so many characters, and say what was cut",
      wholeNumber(1, most),
      60_000,
    )
    .addHelpText(
      "after",
      `
Examples:
  waymark diff old-manifests/ new-manifests/
  waymark diff main manifests/                    main, and the working tree
  waymark diff main HEAD manifests/
  waymark diff origin/main...HEAD -- manifests/   what this branch changes
  waymark diff origin/main...HEAD --format markdown > comment.md

Nothing is fetched, and no file is written: revisions are read by the git command into memory.
${exitCodesHelp} What cannot be read is a finding; changes are findings with --exit-code only.`,
    )
    .action(async (base: string, more: readonly string[], options: DiffCommandOptions) => {
      const { runDiff } = await import("./diff-run.js");
      const words = [base, ...more];
      process.exitCode = await runDiff({ words, behindDashes: wordsBehindDashes(process.argv) }, options);
    });
}

/** Commander does not tell where `--` stood. */
function wordsBehindDashes(argv: readonly string[]): number {
  const dashes = argv.indexOf("--");
  return dashes < 0 ? 0 : argv.length - dashes - 1;
}
