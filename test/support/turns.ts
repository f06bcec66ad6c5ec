import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const patienceMs = 90_000;

/**
 * The addresses of a local mesh follow from the names in its manifests, so two runs of one test would talk to each
 * other's proxies: they take turns. An abstract socket keeps the turn, because it ends with its process, and it is seen
 * exactly where loopback addresses are: in one network namespace (on Linux).
 * @throws when others hold the turn for too long
 */
export async function aTurn(name: string): Promise<{ release(): void }> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const server = createServer();
    const taken = await new Promise<boolean>((resolve, reject) => {
      server.once("error", (error: NodeJS.ErrnoException) =>
        error.code === "EADDRINUSE" ? resolve(false) : reject(error),
      );
      server.listen(`\0waymark-test ${name}`, () => resolve(true));
    });
    if (taken) return { release: () => void server.close() };
    if (Date.now() > deadline) throw new Error(`another run of ${name} is under way on this machine`);
    await pause(200);
  }
}
