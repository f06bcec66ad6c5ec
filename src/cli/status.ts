import { Command, Option } from "commander";
import { exitCodesHelp } from "./exit.js";
import { withFetchedOnce } from "./key-options.js";
import type { StatusOptions } from "./options.js";

/** `waymark status FOLDER`. */
export function statusCommand(): Command {
  const command = new Command("status")
    .summary("tell what is in effect, where, and what is not, and why")
    .description(
      "Tells for each route, policy, service and waypoint of a folder of manifests whether it is in effect, on which waypoint or pod, and what keeps it from being so: the conditions that would stand in its status.",
    )
    .argument("<folder>", "folder (or file) of manifests")
    .argument("[selection...]", "KIND, KIND/NAME or KIND/NAMESPACE/NAME: these objects only")
    .option("-n, --namespace <namespace>", "objects of this namespace only")
    .option("--not-in-effect", "only what is not, or not wholly, in effect", false)
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .option("--json", "short for --format json: a list of objects with conditions as in Kubernetes", false);
  return withFetchedOnce(command)
    .addHelpText(
      "after",
      `
Examples:
  waymark status examples/bookshop
  waymark status examples/bookshop --not-in-effect
  waymark status examples/bookshop httproute authorizationpolicy -n shop
  waymark status examples/bookshop HTTPRoute/catalog --json

Errors in files that hold no object go to standard error.
${exitCodesHelp} A finding is an object, among those asked for, that is not wholly in effect, or a file that cannot be read.`,
    )
    .action(async (folder: string, selection: readonly string[], options: StatusOptions) => {
      const { runStatus } = await import("./status-run.js");
      process.exitCode = await runStatus(folder, selection, options);
    });
}
