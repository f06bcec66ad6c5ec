import { realpath } from "node:fs/promises";
import type { RunOptions } from "../mesh-tests/run-mesh-tests.js";
import { testIssuer } from "../mesh-tests/test-issuer.js";
import { askedProxies } from "../runtime/asked-proxies.js";
import { runFolder, runningMeshes } from "../runtime/run-record.js";
import { UsageError } from "./exit.js";
import { interruption } from "./interruption.js";
import { givenKeySets, keyFetching } from "./key-fetching.js";
import { moduleFetching } from "./module-fetching.js";
import type { TestOptions } from "./options.js";
import type { Output } from "./output.js";

/** How the tests of a mesh are put to real Envoys: a mesh of them runs as long as its tests do. */
export async function proxiesFor(
  options: TestOptions,
  output: Output,
): Promise<NonNullable<RunOptions["withProxies"]>> {
  const issuer = testIssuer({
    keySets: await givenKeySets(options.jwks),
    fetched: options.fetch,
    nowSeconds: Date.now() / 1000,
  });
  const keys = await keyFetching(options);
  const modules = await moduleFetching(options);
  return async (manifests, run) => {
    await refuseSecond(manifests);
    const stopped = interruption(() => process.exit(130));
    let close = async (): Promise<void> => undefined;
    void stopped.asked.then(() => close()).then(() => process.exit(130));
    try {
      const onClosable = (closeAll: typeof close): void => {
        close = closeAll;
      };
      const proxies = await askedProxies({ manifests, issuer, keys, modules, note: output.note, onClosable });
      await run(proxies.ask);
    } finally {
      await close();
      stopped.dispose();
    }
  };
}

async function refuseSecond(manifests: readonly string[]): Promise<void> {
  const folders = await Promise.all(manifests.map((path) => realpath(path).catch(() => path)));
  const other = (await runningMeshes(runFolder(process.env))).find(({ folder }) => folders.includes(folder));
  if (other === undefined) return;
  throw new UsageError(
    `the mesh of ${other.folder} runs already (process ${other.pid}); two would want the same addresses`,
  );
}
