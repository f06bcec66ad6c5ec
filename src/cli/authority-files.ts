import type { Command } from "commander";
import type { AuthorityFilePaths } from "../identity/authority-files.js";
import { UsageError } from "./exit.js";
import type { AuthorityOptions } from "./options.js";

/** Adds the options that name an authority of the operator's. */
export function withAuthorityOptions(command: Command): Command {
  return command
    .option("--ca-root <file>", "roots that proxies trust, instead of an authority made by waymark (PEM)")
    .option("--ca-cert <file>", "the certificate that signs workloads (PEM)")
    .option("--ca-key <file>", "its private key (PEM)")
    .option("--ca-chain <file>", "certificates between --ca-cert and the root, if there are any (PEM)");
}

/**
 * The authority that the options name; undefined: our own.
 * @throws UsageError for half of one
 */
export function authorityFiles(options: AuthorityOptions): AuthorityFilePaths | undefined {
  const { caRoot, caCert, caKey, caChain } = options;
  if (caRoot === undefined && caCert === undefined && caKey === undefined && caChain === undefined) return undefined;
  if (caRoot === undefined || caCert === undefined || caKey === undefined) {
    throw new UsageError("an authority needs --ca-root, --ca-cert and --ca-key");
  }
  return { rootCert: caRoot, cert: caCert, key: caKey, ...(caChain !== undefined && { chain: caChain }) };
}
