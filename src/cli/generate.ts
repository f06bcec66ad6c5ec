import { Command, Option } from "commander";
import { exitCodesHelp } from "./exit.js";
import { withFetchedOnce } from "./key-options.js";
import type { GenerateOptions } from "./options.js";

const collected = (value: string, previous: readonly string[]): readonly string[] => [
  ...previous,
  ...value.split(",").map((type) => type.trim()),
];

/** `waymark generate FOLDER`. */
export function generateCommand(): Command {
  const command = new Command("generate")
    .summary("print what each waypoint would receive")
    .description(
      "Prints the Envoy configuration that each waypoint of a folder of manifests would receive. Same manifests, same text.",
    )
    .argument("<folder>", "folder (or file) of manifests")
    .option("--waypoint <namespace/name>", "this waypoint only")
    .option("--type <type>", "cds, eds, lds, rds or ecds only (repeatable, or separated by commas)", collected, [])
    .option("--bootstrap", "print the bootstrap of each waypoint's Envoy in place of its resources", false)
    .option(
      "--static",
      "print one complete static configuration for each waypoint: `envoy --mode validate` takes it",
      false,
    )
    .addOption(new Option("--format <format>", "how to print").choices(["yaml", "json"]).default("yaml"))
    .option("--out <dir>", "write one file for each waypoint into this folder")
    .option("--templates <dir>", "Envoy templates that replace the built-in ones by name")
    .option("--xds-address <host:port>", "where the bootstrap says that the control plane is", "127.0.0.1:15010")
    .option(
      "--xds-ca <file>",
      "… that it is reached by TLS, and its certificate is of this authority (a file of the Envoy)",
    )
    .option("--xds-name <name>", "… that its certificate is for this name (default: the host of --xds-address)")
    .option("--xds-cert <file>", "… the certificate that the Envoy shows it (a file of the Envoy)")
    .option("--xds-key <file>", "… and its private key");
  return withFetchedOnce(command)
    .addHelpText(
      "after",
      `
Examples:
  waymark generate examples/bookshop
  waymark generate examples/bookshop --waypoint shop/waypoint --type rds,ecds
  waymark generate examples/bookshop --static --out build/envoy
  waymark generate examples/bookshop --bootstrap --xds-address waymark.mesh:15010 --xds-ca /certs/ca.pem \\
    --xds-cert /certs/waypoint.pem --xds-key /certs/waypoint.key

A static configuration has placeholders for certificates: nobody believes them. Findings in the manifests go to standard error.
${exitCodesHelp} A finding is an error in the manifests.`,
    )
    .action(async (folder: string, options: GenerateOptions) => {
      const { runGenerate } = await import("./generate-run.js");
      process.exitCode = await runGenerate(folder, options);
    });
}
