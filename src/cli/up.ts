import { Command, Option } from "commander";
import { logLevels } from "../log-levels.js";
import { withAuthorityOptions } from "./authority-files.js";
import { exitCodesHelp } from "./exit.js";
import { withKeyOptions } from "./key-options.js";
import type { UpOptions } from "./options.js";

/** `waymark up FOLDER`. What it does is loaded only when it is wanted, so that `--help` stays quick. */
export function upCommand(): Command {
  const command = new Command("up")
    .summary("run a local mesh from a folder of manifests")
    .description(
      "Runs a whole mesh on this machine from a folder of manifests: control plane, one Envoy for each waypoint, node proxy, and an echo application for every pod. Follows edits until it is interrupted.",
    )
    .argument("<folder>", "folder (or file) of manifests")
    .option(
      "--workload <name=url>",
      "let a process of yours play a pod, Deployment or Service (repeatable)",
      (value: string, previous: readonly string[]) => [...previous, value],
      [],
    )
    .option("--state-dir <dir>", "where the certificate authority is kept (default: the XDG state folder)")
    .option("--envoy <path>", "the Envoy to run (default: $WAYMARK_ENVOY, PATH, or fetched)")
    .option("--templates <dir>", "Envoy templates that replace the built-in ones by name");
  return withKeyOptions(withAuthorityOptions(command))
    .addOption(new Option("--log-level <level>", "how much to log").choices(logLevels).default("warn"))
    .option("--json", "print one JSON object a line (docs/up-events.schema.json)", false)
    .addHelpText(
      "after",
      `
Examples:
  waymark up examples/bookshop
  waymark up examples/bookshop --workload shop/reviews=http://127.0.0.1:3000
  waymark up examples/bookshop --json | jq 'select(.event == "nack")'

${exitCodesHelp} Interrupting is a fine end.`,
    )
    .action(async (folder: string, options: UpOptions) => {
      const { runUp } = await import("./up-run.js");
      process.exitCode = await runUp(folder, options);
    });
}
