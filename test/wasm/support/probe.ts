/** Behaviours of the raw ABI, as scripts for the probe: a filter that does what its configuration says. */
import { fileURLToPath } from "node:url";
import { expect } from "@jest/globals";
import { describeOnBoth } from "../../../src/wasm-lab/describe-on-both.js";
import type { Asked, Lab, LabPlugin, LabProxy } from "../../../src/wasm-lab/lab.js";

const probeModule: string = fileURLToPath(new URL("../modules/probe/probe.wasm", import.meta.url));

/** One behaviour of the ABI. */
export interface AbiBehaviour extends Omit<Lab, "plugins"> {
  /** A sentence. */
  readonly title: string;
  /** What the probe does; several scripts are several plugins, the first one nearest to the client. */
  readonly script: string | readonly string[];
  readonly options?: Omit<LabPlugin, "module" | "configuration">;
  /** What is sent, one after the other; default one GET. */
  readonly sends?: readonly (Asked | { readonly wait: number })[];
  /** Lines that must be logged, in this order and perhaps among others. */
  readonly logs?: readonly string[];
  /** What must hold for the last answer. */
  readonly answer?: { readonly status?: number; readonly body?: string; readonly kind?: string };
}

/** Describes behaviours, each in a lab of its own. */
export function describeAbi(behaviours: readonly AbiBehaviour[]): void {
  for (const { title, script, options, sends = [{}], logs = [], answer, ...lab } of behaviours) {
    const scripts = typeof script === "string" ? [script] : script;
    const plugins = scripts.map((text, index) => ({
      module: probeModule,
      configuration: dedented(text),
      // A virtual machine each: a trap of one must not be the other's.
      ...(index > 0 && { vmId: String(index) }),
      ...options,
    }));
    describeOnBoth(title, { ...lab, plugins }, (behaves) => {
      behaves(title, async (proxy) => {
        const last = await sent(proxy, sends);
        if (answer !== undefined) expect(last).toMatchObject(answer);
        if (logs.length > 0)
          expect(await proxy.logged()).toEqual(expect.arrayContaining(logs.map((line) => `info ${line}`)));
      });
    });
  }
}

function dedented(script: string): string {
  return script
    .split("\n")
    .map((line) => line.trim())
    .join("\n");
}

async function sent(proxy: LabProxy, sends: NonNullable<AbiBehaviour["sends"]>): Promise<unknown> {
  let last: unknown;
  for (const one of sends) {
    if ("wait" in one) await proxy.wait(one.wait);
    else last = await proxy.send(one);
  }
  return last;
}
