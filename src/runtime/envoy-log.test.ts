import { describe, expect, it } from "@jest/globals";
import { envoyLogLine, envoyLogText, withoutNoise } from "./envoy-log.js";

describe("envoyLogLine()", () => {
  it.each([
    ["warning\tconfig\tgRPC\tconfig", { level: "warning", component: "config", message: "gRPC\tconfig" }],
    ["error\tmain\tfirst\\n  second\\n", { level: "error", component: "main", message: "first\n  second" }],
    ["info\tupstream\t", { level: "info", component: "upstream", message: "" }],
    ["libc++abi: terminating", { level: "error", component: "stderr", message: "libc++abi: terminating" }],
    ["odd\tmain\tlevel", { level: "error", component: "stderr", message: "odd\tmain\tlevel" }],
  ])("%j", (line, event) => {
    expect(envoyLogLine("shop/waypoint", line)).toEqual({ envoy: "shop/waypoint", ...event });
  });
});

describe("envoyLogText()", () => {
  it("writes level and component before the message, unless there are none", () => {
    expect(envoyLogText(envoyLogLine("x", "error\tmain\tbad"))).toBe("[error][main] bad");
    expect(envoyLogText(envoyLogLine("x", "Segmentation fault"))).toBe("Segmentation fault");
  });
});

describe("withoutNoise()", () => {
  it("gives the same text for what Envoy says twice", () => {
    const said = [
      "near   1:8 (offset  7)  no such",
      "near 1:8  (offset 7) no such",
      "goo.gle/debugstr  near 1:8 (offset 7) no such",
    ];
    expect(said.map(withoutNoise)).toEqual(Array(3).fill("near 1:8 (offset 7) no such"));
  });
});
