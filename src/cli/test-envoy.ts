import type { RunOptions } from "../mesh-tests/run-mesh-tests.js";
import type { TestOptions } from "./options.js";
import type { Output } from "./output.js";

export function proxiesFor(_options: TestOptions, _output: Output): NonNullable<RunOptions["withProxies"]> {
  throw new Error("not yet");
}
