#!/usr/bin/env node
import "./heap.js";
import { run } from "./program.js";

// Whoever reads our output may stop in the middle (`waymark generate … | head`): nothing went wrong then.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

await run(process.argv.slice(2));
