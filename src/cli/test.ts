import { Command, InvalidArgumentError, Option } from "commander";
import { exitCodesHelp } from "./exit.js";
import { withFetchedOnce } from "./key-options.js";
import { repeated } from "./option-values.js";
import type { TestOptions } from "./options.js";

/** `waymark test PATH…`. */
export function testCommand(): Command {
  const command = new Command("test")
    .summary("run the mesh tests beside manifests, without a cluster")
    .description(
      "Runs mesh tests: documents of kind MeshTest that say who sends which request, and what must become of it. Without any proxy, or with --envoy through a mesh of real Envoys on this machine.",
    )
    .argument("<paths...>", "files and folders with mesh tests")
    .option(
      "--only <text>",
      "run the tests whose name has this text, or fits this /expression/ (repeatable)",
      repeated,
      [],
    )
    .option("--manifests <path>", "test these manifests, whatever the test files say (repeatable)", repeated, [])
    .option("--envoy", "send the requests through real Envoys, too", false)
    .option("--watch", "run the tests again whenever a file changes", false)
    .addOption(
      new Option("--format <format>", "how to print what came of the tests")
        .choices(["text", "json", "junit", "github"])
        .default("text"),
    )
    .option("--verbose", "print the tests that pass, too", false)
    .option("--coverage", "print the route and policy rules that take part in no test", false)
    .option("--lcov <file>", "write which lines of the manifests take part, as an LCOV tracefile")
    .option("--fail-under <percent>", "fail if less of the rules take part in tests", percent);
  return withFetchedOnce(command)
    .addHelpText(
      "after",
      `
Examples:
  waymark test examples/bookshop
  waymark test examples/bookshop --coverage --fail-under 100
  waymark test manifests/ --only admin --verbose
  waymark test manifests/ --format junit --lcov coverage.lcov > waymark.xml
  waymark test manifests/ --envoy
  helm template charts/shop > shop.yaml && waymark test tests/ --manifests shop.yaml

A mesh test is a YAML document beside the manifests; docs/testing.md tells its form.
${exitCodesHelp} A test that fails, or cannot be run, is a finding.`,
    )
    .action(async (paths: readonly string[], options: TestOptions) => {
      const { runTest } = await import("./test-run.js");
      process.exitCode = await runTest(paths, options);
    });
}

function percent(text: string): number {
  const value = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : 101;
  if (value > 100) throw new InvalidArgumentError("a number between 0 and 100 is wanted.");
  return value;
}
