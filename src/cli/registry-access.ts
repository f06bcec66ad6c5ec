import { addressGuard } from "../fetching/address-guard.js";
import { RegistryCredentials } from "../wasm/fetch/credentials.js";
import type { RegistryRules } from "../wasm/fetch/registry.js";
import { UsageError } from "./exit.js";
import { textIn } from "./option-values.js";
import type { RegistryOptions } from "./wasm-options.js";

/** How the user of a command may ask registries: whoever sits at the terminal may ask everybody. @throws UsageError */
export async function registryAccess(
  options: RegistryOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly rules: RegistryRules; readonly credentials?: RegistryCredentials }> {
  const { user, plainHttp, ca } = options;
  const password = env["WAYMARK_REGISTRY_PASSWORD"];
  if (user !== undefined && password === undefined) {
    throw new UsageError("--user needs the password in WAYMARK_REGISTRY_PASSWORD");
  }
  const roots = ca === undefined ? undefined : await textIn("--ca", ca);
  return {
    rules: {
      guard: addressGuard(["0.0.0.0/0", "::/0"]),
      withoutTls: plainHttp,
      ...(roots !== undefined && { roots }),
    },
    ...(user !== undefined && { credentials: new RegistryCredentials(user, password ?? "") }),
  };
}
