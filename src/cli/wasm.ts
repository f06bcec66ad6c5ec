import { Command, Option } from "commander";
import { exitCodesHelp } from "./exit.js";
import { authorCommands } from "./wasm-author.js";
import { benchCommand } from "./wasm-bench.js";
import type { RegistryOptions, WasmInspectOptions, WasmPushOptions } from "./wasm-options.js";

/** `waymark wasm …`: what plugin authors do. */
export function wasmCommand(): Command {
  const command = new Command("wasm")
    .summary("make, build, test, measure, look at and publish plugins")
    .description(
      "Makes, builds, tests and measures plugins, looks at modules as the control plane would, and publishes them.",
    );
  for (const one of [...authorCommands(), benchCommand(), inspectCommand(), pushCommand()]) command.addCommand(one);
  return command.addHelpText(
    "after",
    `
Examples:
  waymark wasm init team-header
  waymark wasm test team-header --envoy
  waymark wasm bench build/mask.wasm --config @mask.json
  waymark wasm inspect build/mask.wasm
  waymark wasm push oci://registry.example/plugins/mask:1.2 build/mask.wasm

${exitCodesHelp}`,
  );
}

function withRegistryOptions(command: Command): Command {
  return command
    .option("--user <name>", "who asks the registry; the password comes from WAYMARK_REGISTRY_PASSWORD")
    .option(
      "--plain-http <host:port>",
      "ask this registry without TLS (repeatable; those of this machine always are)",
      (value: string, previous: readonly string[]) => [...previous, value],
      [],
    )
    .option("--ca <file>", "authorities that https servers must be of (PEM; default: the system's)");
}

function inspectCommand(): Command {
  const command = new Command("inspect")
    .summary("say what a module is, and whether Envoy runs it")
    .description(
      "Says what a module is: its ABI, what it imports and exports, its size and digest, and why a proxy would not run it.",
    )
    .argument("<module>", "a file, a URL, or an image (oci://registry/repository:tag)")
    .option("--json", "as JSON", false);
  return withRegistryOptions(command)
    .addHelpText(
      "after",
      `
Examples:
  waymark wasm inspect build/mask.wasm
  waymark wasm inspect oci://registry.example/plugins/mask:1.2 --json

${exitCodesHelp}`,
    )
    .action(async (module: string, options: WasmInspectOptions) => {
      const { runWasmInspect } = await import("./wasm-inspect-run.js");
      process.exitCode = await runWasmInspect(module, options);
    });
}

function pushCommand(): Command {
  const command = new Command("push")
    .summary("publish a module as an image")
    .description("Publishes a module in an OCI registry. A module that Envoy would not run is not published.")
    .argument("<image>", "oci://registry/repository:tag")
    .argument("<file>", "the module")
    .addOption(
      new Option(
        "--layout <layout>",
        "artifact: the layer is the module; image: an archive with plugin.wasm, as for containers",
      )
        .choices(["artifact", "image"])
        .default("artifact"),
    )
    .option("--schema <file>", "JSON Schema of the plugin's configuration (default: the one beside the file, if any)");
  return withRegistryOptions(command)
    .addHelpText(
      "after",
      `\nExample:\n  waymark wasm push oci://registry.example/plugins/mask:1.2 build/mask.wasm\n\n${exitCodesHelp}`,
    )
    .action(async (image: string, file: string, options: WasmPushOptions & RegistryOptions) => {
      const { runWasmPush } = await import("./wasm-push-run.js");
      process.exitCode = await runWasmPush(image, file, options);
    });
}
