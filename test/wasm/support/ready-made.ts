/** The plugins in `wasm-plugins/`: built from their sources when a test begins, and their configuration put to the proof. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect } from "@jest/globals";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { PluginStartError } from "../../../src/wasm/host/plugin-slot.js";
import { WasmHost } from "../../../src/wasm/host/wasm-host.js";
import { cache, filterModule } from "../../../wasm-plugins/sdk/test/lean-host.js";

const buildMs = 300_000;

/** A plugin under test. */
export interface ReadyMade {
  /** Where its module is, once the tests of the file run. */
  readonly module: string;
  /** What it says to a configuration that it refuses, without the words that all these lines begin with; empty: nothing. */
  refusals(configuration: object | string): string[];
  /** Fails unless the plugin and its `schema.json` agree whether the configuration is right; answers whether it is. */
  agreed(configuration: object): boolean;
  /** The configuration in its `example.yaml`. */
  readonly example: object;
}

/** The plugin of that name; call it once, at the top of its test file. */
export function readyMade(name: string): ReadyMade {
  const folder = fileURLToPath(new URL(`../../../wasm-plugins/${name}/`, import.meta.url));
  const module = join(cache, "sdk-tests", `${name}.wasm`);
  const valid = new Ajv({ strict: false, formats: { regex: isRegex } }).compile(
    JSON.parse(readFileSync(join(folder, "schema.json"), "utf8")),
  );
  beforeAll(async () => {
    await filterModule(name, join("wasm-plugins", name, "assembly", "index.ts"));
  }, buildMs);
  const refusals = (configuration: object | string): string[] => {
    const host = new WasmHost({ module });
    try {
      host.startPlugin(configuration);
      return [];
    } catch (error) {
      if (!(error instanceof PluginStartError)) throw error;
    }
    const said = host.logs.filter(({ level }) => level === "error").map(({ message }) => message);
    return said.map((line) => line.replace("configuration refused: ", ""));
  };
  return {
    module,
    example: parse(readFileSync(join(folder, "example.yaml"), "utf8")).spec.pluginConfig,
    refusals,
    agreed: (configuration) => {
      const said = refusals(configuration);
      expect({ configuration, right: said.length === 0, said }).toEqual({
        configuration,
        right: valid(configuration),
        said,
      });
      return said.length === 0;
    },
  };
}

/** As validators take it; of what the cases here are made of, plugins and JavaScript take the same. */
function isRegex(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
