import { Command, Option } from "commander";
import { logLevels } from "../log-levels.js";
import { withAuthorityOptions } from "./authority-files.js";
import { exitCodesHelp } from "./exit.js";
import { withKeyOptions } from "./key-options.js";
import type { ServeOptions } from "./options.js";

/** `waymark serve FOLDER`. */
export function serveCommand(): Command {
  const command = new Command("serve")
    .summary("serve waypoints elsewhere over xDS")
    .description(
      "Serves the configuration of a folder of manifests over xDS to waypoints that run elsewhere, and follows edits. Logs are JSON lines on standard error.",
    )
    .argument("<folder>", "folder (or file) of manifests")
    .option("--xds-address <host:port>", "where Envoys connect to", "127.0.0.1:15010")
    .option("--http-address <host:port>", "health, readiness, metrics and state; port 0: any", "127.0.0.1:15014")
    .option("--tls-cert <file>", "certificate chain of the xDS server (PEM)")
    .option("--tls-key <file>", "its private key (PEM)")
    .option("--client-ca <file>", "require client certificates of this authority (PEM)")
    .option("--insecure", "let anybody who reaches the xDS address have the waypoints' private keys", false)
    .option("--state-dir <dir>", "where the certificate authority is kept (default: the XDG state folder)")
    .option("--templates <dir>", "Envoy templates that replace the built-in ones by name");
  return withKeyOptions(withAuthorityOptions(command))
    .addOption(new Option("--log-level <level>", "how much to log").choices(logLevels).default("info"))
    .addHelpText(
      "after",
      `
Examples:
  waymark serve manifests/
  waymark serve manifests/ --xds-address 0.0.0.0:15012 --tls-cert xds.pem --tls-key xds-key.pem --client-ca ca.pem

Whoever is served gets the private key of the waypoint that it claims to be. So beyond this machine clients must prove
it: with --client-ca, the SPIFFE id in their certificate must be the waypoint's. --insecure is for networks where something else
sees to that.

Over HTTP:
  /healthz        200 while the process works
  /readyz         200 once the manifests were read and translated
  /metrics        Prometheus metrics
  /debug/state    what is known, as JSON

${exitCodesHelp} Interrupting is a fine end.`,
    )
    .action(async (folder: string, options: ServeOptions) => {
      const { runServe } = await import("./serve-run.js");
      process.exitCode = await runServe(folder, options);
    });
}
