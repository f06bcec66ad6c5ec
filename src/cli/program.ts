/** `waymark`: one file a command, loaded when it is asked for. */
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { curlCommand } from "./curl.js";
import { diffCommand } from "./diff.js";
import { EnvironmentProblem, exitCodes, exitCodesHelp, UsageError } from "./exit.js";
import { explainCommand } from "./explain.js";
import { generateCommand } from "./generate.js";
import { serveCommand } from "./serve.js";
import { statusCommand } from "./status.js";
import { testCommand } from "./test.js";
import { upCommand } from "./up.js";
import { validateCommand } from "./validate.js";
import { wasmCommand } from "./wasm.js";

/** The command line with all its commands. */
export function program(): Command {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  };
  const root = new Command("waymark")
    .description(
      "The control plane for sidecar-less service meshes: manifests in, exactly what each waypoint needs out.",
    )
    .version(version)
    .showHelpAfterError("(--help shows what can be said)")
    .addHelpText(
      "after",
      `
Examples:
  waymark up examples/bookshop          a whole mesh on this machine
  waymark generate examples/bookshop    what each waypoint would receive
  waymark test examples/bookshop        the mesh tests beside the manifests
  waymark status examples/bookshop      what is in effect, where, and what is not
  waymark serve manifests/              the xDS server for waypoints elsewhere

${exitCodesHelp}`,
    );
  for (const command of [
    upCommand(),
    curlCommand(),
    validateCommand(),
    generateCommand(),
    explainCommand(),
    testCommand(),
    diffCommand(),
    statusCommand(),
    serveCommand(),
    wasmCommand(),
  ]) {
    root.addCommand(command.copyInheritedSettings(root));
  }
  const commands = [root, ...root.commands, ...root.commands.flatMap(({ commands: below }) => below)];
  for (const command of commands) command.exitOverride();
  return root;
}

/** Runs `argv` (without node and script) and says how to end. */
export async function run(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv, { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    const said = messageOf(error);
    if (said !== undefined) process.stderr.write(`${said}\n`);
  }
}

/** Envoy cannot be had, proxies do not settle, templates do not fit: the message says all there is to say. */
const plainErrors: Readonly<Record<string, number>> = {
  EnvoyNotFound: exitCodes.internal,
  UnsettledMesh: exitCodes.internal,
  TemplateFailure: exitCodes.findings,
};

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
  if (error instanceof UsageError) return exitCodes.usage;
  return (error instanceof Error ? plainErrors[error.name] : undefined) ?? exitCodes.internal;
}

/** Commander has already said what it has to say; what the user cannot mend comes with its stack. */
function messageOf(error: unknown): string | undefined {
  if (error instanceof CommanderError) return undefined;
  if (error instanceof UsageError || error instanceof EnvironmentProblem) return `waymark: ${error.message}`;
  if (error instanceof Error && plainErrors[error.name] !== undefined) return `waymark: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
