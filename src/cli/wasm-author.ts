/** `waymark wasm init`, `build` and `test`: from nothing to a module that is known to work. */
import { Command, Option } from "commander";
import { exitCodesHelp } from "./exit.js";
import type { WasmBuildOptions, WasmInitOptions, WasmTestOptions } from "./wasm-options.js";

/** In the order in which an author needs them. */
export function authorCommands(): readonly Command[] {
  return [initCommand(), buildCommand(), testCommand()];
}

function initCommand(): Command {
  return new Command("init")
    .summary("make a plugin project")
    .description(
      "Makes a project for an Envoy filter in AssemblyScript: source, typed configuration with its JSON Schema, a Jest test, and a WasmPlugin. Nothing is written over.",
    )
    .argument("<name>", "the plugin's name, or a path that ends with it")
    .addOption(
      new Option(
        "--template <template>",
        "headers: what headers say decides; body: what bodies hold; minimal: one header",
      )
        .choices(["headers", "body", "minimal"])
        .default("headers"),
    )
    .addHelpText(
      "after",
      `
Examples:
  waymark wasm init team-header
  waymark wasm init plugins/order-check --template body

${exitCodesHelp}`,
    )
    .action(async (name: string, options: WasmInitOptions) => {
      const { runWasmInit } = await import("./wasm-init-run.js");
      process.exitCode = await runWasmInit(name, options);
    });
}

function buildCommand(): Command {
  return new Command("build")
    .summary("compile a filter, and check that Envoy can run it")
    .description(
      "Compiles a filter with the SDK of its project and checks the module: no start section, no unknown import, callbacks of the right types. A project's assembly/index.ts becomes build/NAME.wasm, with its source map and the schema of its configuration beside it.",
    )
    .argument("[path]", "a plugin project, or one source file", ".")
    .option("--out <file>", "where the module goes")
    .option("--watch", "build again after every change", false)
    .option("--json", "as JSON", false)
    .addHelpText(
      "after",
      `
Examples:
  waymark wasm build
  waymark wasm build plugins/order-check --watch
  waymark wasm build gate.ts --out build/gate.wasm

${exitCodesHelp} A finding: it does not compile, or Envoy could not run it.`,
    )
    .action(async (path: string, options: WasmBuildOptions) => {
      const { runWasmBuild } = await import("./wasm-build-run.js");
      process.exitCode = await runWasmBuild(path, options);
    });
}

function testCommand(): Command {
  return new Command("test")
    .summary("build a plugin and run its tests")
    .description(
      "Builds a plugin project and runs its Jest tests with waymark/wasm-host. With --envoy, behaviours are tried on a real Envoy, too, which must agree.",
    )
    .argument("[folder]", "the plugin project", ".")
    .argument("[jest...]", "what Jest is told, behind --")
    .option("--envoy [path]", "on a real Envoy, too (default: $WAYMARK_ENVOY, PATH, or fetched)", false)
    .option("--no-build", "take the module as it is")
    .addHelpText(
      "after",
      `
Examples:
  waymark wasm test
  waymark wasm test plugins/order-check --envoy
  waymark wasm test . -- --watch -t "refuses"

${exitCodesHelp} A finding: it does not build, or a test fails.`,
    )
    .action(async (folder: string, jest: readonly string[], options: WasmTestOptions) => {
      const { runWasmTest } = await import("./wasm-test-run.js");
      process.exitCode = await runWasmTest(folder, jest, options);
    });
}
