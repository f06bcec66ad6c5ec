import { Command, Option } from "commander";
import { exitCodesHelp } from "./exit.js";
import type { ValidateCommandOptions } from "./options.js";

const collected = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];
const severities = ["error", "warning", "info"];

/** `waymark validate PATH…`. */
export function validateCommand(): Command {
  return new Command("validate")
    .summary("say what is wrong with manifests, without a cluster")
    .description(
      "Checks manifests as an API server would, and says what they mean together: what is not in effect, what can be avoided, what nobody can have meant.",
    )
    .argument("[paths...]", "files and folders of manifests; - is standard input")
    .addOption(
      new Option("--format <format>", "how to print what is found")
        .choices(["text", "json", "sarif", "junit", "github"])
        .default("text"),
    )
    .addOption(new Option("--severity <severity>", "print nothing below").choices(severities).default("info"))
    .addOption(
      new Option("--fail-on <severity>", "end with exit code 1 if there is such a finding, or a worse one")
        .choices([...severities, "never"])
        .default("error"),
    )
    .option("--crds <path>", "check objects of the kinds defined there, too (repeatable)", collected, [])
    .option("--cluster-per-folder", "every folder in the paths is a cluster of its own", false)
    .option(
      "--plugin-schema <name=file>",
      "hold pluginConfig of this module's plugins to a JSON Schema (repeatable; default: the one beside its file)",
      collected,
      [],
    )
    .option("--baseline <file>", "leave out the findings that this file names")
    .option("--write-baseline", "write what is found into the file of --baseline, and end well", false)
    .option("--fix", "correct what can be corrected without a doubt", false)
    .option("--dry-run", "with --fix: print what would be changed, and change nothing", false)
    .option("--explain <code>", "print what a code means, and nothing else")
    .addHelpText(
      "after",
      `
Examples:
  waymark validate examples/bookshop
  helm template charts/shop | waymark validate -
  waymark validate manifests/ --crds crds/ --format sarif > waymark.sarif
  waymark validate manifests/ --baseline waymark-baseline.json --write-baseline
  waymark validate manifests/ --plugin-schema mask=plugins/mask/schema.json
  waymark validate --explain WM3001

A finding is ignored where a comment says so: # waymark-ignore WM4004: reason (until 2027-01-31)
${exitCodesHelp} A finding is one that --fail-on asks for.`,
    )
    .action(async (paths: readonly string[], options: ValidateCommandOptions) => {
      const { runValidate } = await import("./validate-run.js");
      process.exitCode = await runValidate(paths, options);
    });
}
