import { describe, expect, it } from "@jest/globals";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { LocalMeshEvent } from "../runtime/local-mesh.js";
import { createOutput } from "./output.js";
import { aMeshView } from "./testing/mesh-view.js";
import { upPrinter } from "./up-printer.js";

const ack: LocalMeshEvent = {
  kind: "ack",
  waypoint: "shop/waypoint",
  node: "n",
  type: "type.googleapis.com/envoy.config.route.v3.RouteConfiguration",
  names: ["r"],
  ms: 5,
};
const found: LocalMeshEvent = { kind: "diagnostics", diagnostics: [diagnostic("WM7504", { message: "nobody" })] };

function printed(json: boolean, events: readonly (LocalMeshEvent | "ready")[]): readonly string[] {
  const lines: string[] = [];
  const sink = { write: (text: string) => lines.push(text.trimEnd()) };
  const printer = upPrinter({
    folder: "shop/",
    output: createOutput({ json, env: {}, stdout: sink, stderr: sink }),
    locate: () => undefined,
    frame: ({ message }) => `frame of ${message}`,
    clock: () => "10:02:03",
  });
  for (const event of events) event === "ready" ? printer.ready(aMeshView) : printer.heard(event);
  return lines;
}

describe("upPrinter()", () => {
  it("is silent about acknowledgements until the mesh is ready: everything is new then", () => {
    expect(printed(false, [ack])).toEqual([]);
    expect(printed(false, ["ready", ack]).at(-1)).toBe(
      "10:02:03 ✓ shop/waypoint took RouteConfiguration r after 5.0 ms",
    );
  });

  it("shows findings at once, each in its frame", () => {
    expect(printed(false, [found])).toEqual(["frame of nobody"]);
  });

  it("shows only what is new when what can be used has changed", () => {
    const [, more] = printed(false, [
      "ready",
      {
        kind: "mesh",
        view: { ...aMeshView, addresses: [...aMeshView.addresses, { from: "10.9.9.9", to: "127.9.9.9" }] },
      },
    ]);
    expect(more).toBe("\nADDRESS IN THE MANIFEST  LIVES AT\n10.9.9.9                 127.9.9.9");
  });

  it("prints one JSON object a line for machines", () => {
    const lines = printed(true, [ack, found, "ready", ack, { kind: "mesh", view: aMeshView }]);
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(["diagnostic", "ready", "ack", "ready"]);
  });
});
