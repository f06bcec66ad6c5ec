import { Command } from "commander";
import { exitCodesHelp } from "./exit.js";
import type { CurlOptions } from "./options.js";

const collected = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

/** `waymark curl --as IDENTITY URL`. */
export function curlCommand(): Command {
  return new Command("curl")
    .summary("send one request through the running local mesh")
    .description("Sends one HTTP request through the local mesh that `waymark up` runs, as one of its identities.")
    .argument("<url>", "http://SERVICE.NAMESPACE[:PORT]/PATH")
    .option("--as <identity>", "namespace/sa/service-account, or namespace/pod")
    .option("--proxy <url>", "the CONNECT proxy to use, in place of --as")
    .option("--folder <folder>", "the mesh of this folder, if several run")
    .option("-X, --request <method>", "GET unless given, POST with -d")
    .option("-H, --header <header>", "'Name: value' (repeatable)", collected, [])
    .option("-d, --data <text>", "the request's body")
    .option("-i, --include", "print the status and the headers, too", false)
    .option("-m, --max-time <seconds>", "give up after so many seconds", Number, 15)
    .option("--json", "print one JSON object: status, headers, body", false)
    .addHelpText(
      "after",
      `
Examples:
  waymark curl --as shop/sa/web http://reviews.shop/reviews/1
  waymark curl --as shop/web-0 -i -H 'x-canary: yes' http://reviews.shop/
  waymark curl --proxy http://127.0.0.1:18001 -d '{}' http://orders.shop/

The status goes to standard error, the body to standard output.
${exitCodesHelp} A status of 400 or more, or no answer, is a finding.`,
    )
    .action(async (url: string, options: CurlOptions) => {
      const { runCurl } = await import("./curl-run.js");
      process.exitCode = await runCurl(url, options);
    });
}
