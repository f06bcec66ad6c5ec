/** Writes `docs/diagnostics.md` and the schema of mesh tests from what is compiled: `npm run docs`. */
import { writeFile } from "node:fs/promises";
import { catalogue } from "../dist/diagnostics/catalogue.js";
import { publishedSchema } from "../dist/mesh-tests/schema.js";
import { diagnosticsPage } from "./diagnostics-page.mjs";

await writeFile(new URL("../docs/diagnostics.md", import.meta.url), diagnosticsPage(catalogue));
await writeFile(
  new URL("../docs/mesh-test.schema.json", import.meta.url),
  `${JSON.stringify(publishedSchema(), undefined, 2)}\n`,
);
