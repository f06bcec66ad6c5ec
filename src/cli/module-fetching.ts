import type { Command } from "commander";
import type { ModuleFetching } from "../control-plane-types.js";
import type { ResourceSet } from "../model/resource-set.js";
import { certificatesIn, placesIn, repeated } from "./option-values.js";
import type { ModuleOptions } from "./options.js";

/** Adds the options that say where modules of plugins may be fetched from. */
export function withModuleOptions(command: Command): Command {
  return command
    .option(
      "--wasm-allow <cidr|host>",
      "let modules of plugins be fetched from these private addresses or this host, too (repeatable)",
      repeated,
      [],
    )
    .option("--wasm-ca <file>", "authorities that https servers of modules must be of (PEM; default: the system's)")
    .option("--wasm-plain-http <host:port>", "ask this registry of modules without TLS (repeatable)", repeated, []);
}

/** What the options ask for. @throws UsageError if one of them cannot be used */
export async function moduleFetching(options: ModuleOptions): Promise<ModuleFetching> {
  if (!options.fetch) return "files";
  const { wasmAllow = [], wasmCa, wasmPlainHttp = [] } = options;
  return {
    allowed: placesIn("--wasm-allow", wasmAllow),
    withoutTls: wasmPlainHttp,
    ...(wasmCa !== undefined && { roots: await certificatesIn("--wasm-ca", wasmCa) }),
  };
}

/** One attempt for each module ends before. */
const longestFetchMs = 150_000;

/** These resources with the modules that their plugins want, as far as the options let them be had now. */
export async function withPluginModules(resources: ResourceSet, options: ModuleOptions): Promise<ResourceSet> {
  // Commands that fetch nothing need not load what fetches.
  const { openPluginModules } = await import("../serving/plugin-modules.js");
  const modules = await openPluginModules({
    fetching: await moduleFetching(options),
    onChange: () => undefined,
    onFetch: () => undefined,
    onStoreFailure: () => undefined,
  });
  const informed = await modules.patientlyInformed(resources, longestFetchMs);
  await modules.close();
  return informed.resources;
}
