#!/usr/bin/env node
/**
 * Runs every command of README.md that stands in a ```sh block, so that the README cannot rot.
 * A command that stays up or needs something CI has not got is marked by the comment `# not in CI: reason` behind it;
 * the test command itself is left out, because whoever runs this has just run it.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const text = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const commands = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
  .flatMap((block) => block[1].replace(/\\\n\s*/g, " ").split("\n"))
  .map((line) => line.trim())
  .filter((line) => line !== "" && !line.startsWith("#"));

let failures = 0;
for (const command of commands) {
  const reason = / # not in CI: (.+)$/.exec(command)?.[1];
  if (reason !== undefined || command === "npm test") {
    console.log(`-- ${command}  (not run: ${reason ?? "it is the test run itself"})`);
    continue;
  }
  console.log(`-- ${command}`);
  const { status } = spawnSync("bash", ["-euo", "pipefail", "-c", command], { stdio: "inherit", timeout: 300_000 });
  if (status !== 0) {
    failures++;
    console.error(`-- failed with ${status}: ${command}`);
  }
}
console.log(`README: ${commands.length} commands, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
