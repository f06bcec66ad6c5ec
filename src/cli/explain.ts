import { Command } from "commander";
import { exitCodesHelp } from "./exit.js";
import { withKeysOnce } from "./key-options.js";
import type { ExplainOptions } from "./options.js";

const collected = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

/** `waymark explain FOLDER --from IDENTITY --to SERVICE`. */
export function explainCommand(): Command {
  const command = new Command("explain")
    .summary("tell what happens to one request, and which line decides")
    .description(
      "Tells the way of one request through the mesh of a folder of manifests, without any proxy: who is asked on the way, which rules match and which do not, which route it takes and why, and what the client gets to see.",
    )
    .argument("<folder>", "folder (or file) of manifests")
    .requiredOption("--from <identity>", "who asks: namespace/sa/service-account, or namespace/pod")
    .requiredOption("--to <service:port>", "what is asked for, as the client names it; port 80 unless given")
    .option("--ip <address>", "the client's address, unless it is that of its pod")
    .option("--method <method>", "the request's method", "GET")
    .option("--path <path>", "the request's path with its query", "/")
    .option("-H, --header <header>", "'Name: value' (repeatable)", collected, [])
    .option("--jwt <file>", "send the token in this file as Authorization: Bearer, and verify it")
    .option("--claim <name=value>", "take a token with this claim for good (repeatable)", collected, [])
    .option(
      "--authorizer <answer>",
      "what authorizers outside say: allow, or the status that they refuse with",
      "allow",
    )
    .option("--why-not <rule>", "tell which conditions of this route or policy rule do not hold")
    .option("--json", "print one JSON object", false)
    .option("--html <file>", "write the story as one web page, too");
  return withKeysOnce(command)
    .addHelpText(
      "after",
      `
Examples:
  waymark explain examples/bookshop --from shop/sa/web --to reviews.shop
  waymark explain examples/bookshop --from shop/sa/web --to reviews.shop --method DELETE --path /reviews/1
  waymark explain examples/bookshop --from shop/sa/web --to reviews.shop --why-not shop/reviews

What proxies cannot know before they ask is assumed, and said: what authorizers answer, and what applications answer.
${exitCodesHelp} A request that does not get to an application, and is not redirected, is a finding.`,
    )
    .action(async (folder: string, options: ExplainOptions) => {
      const { runExplain } = await import("./explain-run.js");
      process.exitCode = await runExplain(folder, options);
    });
}
