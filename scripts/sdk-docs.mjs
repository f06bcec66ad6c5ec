/** Writes `docs/wasm/api.md` from the sources of the SDK: `npm run docs`. */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { sdkApi } from "./sdk-api.mjs";
import { sdkPage } from "./sdk-page.mjs";

const root = new URL("../", import.meta.url);
await writeFile(new URL("docs/wasm/api.md", root), sdkPage(sdkApi(fileURLToPath(new URL("wasm-plugins/sdk", root)))));
