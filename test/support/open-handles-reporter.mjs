/**
 * Ends a run that would not end by itself: something a test opened (a socket, a timer, a process) is still open. Says what
 * it is, so that the test can be mended, and keeps the verdict that the tests have earned.
 */
const graceMs = 20_000;

export default class OpenHandlesReporter {
  onRunComplete(_contexts, results) {
    // Without a reference of its own: it rings only if something else keeps the process alive.
    setTimeout(() => {
      console.error(
        `Still open ${graceMs / 1000} s after the last test: ${process.getActiveResourcesInfo().join(", ")}`,
      );
      for (const handle of process._getActiveHandles()) console.error(`  ${described(handle)}`);
      process.exit(results.success ? 0 : 1);
    }, graceMs).unref();
  }
}

/** What tells one handle from another: its class, and the ends of a socket, the address of a server, the command of a process. */
function described(handle) {
  const parts = [handle?.constructor?.name];
  if (handle?.spawnargs !== undefined) parts.push(`pid ${handle.pid}`, handle.spawnargs.join(" "));
  if (handle?.remoteAddress !== undefined) {
    parts.push(`${handle.localAddress}:${handle.localPort} -> ${handle.remoteAddress}:${handle.remotePort}`);
  }
  if (typeof handle?.address === "function" && handle.listening) parts.push(JSON.stringify(handle.address()));
  if (handle?.fd !== undefined) parts.push(`fd ${handle.fd}`);
  return parts.join(" ");
}
