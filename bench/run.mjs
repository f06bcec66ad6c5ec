/**
 * `npm run bench` prints the figures; `-- --only edit,fanout` runs some of the benches, `-- --json FILE` also writes one
 * flat JSON object. What each figure means: README.md beside this file.
 */
import { existsSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { edit } from "./edit.mjs";
import { explanations } from "./explain.mjs";
import { fanout } from "./fanout.mjs";
import { Figures } from "./figures.mjs";
import { scale } from "./scale.mjs";
import { validate } from "./validate.mjs";
import { wasm } from "./wasm.mjs";

/** In the order in which they run. */
const benches = {
  medium: (figures) => scale(figures, "medium"),
  large: (figures) => scale(figures, "large"),
  guarded: (figures) => scale(figures, "guarded"),
  edit,
  fanout,
  validate,
  explain: explanations,
  wasm,
};

const { values } = parseArgs({
  options: { only: { type: "string" }, json: { type: "string" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  console.log(`npm run bench -- [--only ${Object.keys(benches).join(",")}] [--json FILE]`);
  process.exit(0);
}
const wanted = values.only?.split(",") ?? Object.keys(benches);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}

if (!existsSync(new URL("../dist/index.js", import.meta.url))) {
  console.error("There is no build to measure: run `npm run build` first.");
  process.exit(2);
}
// Leaving through `exit` stops the processes and removes the folders of whatever is running.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const figures = new Figures((line) => console.log(line));
figures.say(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}`);
for (const name of Object.keys(benches)) {
  if (!wanted.includes(name)) continue;
  figures.one(`${name}.load_before`, loadavg()[0] ?? 0);
  await benches[name](figures);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures.flat, undefined, 2)}\n`);
