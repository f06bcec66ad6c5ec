/**
 * Builds the modules of these tests anew: `node test/wasm/modules/build.mjs`. They are committed, so that tests run without
 * a compiler and their bytes are the same everywhere.
 */
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL(".", import.meta.url));
const builds = {
  probe: ["-O3", "--use", "abort=proxy_abort"],
  header: ["-O3", "--use", "abort=", "--runtime", "stub"],
  trap: ["--use", "abort=", "--runtime", "stub", "--debug", "--sourceMap"],
};

for (const [name, options] of Object.entries(builds)) {
  const files = [`${name}/assembly/index.ts`, "--outFile", `${name}/${name}.wasm`, "--baseDir", folder];
  const { error, stderr } = await asc.main([...files, "--exportStart", "_initialize", ...options]);
  if (error !== null) throw new Error(stderr.toString());
}

// The others need a compiler of their own, and are built by hand in their folders:
//   rust  cargo build --release --target wasm32-wasip1   (then copy the .wasm from target/ to rust.wasm)
//   go    GOOS=wasip1 GOARCH=wasm go build -trimpath -ldflags "-s -w" -buildmode=c-shared -o go.wasm .   (then brotli it)
