import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { ModuleFetching } from "../control-plane-types.js";
import { allowedPlace } from "../fetching/address-guard.js";
import type { ResourceSet } from "../model/resource-set.js";
import { openPluginModules } from "../serving/plugin-modules.js";
import { UsageError } from "./exit.js";
import type { ModuleOptions } from "./options.js";

/** Adds the options that say where modules of plugins may be fetched from. */
export function withModuleOptions(command: Command): Command {
  const more = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];
  return command
    .option(
      "--wasm-allow <cidr|host>",
      "let modules of plugins be fetched from these private addresses or this host, too (repeatable)",
      more,
      [],
    )
    .option("--wasm-ca <file>", "authorities that https servers of modules must be of (PEM; default: the system's)")
    .option("--wasm-plain-http <host:port>", "ask this registry of modules without TLS (repeatable)", more, []);
}

/** What the options ask for. @throws UsageError if one of them cannot be used */
export async function moduleFetching(options: ModuleOptions): Promise<ModuleFetching> {
  if (!options.fetch) return "nothing";
  const { wasmAllow = [], wasmCa, wasmPlainHttp = [] } = options;
  const wrong = wasmAllow.find((text) => allowedPlace(text) === undefined);
  if (wrong !== undefined) throw new UsageError(`--wasm-allow ${wrong}: write a range such as 10.0.0.0/8, or a host`);
  return {
    allowed: wasmAllow,
    withoutTls: wasmPlainHttp,
    ...(wasmCa !== undefined && { roots: await authorities(wasmCa) }),
  };
}

/** One attempt for each module ends before. */
const longestFetchMs = 150_000;

/** These resources with the modules that their plugins want, as far as the options let them be had now. */
export async function withPluginModules(resources: ResourceSet, options: ModuleOptions): Promise<ResourceSet> {
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

async function authorities(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new UsageError(`--wasm-ca ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  });
  if (!text.includes("-----BEGIN CERTIFICATE")) throw new UsageError(`--wasm-ca ${file} holds no certificate (PEM)`);
  return text;
}
