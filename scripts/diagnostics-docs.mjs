/** Writes `docs/diagnostics.md` from the compiled catalogue: `npm run docs`. */
import { writeFile } from "node:fs/promises";
import { catalogue } from "../dist/diagnostics/catalogue.js";
import { diagnosticsPage } from "./diagnostics-page.mjs";

await writeFile(new URL("../docs/diagnostics.md", import.meta.url), diagnosticsPage(catalogue));
